"""payments for what a delivery holds"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_1540"
down_revision = "2026_11_26_1530"


def upgrade() -> None:
    op.add_column("payment_allocations", sa.Column("delivery_id", sa.Uuid(), nullable=True))
    op.execute(
        "CREATE INDEX ix_payment_allocations_delivery ON payment_allocations (tenant_id, delivery_id) WHERE delivery_id IS NOT NULL"
    )
