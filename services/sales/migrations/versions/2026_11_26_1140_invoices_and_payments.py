"""invoices and payments"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from crm_kit.migrations import index_lists, index_search, protect

revision = "2026_11_26_1140"
down_revision = "2026_11_26_1130"


def upgrade() -> None:
    op.create_table(
        "invoices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("order_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("credits_id", sa.Uuid(), nullable=True),
        sa.Column("net_value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("net_currency", sa.String(length=3), nullable=False),
        sa.Column("total_value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("total_currency", sa.String(length=3), nullable=False),
        sa.Column("paid_value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("paid_currency", sa.String(length=3), nullable=False),
        sa.Column("credited_value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("credited_currency", sa.String(length=3), nullable=False),
        sa.Column("open_value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("open_currency", sa.String(length=3), nullable=False),
        sa.Column("payment_status", sa.String(length=10), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("rate", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("rate_date", sa.Date(), nullable=True),
        sa.Column("base_amount_value", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("base_amount_currency", sa.String(length=3), nullable=True),
        sa.Column("open_base", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("tax_number", sa.String(length=100), nullable=True),
        sa.Column("tax_code", sa.String(length=100), nullable=False),
        sa.Column("tax_type", sa.String(length=100), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.String(length=100), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoices")),
    )
    op.create_table(
        "invoice_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("invoice_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("order_line_id", sa.Uuid(), nullable=True),
        sa.Column("source_line_id", sa.Uuid(), nullable=True),
        sa.Column("credited_line_id", sa.Uuid(), nullable=True),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("qty", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("uom", sa.String(length=20), nullable=False),
        sa.Column("tax_rate", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("net_amount", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("gross_amount", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_invoice_lines_invoice_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_lines")),
    )
    op.create_index(op.f("ix_invoice_lines_invoice_id"), "invoice_lines", ["invoice_id"], unique=False)
    op.create_table(
        "invoice_instalments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("invoice_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("upto", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoices.id"], name=op.f("fk_invoice_instalments_invoice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_instalments")),
    )
    op.create_index(op.f("ix_invoice_instalments_invoice_id"), "invoice_instalments", ["invoice_id"], unique=False)
    op.create_table(
        "payments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("method", sa.String(length=10), nullable=False),
        sa.Column("amount_value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("amount_currency", sa.String(length=3), nullable=False),
        sa.Column("allocated_value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("allocated_currency", sa.String(length=3), nullable=False),
        sa.Column("kept_value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("kept_currency", sa.String(length=3), nullable=False),
        sa.Column("refunded_value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("refunded_currency", sa.String(length=3), nullable=False),
        sa.Column("unallocated_value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("unallocated_currency", sa.String(length=3), nullable=False),
        sa.Column("fx_result_value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("fx_result_currency", sa.String(length=3), nullable=False),
        sa.Column("rate", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("rate_date", sa.Date(), nullable=True),
        sa.Column("rate_reason", sa.Text(), nullable=False),
        sa.Column("base_amount_value", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("base_amount_currency", sa.String(length=3), nullable=True),
        sa.Column("advance_base", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("cleared_on", sa.Date(), nullable=True),
        sa.Column("payer", sa.String(length=200), nullable=False),
        sa.Column("bank_reference", sa.String(length=100), nullable=False),
        sa.Column("external_reference", sa.String(length=100), nullable=True),
        sa.Column("refunds_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
    )
    op.create_table(
        "payment_allocations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("invoice_id", sa.Uuid(), nullable=True),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("amount_value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("amount_currency", sa.String(length=3), nullable=False),
        sa.Column("settled_value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("settled_currency", sa.String(length=3), nullable=False),
        sa.Column("rate", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("rate_reason", sa.Text(), nullable=False),
        sa.Column("base_paid", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("base_settled", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("base_currency", sa.String(length=3), nullable=False),
        sa.Column("allocated_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payments.id"], name=op.f("fk_payment_allocations_payment_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_allocations")),
    )
    op.create_index(op.f("ix_payment_allocations_payment_id"), "payment_allocations", ["payment_id"], unique=False)
    protect("invoices", "invoice_lines", "invoice_instalments", "payments", "payment_allocations")
    _index_invoices()
    _index_payments()


def _index_invoices() -> None:
    index_lists("invoices", "created_at", "posted_on", "due_on", "updated_at")
    index_search("invoices")
    for column in ("number", "external_reference"):
        op.execute(
            f"CREATE UNIQUE INDEX uq_invoices_{column} ON invoices (tenant_id, {column})"
            f" WHERE {column} IS NOT NULL AND deleted_at IS NULL"
        )
    op.execute(
        "CREATE UNIQUE INDEX uq_invoices_tax_number ON invoices (tenant_id, tax_code, tax_number)"
        " WHERE tax_number IS NOT NULL AND deleted_at IS NULL"
    )
    op.execute("CREATE INDEX ix_invoices_account ON invoices (tenant_id, account_id, created_at, id)")
    op.execute(
        "CREATE INDEX ix_invoices_open ON invoices (tenant_id, account_id, due_on) INCLUDE (open_base, open_value)"
        " WHERE status = 'posted' AND open_value > 0"
    )
    op.execute("CREATE INDEX ix_invoices_posted ON invoices (tenant_id, account_id, posted_on) WHERE status = 'posted'")
    op.execute("CREATE INDEX ix_invoices_credits ON invoices (credits_id) WHERE credits_id IS NOT NULL")
    op.execute("CREATE INDEX ix_invoices_orders ON invoices USING gin (order_ids)")
    op.execute("CREATE INDEX ix_invoice_lines_order ON invoice_lines (tenant_id, order_id)")
    op.execute("CREATE INDEX ix_invoice_lines_advance ON invoice_lines (invoice_id) WHERE kind IN ('down_payment', 'deduction')")


def _index_payments() -> None:
    index_lists("payments", "created_at", "received_on", "updated_at")
    index_search("payments")
    for column in ("number", "external_reference"):
        op.execute(
            f"CREATE UNIQUE INDEX uq_payments_{column} ON payments (tenant_id, {column})"
            f" WHERE {column} IS NOT NULL AND deleted_at IS NULL"
        )
    op.execute("CREATE INDEX ix_payments_account ON payments (tenant_id, account_id, received_on, amount_value)")
    op.execute(
        "CREATE INDEX ix_payments_advance ON payments (tenant_id, account_id) INCLUDE (advance_base)"
        " WHERE status = 'posted' AND kind = 'receipt'"
    )
    op.execute("CREATE INDEX ix_payments_refunds ON payments (refunds_id) WHERE refunds_id IS NOT NULL")
    op.execute("CREATE INDEX ix_payment_allocations_invoice ON payment_allocations (invoice_id) WHERE invoice_id IS NOT NULL")
    op.execute("CREATE INDEX ix_payment_allocations_order ON payment_allocations (order_id) WHERE order_id IS NOT NULL")
