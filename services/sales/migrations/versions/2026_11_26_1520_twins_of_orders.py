"""orders with the same lines, which a confirmation asks for, are found by an index"""

from alembic import op

revision = "2026_11_26_1520"
down_revision = "2026_11_26_1450"


def upgrade() -> None:
    op.execute("CREATE INDEX ix_orders_lines ON orders (tenant_id, account_id, lines_key, created_at) WHERE deleted_at IS NULL")
