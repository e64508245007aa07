"""moves are found by their order also when they are done, the ledger by its warehouse"""

from alembic import op

revision = "2026_11_26_1440"
down_revision = "2026_11_26_1430"


def upgrade() -> None:
    op.execute("DROP INDEX ix_stock_moves_order")
    op.execute("CREATE INDEX ix_stock_moves_order ON stock_moves (tenant_id, order_id) WHERE order_id IS NOT NULL")
    op.execute(
        "CREATE INDEX ix_stock_ledger_warehouse ON stock_ledger (tenant_id, warehouse_id, at, id) WHERE warehouse_id IS NOT NULL"
    )
