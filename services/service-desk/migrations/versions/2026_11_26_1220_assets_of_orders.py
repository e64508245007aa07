"""assets of orders: one for each line"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_1220"
down_revision = "2026_11_26_1210"


def upgrade() -> None:
    op.add_column("assets", sa.Column("order_version", sa.Integer(), nullable=True))
    op.execute("DROP INDEX ix_assets_order_line")
    op.execute("CREATE UNIQUE INDEX uq_assets_order_line ON assets (tenant_id, order_line_id) WHERE order_line_id IS NOT NULL")
