"""balances have the code of their product, by which they are listed"""

from alembic import op
from sqlalchemy import Column, String

revision = "2026_11_26_1510"
down_revision = "2026_11_26_1500"

CODES = "UPDATE balances SET code = products.code FROM products WHERE products.id = balances.product_id"


def upgrade() -> None:
    op.add_column("balances", Column("code", String(60, collation="und-x-icu"), nullable=True))
    for table in ("balances", "products"):
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(CODES)
    for table in ("balances", "products"):
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.alter_column("balances", "code", nullable=False)
    op.execute("CREATE UNIQUE INDEX uq_products_id_code ON products (id, code)")
    both = ["product_id", "code"], ["id", "code"]
    op.create_foreign_key("fk_balances_product", "balances", "products", *both, onupdate="CASCADE")
    op.execute("DROP INDEX ix_balances_warehouse")
    op.execute("CREATE INDEX ix_balances_warehouse ON balances (tenant_id, warehouse_id, code, id)")
    op.execute("CREATE INDEX ix_balances_code ON balances (tenant_id, code, id)")
