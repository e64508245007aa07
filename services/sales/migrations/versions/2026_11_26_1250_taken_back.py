"""what payments once settled, when they bounced, and who was told to be late"""

import sqlalchemy as sa
from alembic import op

from crm_kit.migrations import protect

revision = "2026_11_26_1250"
down_revision = "2026_11_26_1245"


def upgrade() -> None:
    op.add_column("payments", sa.Column("bounced_on", sa.Date(), nullable=True))
    op.create_table(
        "allocations_taken_back",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("invoice_id", sa.Uuid(), nullable=False),
        sa.Column("settled_value", sa.Numeric(18, 6), nullable=False),
        sa.Column("settled_currency", sa.String(3), nullable=False),
        sa.Column("allocated_on", sa.Date(), nullable=False),
        sa.Column("taken_back_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name="fk_allocations_taken_back_payment_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_allocations_taken_back"),
    )
    op.create_table(
        "overdue_accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("overdue_amount_value", sa.Numeric(18, 6), nullable=False),
        sa.Column("overdue_amount_currency", sa.String(3), nullable=False),
        sa.Column("oldest_days", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_overdue_accounts"),
    )
    protect("overdue_accounts")
    protect("allocations_taken_back", grants="SELECT, INSERT")
    op.execute("CREATE INDEX ix_delivery_copies_returned ON delivery_copies (tenant_id) WHERE is_returned")
    op.execute("CREATE INDEX ix_allocations_taken_back_invoice ON allocations_taken_back (tenant_id, invoice_id)")
