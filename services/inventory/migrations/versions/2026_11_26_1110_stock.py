"""products, warehouses and stock"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from crm_kit.migrations import index_lists, index_search, protect

revision = "2026_11_26_1110"
down_revision = "2026_11_26_1100"

OPEN = "status IN ('waiting', 'reserved', 'partially_reserved')"
# What must hold whatever the code does, and what questions other than plain lists go by.
RULES = (
    "CREATE UNIQUE INDEX uq_products_code_key ON products (tenant_id, code_key) WHERE deleted_at IS NULL",
    "CREATE UNIQUE INDEX uq_products_same_key ON products (tenant_id, same_key) WHERE deleted_at IS NULL",
    "CREATE INDEX ix_products_alike ON products USING gin (same_key gin_trgm_ops)",
    "CREATE INDEX ix_products_barcode ON products (tenant_id, barcode) WHERE barcode IS NOT NULL",
    "CREATE UNIQUE INDEX uq_safety_stocks_pair ON safety_stocks (tenant_id, product_id, warehouse_id)",
    "CREATE UNIQUE INDEX uq_warehouses_code ON warehouses (tenant_id, lower(code)) WHERE deleted_at IS NULL",
    "CREATE UNIQUE INDEX uq_warehouses_default ON warehouses (tenant_id) WHERE is_default AND deleted_at IS NULL",
    "CREATE UNIQUE INDEX uq_locations_code ON locations (tenant_id, warehouse_id, lower(code)) WHERE warehouse_id IS NOT NULL",
    "CREATE UNIQUE INDEX uq_locations_outside ON locations (tenant_id, kind) WHERE warehouse_id IS NULL",
    "CREATE UNIQUE INDEX uq_settings_tenant ON settings (tenant_id)",
    "CREATE UNIQUE INDEX uq_balances_place ON balances (tenant_id, product_id, location_id)",
    "CREATE INDEX ix_balances_warehouse ON balances (tenant_id, warehouse_id, product_id, id)",
    "CREATE INDEX ix_balances_updated_at ON balances (tenant_id, updated_at, id)",
    "ALTER TABLE balances ADD CONSTRAINT ck_balances_enough CHECK"
    " (allows_negative AND reserved = 0 OR on_hand >= 0 AND value >= 0 AND reserved BETWEEN 0 AND on_hand)",
    "ALTER TABLE stock_moves ADD CONSTRAINT ck_stock_moves_reserved CHECK (qty > 0 AND reserved_qty BETWEEN 0 AND qty)",
    f"CREATE INDEX ix_stock_moves_order ON stock_moves (tenant_id, order_id) WHERE {OPEN}",
    f"CREATE INDEX ix_stock_moves_order_line ON stock_moves (tenant_id, order_line_id) WHERE {OPEN}",
    "CREATE INDEX ix_stock_moves_expiring ON stock_moves (tenant_id, product_id, expires_at)"
    f" WHERE expires_at IS NOT NULL AND {OPEN}",
    "CREATE INDEX ix_stock_moves_waiting ON stock_moves (tenant_id, product_id, priority DESC, id)"
    " WHERE status IN ('waiting', 'partially_reserved')",
    "CREATE INDEX ix_stock_moves_product ON stock_moves (tenant_id, product_id, created_at, id)",
    "CREATE INDEX ix_stock_moves_document ON stock_moves (tenant_id, document_id) WHERE document_id IS NOT NULL",
    "CREATE INDEX ix_stock_ledger_at ON stock_ledger (tenant_id, at, id)",
    "CREATE INDEX ix_stock_ledger_posted_on ON stock_ledger (tenant_id, posted_on, id)",
    "CREATE INDEX ix_stock_ledger_product ON stock_ledger (tenant_id, product_id, posted_on)"
    " INCLUDE (warehouse_id, other_location_id, qty, value)",
    "CREATE INDEX ix_stock_ledger_move ON stock_ledger (tenant_id, move_id)",
    "CREATE INDEX ix_stock_ledger_document ON stock_ledger (tenant_id, document_id)",
    "CREATE UNIQUE INDEX uq_stock_alarms_open ON stock_alarms (tenant_id, product_id, warehouse_id) WHERE status = 'open'",
    "CREATE INDEX ix_stock_expected_product ON stock_expected (tenant_id, product_id, warehouse_id, due_on)",
    "CREATE UNIQUE INDEX uq_stock_adjustments_number ON stock_adjustments (tenant_id, number)",
    "CREATE INDEX ix_order_fulfilments_account ON order_fulfilments (tenant_id, account_id)",
    "CREATE INDEX ix_order_fulfilment_lines_product ON order_fulfilment_lines (tenant_id, product_id)",
)


def upgrade() -> None:
    op.create_table(
        "balances",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.Column("warehouse_id", sa.Uuid(), nullable=True),
        sa.Column("is_reservable", sa.Boolean(), nullable=False),
        sa.Column("allows_negative", sa.Boolean(), nullable=False),
        sa.Column("on_hand", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("reserved", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_balances"),
    )
    op.create_table(
        "order_fulfilments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("ship_to", postgresql.JSONB(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("billing_basis", sa.String(length=10), nullable=False),
        sa.Column("terms_days", sa.Integer(), nullable=False),
        sa.Column("is_exception", sa.Boolean(), nullable=False),
        sa.Column("payment_status", sa.String(length=20), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.Column("reservation", postgresql.JSONB(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_order_fulfilments"),
    )
    op.create_table(
        "products",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("code", sa.String(length=60, collation="und-x-icu"), nullable=False),
        sa.Column("code_key", sa.String(length=80, collation="C"), nullable=False),
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("spec", sa.String(length=500), nullable=False),
        sa.Column("same_key", sa.Text(), nullable=False),
        sa.Column("category", sa.String(length=100), nullable=False),
        sa.Column("brand", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("uom", sa.String(length=20), nullable=False),
        sa.Column("units", postgresql.JSONB(), nullable=False),
        sa.Column("barcode", sa.String(length=60), nullable=True),
        sa.Column("tax_class", sa.String(length=40), nullable=False),
        sa.Column("list_price_value", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("list_price_currency", sa.String(length=3), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("status_before", sa.String(length=20), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_products"),
    )
    op.create_table(
        "settings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("ship_by", sa.String(length=10), nullable=False),
        sa.Column("warehouse_id", sa.Uuid(), nullable=True),
        sa.Column("closed_through", sa.Date(), nullable=True),
        sa.Column("over_delivery_percent", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("over_receipt_percent", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("price_rise_percent", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("amendment_rise_percent", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("purchase_approval_limit_value", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("purchase_approval_limit_currency", sa.String(length=3), nullable=True),
        sa.Column("adjustment_approval_limit_value", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("adjustment_approval_limit_currency", sa.String(length=3), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_settings"),
    )
    op.create_table(
        "stock_adjustments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("warehouse_id", sa.Uuid(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("base_value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("reversed_on", sa.Date(), nullable=True),
        sa.Column("findings", postgresql.JSONB(), nullable=False),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_comment", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_stock_adjustments"),
    )
    op.create_table(
        "stock_alarms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("warehouse_id", sa.Uuid(), nullable=False),
        sa.Column("on_hand", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("projected", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("safety", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_stock_alarms"),
    )
    op.create_table(
        "stock_expected",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("warehouse_id", sa.Uuid(), nullable=False),
        sa.Column("qty", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stock_expected"),
    )
    op.create_table(
        "stock_ledger",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("move_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.Column("other_location_id", sa.Uuid(), nullable=False),
        sa.Column("warehouse_id", sa.Uuid(), nullable=True),
        sa.Column("qty", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("unit_cost", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("document_kind", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stock_ledger"),
    )
    op.create_table(
        "stock_moves",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("from_location_id", sa.Uuid(), nullable=False),
        sa.Column("to_location_id", sa.Uuid(), nullable=False),
        sa.Column("warehouse_id", sa.Uuid(), nullable=True),
        sa.Column("qty", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("reserved_qty", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("strength", sa.String(length=10), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("order_line_id", sa.Uuid(), nullable=True),
        sa.Column("document_kind", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("value", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        sa.Column("reversed_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_stock_moves"),
    )
    op.create_table(
        "warehouses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("address", postgresql.JSONB(), nullable=True),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_warehouses"),
    )
    op.create_table(
        "locations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("warehouse_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["warehouse_id"], ["warehouses.id"], name="fk_locations_warehouse_id"),
        sa.PrimaryKeyConstraint("id", name="pk_locations"),
    )
    op.create_table(
        "order_fulfilment_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("qty", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("uom", sa.String(length=20), nullable=False),
        sa.Column("factor", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("net_price", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("shipped", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["order_fulfilments.id"], name="fk_order_fulfilment_lines_order_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_order_fulfilment_lines"),
    )
    op.create_index("ix_order_fulfilment_lines_order_id", "order_fulfilment_lines", ["order_id"], unique=False)
    op.create_table(
        "safety_stocks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("warehouse_id", sa.Uuid(), nullable=False),
        sa.Column("qty", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name="fk_safety_stocks_product_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["warehouse_id"], ["warehouses.id"], name="fk_safety_stocks_warehouse_id"),
        sa.PrimaryKeyConstraint("id", name="pk_safety_stocks"),
    )
    op.create_index("ix_safety_stocks_product_id", "safety_stocks", ["product_id"], unique=False)
    op.create_table(
        "stock_adjustment_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("adjustment_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("qty", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("unit_cost", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.ForeignKeyConstraint(
            ["adjustment_id"], ["stock_adjustments.id"], name="fk_stock_adjustment_lines_adjustment_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_stock_adjustment_lines"),
    )
    op.create_index("ix_stock_adjustment_lines_adjustment_id", "stock_adjustment_lines", ["adjustment_id"], unique=False)
    protect(
        "balances", "locations", "order_fulfilment_lines", "order_fulfilments", "products", "safety_stocks", "settings",
        "stock_adjustment_lines", "stock_adjustments", "stock_alarms", "stock_expected", "stock_moves", "warehouses",
    )  # fmt: skip
    protect("stock_ledger", grants="SELECT, INSERT")
    for statement in RULES:
        op.execute(statement)
    index_lists("products", "code", "name", "created_at", "updated_at", owned=False)
    index_search("products")
    index_lists("warehouses", "code", owned=False)
    index_lists("locations", "code", owned=False)
    index_lists("order_fulfilments", "created_at")
    index_lists("stock_moves", "created_at", "updated_at", owned=False)
    index_lists("stock_adjustments", "created_at", "posted_on", owned=False)
    index_lists("stock_alarms", "created_at", owned=False)
