"""quotations and orders"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from crm_kit.migrations import index_lists, index_search, protect

revision = "2026_11_26_1130"
down_revision = "2026_11_22_0100"


def upgrade() -> None:
    op.create_table(
        "credit_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("limit_value", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("limit_currency", sa.String(length=3), nullable=True),
        sa.Column("terms_days", sa.Integer(), nullable=True),
        sa.Column("grade", sa.String(length=100), nullable=True),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_credit_copies"),
    )
    op.create_table(
        "delivery_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("order_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("lines", postgresql.JSONB(), nullable=False),
        sa.Column("waybills", postgresql.JSONB(), nullable=False),
        sa.Column("shipped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_returned", sa.Boolean(), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_delivery_copies"),
    )
    op.create_table(
        "reservation_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("lines", postgresql.JSONB(), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reservation_copies"),
    )
    op.create_table(
        "notice_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("order_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("lines", postgresql.JSONB(), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notice_copies"),
    )
    op.create_table(
        "orders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("opportunity_id", sa.Uuid(), nullable=True),
        sa.Column("external_reference", sa.String(length=100), nullable=True),
        sa.Column("customer_reference", sa.String(length=500), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("net_amount", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("tax_amount", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("total_value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("total_currency", sa.String(length=3), nullable=False),
        sa.Column("rate", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("rate_date", sa.Date(), nullable=True),
        sa.Column("base_amount_value", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("base_amount_currency", sa.String(length=3), nullable=True),
        sa.Column("open_base", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("billing_basis", sa.String(length=10), nullable=False),
        sa.Column("payment_terms_id", sa.Uuid(), nullable=True),
        sa.Column("terms", postgresql.JSONB(), nullable=False),
        sa.Column("terms_days", sa.Integer(), nullable=False),
        sa.Column("ship_to", postgresql.JSONB(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("product_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("lines_key", sa.String(length=32), nullable=False),
        sa.Column("quotation_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("delivery_status", sa.String(length=10), nullable=False),
        sa.Column("invoice_status", sa.String(length=10), nullable=False),
        sa.Column("payment_status", sa.String(length=10), nullable=False),
        sa.Column("paid_amount", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("is_exception", sa.Boolean(), nullable=False),
        sa.Column("hold_reason", sa.Text(), nullable=False),
        sa.Column("closing_reason", sa.Text(), nullable=False),
        sa.Column("findings", postgresql.JSONB(), nullable=False),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_comment", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_orders"),
    )
    op.create_table(
        "payment_terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("instalments", postgresql.JSONB(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_payment_terms"),
    )
    op.create_table(
        "price_lists",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.Column("region", sa.String(length=100), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("price_entry_mode", sa.String(length=5), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_price_lists"),
    )
    op.create_table(
        "product_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("category", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("uom", sa.String(length=20), nullable=False),
        sa.Column("tax_class", sa.String(length=40), nullable=False),
        sa.Column("list_price_value", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("list_price_currency", sa.String(length=3), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_product_copies"),
    )
    op.create_table(
        "quotations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("previous_id", sa.Uuid(), nullable=True),
        sa.Column("copied_from", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("was", sa.String(length=20), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("opportunity_id", sa.Uuid(), nullable=True),
        sa.Column("customer_reference", sa.String(length=500), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("quoted_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("net_amount", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("tax_amount", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("total_value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("total_currency", sa.String(length=3), nullable=False),
        sa.Column("billing_basis", sa.String(length=10), nullable=False),
        sa.Column("payment_terms_id", sa.Uuid(), nullable=True),
        sa.Column("terms", postgresql.JSONB(), nullable=False),
        sa.Column("terms_days", sa.Integer(), nullable=False),
        sa.Column("ship_to", postgresql.JSONB(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closing_reason", sa.Text(), nullable=False),
        sa.Column("findings", postgresql.JSONB(), nullable=False),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_comment", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quotations"),
    )
    op.create_table(
        "settings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("max_discount_percent", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("credit_check", sa.String(length=10), nullable=False),
        sa.Column("discount_check", sa.String(length=10), nullable=False),
        sa.Column("availability_check", sa.String(length=10), nullable=False),
        sa.Column("duplicate_check", sa.String(length=10), nullable=False),
        sa.Column("ship_to_check", sa.String(length=10), nullable=False),
        sa.Column("duplicate_hours", sa.Integer(), nullable=False),
        sa.Column("billing_basis", sa.String(length=10), nullable=False),
        sa.Column("price_entry_mode", sa.String(length=5), nullable=False),
        sa.Column("terms_days", sa.Integer(), nullable=False),
        sa.Column("quotation_days", sa.Integer(), nullable=False),
        sa.Column("over_invoice_percent", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("closed_through", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_settings"),
    )
    op.create_table(
        "stock_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("available", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stock_copies"),
    )
    op.create_table(
        "tax_classes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("rate", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_tax_classes"),
    )
    op.create_table(
        "listed_prices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("price_list_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("min_qty", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("price", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["price_list_id"], ["price_lists.id"], name="fk_listed_prices_price_list_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_listed_prices"),
    )
    op.create_table(
        "order_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("quotation_line_id", sa.Uuid(), nullable=True),
        sa.Column("reserved", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("shortage", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("on_notice", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("shipped_qty", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("invoiced_qty", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("qty", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("uom", sa.String(length=20), nullable=False),
        sa.Column("unit_price", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("price_entry_mode", sa.String(length=5), nullable=False),
        sa.Column("price_source", sa.String(length=10), nullable=False),
        sa.Column("price_list_id", sa.Uuid(), nullable=True),
        sa.Column("discount", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("tax_class", sa.String(length=40), nullable=True),
        sa.Column("tax_rate", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("net_price", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("gross_price", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("net_amount", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("tax_amount", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("total_amount", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("ships", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_order_lines_order_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_order_lines"),
    )
    op.create_index("ix_order_lines_order_id", "order_lines", ["order_id"], unique=False)
    op.create_table(
        "quotation_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("quotation_id", sa.Uuid(), nullable=False),
        sa.Column("origin_id", sa.Uuid(), nullable=False),
        sa.Column("is_optional", sa.Boolean(), nullable=False),
        sa.Column("is_alternative", sa.Boolean(), nullable=False),
        sa.Column("ordered_qty", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("qty", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("uom", sa.String(length=20), nullable=False),
        sa.Column("unit_price", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("price_entry_mode", sa.String(length=5), nullable=False),
        sa.Column("price_source", sa.String(length=10), nullable=False),
        sa.Column("price_list_id", sa.Uuid(), nullable=True),
        sa.Column("discount", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("tax_class", sa.String(length=40), nullable=True),
        sa.Column("tax_rate", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("net_price", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("gross_price", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("net_amount", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("tax_amount", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("total_amount", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("ships", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["quotation_id"], ["quotations.id"], name="fk_quotation_lines_quotation_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_quotation_lines"),
    )
    op.create_index("ix_quotation_lines_quotation_id", "quotation_lines", ["quotation_id"], unique=False)
    op.add_column("account_copies", sa.Column("level", sa.String(length=40), nullable=True))
    protect("orders", "order_lines", "quotations", "quotation_lines", "settings", "tax_classes", "payment_terms")
    protect("price_lists", "listed_prices", "product_copies", "credit_copies", "stock_copies", "delivery_copies", "notice_copies")
    protect("reservation_copies")
    _index_orders()
    _index_quotations()
    _index_prices()
    _index_copies()


def _index_orders() -> None:
    index_lists("orders", "created_at", "number", "ordered_on", "updated_at")
    index_search("orders")
    op.execute("CREATE UNIQUE INDEX uq_orders_number ON orders (tenant_id, number)")
    op.execute(
        "CREATE UNIQUE INDEX uq_orders_external_reference ON orders (tenant_id, external_reference)"
        " WHERE external_reference IS NOT NULL AND deleted_at IS NULL"
    )
    op.execute("CREATE INDEX ix_orders_account ON orders (tenant_id, account_id, created_at, id)")
    op.execute(
        "CREATE INDEX ix_orders_open ON orders (tenant_id, account_id) INCLUDE (open_base) WHERE status IN ('confirmed', 'on_hold')"
    )
    op.execute("CREATE INDEX ix_orders_status ON orders (tenant_id, status, created_at, id) WHERE deleted_at IS NULL")
    op.execute("CREATE INDEX ix_orders_opportunity ON orders (tenant_id, opportunity_id) WHERE opportunity_id IS NOT NULL")
    op.execute("CREATE INDEX ix_orders_quotations ON orders USING gin (quotation_ids) WHERE quotation_ids <> '{}'")
    op.execute("CREATE INDEX ix_order_lines_product ON order_lines (tenant_id, product_id) WHERE product_id IS NOT NULL")


def _index_quotations() -> None:
    index_lists("quotations", "created_at", "number", "valid_until", "updated_at")
    index_search("quotations")
    op.execute("CREATE UNIQUE INDEX uq_quotations_revision ON quotations (tenant_id, number, revision)")
    op.execute("CREATE INDEX ix_quotations_account ON quotations (tenant_id, account_id, created_at, id)")
    op.execute("CREATE INDEX ix_quotations_opportunity ON quotations (tenant_id, opportunity_id) WHERE opportunity_id IS NOT NULL")
    op.execute("CREATE INDEX ix_quotations_sent ON quotations (tenant_id, valid_until) WHERE status = 'sent'")


def _index_prices() -> None:
    index_lists("price_lists", "name", "created_at", owned=False)
    index_lists("listed_prices", "created_at", owned=False)
    index_lists("tax_classes", "code", owned=False)
    index_lists("payment_terms", "name", owned=False)
    op.execute("CREATE UNIQUE INDEX uq_tax_classes_code ON tax_classes (tenant_id, code) WHERE deleted_at IS NULL")
    op.execute("CREATE UNIQUE INDEX uq_tax_classes_default ON tax_classes (tenant_id) WHERE is_default AND deleted_at IS NULL")
    op.execute(
        "CREATE UNIQUE INDEX uq_listed_prices_break ON listed_prices (price_list_id, product_id, min_qty) WHERE deleted_at IS NULL"
    )
    op.execute("CREATE INDEX ix_listed_prices_product ON listed_prices (tenant_id, product_id) WHERE deleted_at IS NULL")
    op.execute("CREATE INDEX ix_price_lists_account ON price_lists (tenant_id, account_id) WHERE account_id IS NOT NULL")


def _index_copies() -> None:
    op.execute("CREATE INDEX ix_stock_copies_product ON stock_copies (tenant_id, product_id) INCLUDE (available)")
    op.execute("CREATE INDEX ix_delivery_copies_orders ON delivery_copies USING gin (order_ids)")
    op.execute("CREATE INDEX ix_notice_copies_orders ON notice_copies USING gin (order_ids)")
