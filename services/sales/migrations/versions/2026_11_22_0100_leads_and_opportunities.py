"""leads and opportunities"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from crm_kit.migrations import index_lists, index_search, kit_tables, protect

revision = "2026_11_22_0100"
down_revision = None


def upgrade() -> None:
    kit_tables()
    op.create_table(
        "account_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("name_key", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("region", sa.String(length=100), nullable=True),
        sa.Column("industry", sa.String(length=100), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("domain", sa.String(length=254), nullable=True),
        sa.Column("tax_id", sa.String(length=40), nullable=True),
        sa.Column("is_deleted", sa.Boolean(), nullable=False),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account_copies"),
    )
    op.create_table(
        "account_shares",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("grantee_kind", sa.String(length=10), nullable=False),
        sa.Column("grantee_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("with_children", sa.Boolean(), nullable=False),
        sa.Column("is_ended", sa.Boolean(), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account_shares"),
    )
    op.create_index("ix_account_shares_account_id", "account_shares", ["account_id"], unique=False)
    op.create_table(
        "closing_reasons",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("category", sa.String(length=100), nullable=False),
        sa.Column("needs_competitor", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_closing_reasons"),
    )
    op.create_table(
        "contact_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("emails", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("phones", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("account_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("is_deleted", sa.Boolean(), nullable=False),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contact_copies"),
    )
    op.create_table(
        "exchange_rates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("base_currency", sa.String(length=3), nullable=False),
        sa.Column("rate", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_exchange_rates"),
    )
    op.create_table(
        "leads",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("company_or_person", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("first_name", sa.String(length=100), nullable=False),
        sa.Column("last_name", sa.String(length=100), nullable=False),
        sa.Column("contact_name", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("website", sa.String(length=500), nullable=True),
        sa.Column("address", postgresql.JSONB(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=True),
        sa.Column("response_id", sa.Uuid(), nullable=True),
        sa.Column("list_id", sa.Uuid(), nullable=True),
        sa.Column("interest_products", postgresql.JSONB(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("utm", postgresql.JSONB(), nullable=True),
        sa.Column("consent", postgresql.JSONB(), nullable=True),
        sa.Column("form_id", sa.String(length=100), nullable=True),
        sa.Column("submission_id", sa.String(length=100), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("status_note", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("queue_id", sa.Uuid(), nullable=True),
        sa.Column("response_due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_response_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_activity_id", sa.Uuid(), nullable=True),
        sa.Column("nurture_until", sa.Date(), nullable=True),
        sa.Column("reject_reason", sa.String(length=20), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("opportunity_id", sa.Uuid(), nullable=True),
        sa.Column("created", postgresql.JSONB(), nullable=True),
        sa.Column("converted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_leads"),
    )
    op.create_table(
        "opportunities",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("amount_value", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("amount_currency", sa.String(length=3), nullable=True),
        sa.Column("amount_manual", sa.Boolean(), nullable=False),
        sa.Column("base_amount_value", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("base_amount_currency", sa.String(length=3), nullable=True),
        sa.Column("base_points", sa.BigInteger(), sa.Computed("base_amount_value * 10000", persisted=True), nullable=True),
        sa.Column(
            "weighted_points", sa.BigInteger(), sa.Computed("base_amount_value * 100 * probability", persisted=True), nullable=True
        ),
        sa.Column("rate", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("rate_date", sa.Date(), nullable=True),
        sa.Column("close_date", sa.Date(), nullable=False),
        sa.Column("actual_close", sa.Date(), nullable=True),
        sa.Column("next_step", sa.String(length=500), nullable=False),
        sa.Column("next_step_date", sa.Date(), nullable=True),
        sa.Column("competitors", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("product_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("splits", postgresql.JSONB(), nullable=False),
        sa.Column("closing_reason", sa.String(length=40), nullable=True),
        sa.Column("closing_note", sa.Text(), nullable=False),
        sa.Column("lost_to", sa.String(length=200), nullable=True),
        sa.Column("cancel_reason", sa.String(length=20), nullable=True),
        sa.Column("evidence", postgresql.JSONB(), nullable=True),
        sa.Column("hold_reason", sa.Text(), nullable=False),
        sa.Column("review_date", sa.Date(), nullable=True),
        sa.Column("lead_id", sa.Uuid(), nullable=True),
        sa.Column("campaign_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("process_id", sa.Uuid(), nullable=False),
        sa.Column("process_version", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("stage_entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("probability", sa.Integer(), nullable=False),
        sa.Column("forecast_category", sa.String(length=20), nullable=False),
        sa.Column("is_override", sa.Boolean(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_opportunities"),
    )
    op.create_table(
        "sales_processes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("process_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_sales_processes"),
    )
    op.create_table(
        "team_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("path", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("is_deleted", sa.Boolean(), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_team_copies"),
    )
    op.create_table(
        "opportunity_accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("opportunity_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunities.id"], name="fk_opportunity_accounts_opportunity_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opportunity_accounts"),
    )
    op.create_index("ix_opportunity_accounts_account_id", "opportunity_accounts", ["account_id"], unique=False)
    op.create_index("ix_opportunity_accounts_opportunity_id", "opportunity_accounts", ["opportunity_id"], unique=False)
    op.create_table(
        "opportunity_contacts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("opportunity_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunities.id"], name="fk_opportunity_contacts_opportunity_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opportunity_contacts"),
    )
    op.create_index("ix_opportunity_contacts_contact_id", "opportunity_contacts", ["contact_id"], unique=False)
    op.create_index("ix_opportunity_contacts_opportunity_id", "opportunity_contacts", ["opportunity_id"], unique=False)
    op.create_table(
        "opportunity_journal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("opportunity_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_override", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("process_id", sa.Uuid(), nullable=False),
        sa.Column("process_version", sa.Integer(), nullable=False),
        sa.Column("from_stage", sa.String(length=40), nullable=True),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(length=10), nullable=True),
        sa.Column("seconds_in_stage", sa.Integer(), nullable=True),
        sa.Column("stage_entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("amount_value", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("amount_currency", sa.String(length=3), nullable=True),
        sa.Column("amount_change", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("base_amount_value", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("base_amount_currency", sa.String(length=3), nullable=True),
        sa.Column("close_date", sa.Date(), nullable=False),
        sa.Column("pushed_days", sa.Integer(), nullable=True),
        sa.Column("probability", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunities.id"], name="fk_opportunity_journal_opportunity_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opportunity_journal"),
    )
    op.create_table(
        "opportunity_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("opportunity_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("qty", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("unit_price_value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("unit_price_currency", sa.String(length=3), nullable=False),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunities.id"], name="fk_opportunity_lines_opportunity_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opportunity_lines"),
    )
    op.create_index("ix_opportunity_lines_opportunity_id", "opportunity_lines", ["opportunity_id"], unique=False)
    op.create_index("ix_opportunity_lines_product_id", "opportunity_lines", ["product_id"], unique=False)
    op.create_table(
        "opportunity_members",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("opportunity_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunities.id"], name="fk_opportunity_members_opportunity_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opportunity_members"),
    )
    op.create_index("ix_opportunity_members_opportunity_id", "opportunity_members", ["opportunity_id"], unique=False)
    op.create_index("ix_opportunity_members_user_id", "opportunity_members", ["user_id"], unique=False)
    op.create_table(
        "process_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("process_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("steps", postgresql.JSONB(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["process_id"], ["sales_processes.id"], name="fk_process_versions_process_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_process_versions"),
    )
    op.create_index("ix_process_versions_process_id", "process_versions", ["process_id"], unique=False)
    protect("leads", "account_copies", "contact_copies", "team_copies", "account_shares")
    protect("sales_processes", "process_versions", "closing_reasons", "exchange_rates", "opportunities")
    protect("opportunity_accounts", "opportunity_contacts", "opportunity_lines", "opportunity_members")
    protect("opportunity_journal", grants="SELECT, INSERT")
    _index_leads()
    _index_opportunities()
    _index_the_rest()


def _index_leads() -> None:
    index_lists("leads", "created_at", "company_or_person", "score")
    index_search("leads")
    op.execute("CREATE UNIQUE INDEX uq_leads_submission ON leads (tenant_id, form_id, submission_id) WHERE form_id IS NOT NULL")
    op.execute("CREATE INDEX ix_leads_queue ON leads (tenant_id, queue_id) WHERE queue_id IS NOT NULL")
    op.execute("CREATE INDEX ix_leads_account ON leads (account_id) WHERE account_id IS NOT NULL")
    op.execute("CREATE INDEX ix_leads_contact ON leads (contact_id) WHERE contact_id IS NOT NULL")


def _index_opportunities() -> None:
    index_lists("opportunities", "created_at", "name", "close_date", "updated_at")
    index_search("opportunities")
    op.execute("CREATE INDEX ix_opportunities_account ON opportunities (tenant_id, account_id, created_at, id)")
    op.execute("CREATE INDEX ix_opportunities_lead ON opportunities (tenant_id, lead_id) WHERE lead_id IS NOT NULL")
    op.execute(
        "CREATE INDEX ix_opportunities_funnel ON opportunities"
        " (tenant_id, process_id, stage, status, process_version, reached, stage_entered_at)"
        " INCLUDE (id, base_points, weighted_points, is_override, owner_id, team_path, close_date) WHERE deleted_at IS NULL"
    )
    op.execute("CREATE INDEX ix_opportunities_closed ON opportunities (tenant_id, actual_close) WHERE actual_close IS NOT NULL")
    op.execute("CREATE INDEX ix_opportunity_journal_record ON opportunity_journal (tenant_id, opportunity_id, at, id)")
    op.execute("CREATE INDEX ix_opportunity_journal_at ON opportunity_journal (tenant_id, at, id)")


def _index_the_rest() -> None:
    for mark in ("name_key", "email", "phone", "domain"):
        op.execute(f"CREATE INDEX ix_account_copies_{mark} ON account_copies (tenant_id, {mark}) WHERE {mark} IS NOT NULL")
    for copies in ("account_copies", "contact_copies"):
        op.execute(f"CREATE INDEX ix_{copies}_owner ON {copies} (tenant_id, owner_id)")
    op.execute("CREATE INDEX ix_account_copies_region ON account_copies (tenant_id, region) WHERE region IS NOT NULL")
    op.execute(
        "CREATE UNIQUE INDEX uq_sales_processes_default ON sales_processes (tenant_id) WHERE is_default AND deleted_at IS NULL"
    )
    op.execute("CREATE UNIQUE INDEX uq_process_versions_number ON process_versions (process_id, number)")
    op.execute("CREATE UNIQUE INDEX uq_closing_reasons_code ON closing_reasons (tenant_id, outcome, code)")
    op.execute("CREATE UNIQUE INDEX uq_exchange_rates_day ON exchange_rates (tenant_id, base_currency, currency, date)")
