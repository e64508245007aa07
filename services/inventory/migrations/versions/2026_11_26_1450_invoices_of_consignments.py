"""invoices that consignments are found by, or hold"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from crm_kit.migrations import protect

revision = "2026_11_26_1450"
down_revision = "2026_11_26_1440"


def upgrade() -> None:
    op.create_table(
        "invoice_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("order_ids", ARRAY(sa.Uuid()), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(200, collation="C"), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_invoice_copies"),
    )
    protect("invoice_copies")
    op.execute("CREATE INDEX ix_invoice_copies_orders ON invoice_copies USING gin (order_ids)")
    op.add_column("waybills", sa.Column("invoice_id", sa.Uuid(), nullable=True))
    op.add_column("waybills", sa.Column("invoice_numbers", ARRAY(sa.Text()), nullable=False, server_default="{}"))
    op.execute("CREATE INDEX ix_waybills_invoice ON waybills (tenant_id, invoice_id) WHERE invoice_id IS NOT NULL")
