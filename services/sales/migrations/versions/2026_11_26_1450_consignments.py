"""where consignments are"""

import sqlalchemy as sa
from alembic import op

from crm_kit.migrations import protect

revision = "2026_11_26_1450"
down_revision = "2026_11_26_1430"


def upgrade() -> None:
    op.create_table(
        "waybill_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("carrier", sa.String(40), nullable=False),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=True),
        sa.Column("invoice_id", sa.Uuid(), nullable=True),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_waybill_copies"),
    )
    protect("waybill_copies")
    op.execute("CREATE INDEX ix_waybill_copies_delivery ON waybill_copies (tenant_id, delivery_id) WHERE delivery_id IS NOT NULL")
    op.execute("CREATE INDEX ix_waybill_copies_invoice ON waybill_copies (tenant_id, invoice_id) WHERE invoice_id IS NOT NULL")
