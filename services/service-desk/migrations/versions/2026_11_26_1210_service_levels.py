"""service levels"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from crm_kit.migrations import index_lists, index_search, protect

revision = "2026_11_26_1210"
down_revision = "2026_11_26_1200"


def owned() -> tuple[sa.Column, ...]:
    """The columns of what belongs to somebody."""
    path = sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False)
    return sa.Column("owner_id", sa.Uuid(), nullable=False), path


def record(name: str, *columns: sa.Column) -> None:
    """A table with what every record has."""
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        *columns,
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )


def texts(name: str) -> sa.Column:
    return sa.Column(name, postgresql.ARRAY(sa.Text()), nullable=False)


def ids(name: str) -> sa.Column:
    return sa.Column(name, postgresql.ARRAY(sa.Uuid()), nullable=False)


def upgrade() -> None:
    record(
        "calendars",
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("zone", sa.String(length=50), nullable=False),
        sa.Column("hours", postgresql.JSONB(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("subdivision", sa.String(length=20), nullable=True),
        sa.Column("own_days", postgresql.JSONB(), nullable=False),
    )
    record(
        "policies",
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("calendar_id", sa.Uuid(), nullable=False),
        sa.Column("targets", postgresql.JSONB(), nullable=False),
        texts("pausing"),
        texts("paused_clocks"),
        sa.Column("warn_percent", sa.Integer(), nullable=False),
        ids("team_ids"),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["calendar_id"], ["calendars.id"], name="fk_policies_calendar_id"),
    )
    record(
        "escalation_rules",
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("trigger", sa.String(length=10), nullable=False),
        texts("clocks"),
        sa.Column("minutes_after", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("reopens", sa.Integer(), nullable=True),
        texts("kinds"),
        texts("urgencies"),
        sa.Column("level", sa.Integer(), nullable=False),
        ids("notify"),
        sa.Column("notify_owner", sa.Boolean(), nullable=False),
        sa.Column("notify_account_owner", sa.Boolean(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "ticket_clocks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("clock", sa.String(length=20), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("target_minutes", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("actual", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_seconds", sa.Integer(), nullable=False),
        sa.Column("is_missed", sa.Boolean(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_ticket_clocks_ticket_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_clocks"),
    )
    protect("calendars", "policies", "escalation_rules", "ticket_clocks")
    _customers_have()
    _people()
    _index()


def _customers_have() -> None:
    record(
        "agreements",
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        ids("asset_ids"),
        ids("product_ids"),
        texts("channels"),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("policy_id", sa.Uuid(), nullable=True),
        sa.Column("price_list_id", sa.Uuid(), nullable=True),
        sa.Column("covers_parts", sa.Boolean(), nullable=False),
        sa.Column("covers_labour", sa.Boolean(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=True),
        sa.Column("visits_used", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("hours_used", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("end_reason", sa.Text(), nullable=False),
        *owned(),
    )
    record(
        "assets",
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.String(length=100), nullable=True),
        sa.Column("qty", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("sold_on", sa.Date(), nullable=False),
        sa.Column("warranty_until", sa.Date(), nullable=True),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("order_line_id", sa.Uuid(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        *owned(),
    )
    record("product_warranties", sa.Column("months", sa.Integer(), nullable=False))
    op.add_column("settings", sa.Column("warranty_months", sa.Integer(), nullable=False, server_default="12"))
    op.alter_column("settings", "warranty_months", server_default=None)
    protect("agreements", "assets", "product_warranties")


def _people() -> None:
    record(
        "assignment_rules",
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *(texts(name) for name in ("natures", "urgencies", "languages")),
        ids("product_ids"),
        *(texts(name) for name in ("categories", "regions", "levels")),
        sa.Column("problem_type_id", sa.Uuid(), nullable=True),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("method", sa.String(length=20), nullable=False),
        texts("skills"),
        sa.Column("is_active", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "assignment_turns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("rule_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["rule_id"], ["assignment_rules.id"], name="fk_assignment_turns_rule_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_assignment_turns"),
    )
    record(
        "agent_profiles",
        texts("skills"),
        texts("languages"),
        sa.Column("most_tickets", sa.Integer(), nullable=True),
        sa.Column("calendar_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["calendar_id"], ["calendars.id"], name="fk_agent_profiles_calendar_id"),
    )
    record(
        "absences",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
    )
    protect("assignment_rules", "assignment_turns", "agent_profiles", "absences")


def _index() -> None:
    index_lists("calendars", "name", owned=False)
    index_lists("policies", "name", owned=False)
    index_lists("escalation_rules", "position", owned=False)
    op.execute("CREATE UNIQUE INDEX uq_policies_default ON policies (tenant_id) WHERE is_default AND deleted_at IS NULL")
    op.execute("CREATE INDEX ix_policies_calendar ON policies (calendar_id)")
    op.execute("CREATE UNIQUE INDEX uq_ticket_clocks_cycle ON ticket_clocks (ticket_id, clock, cycle)")
    op.execute("CREATE INDEX ix_ticket_clocks_started_at ON ticket_clocks (tenant_id, started_at, id)")
    op.execute("CREATE INDEX ix_ticket_clocks_due ON ticket_clocks (tenant_id, due, id)")
    op.execute("CREATE INDEX ix_tickets_policy ON tickets (tenant_id, policy_id, id) WHERE is_unresolved AND deleted_at IS NULL")
    index_lists("agreements", "created_at", "ends_on", "name")
    index_lists("assets", "created_at", "warranty_until", "number")
    index_search("assets")
    op.execute("CREATE INDEX ix_agreements_account ON agreements (tenant_id, account_id, status) WHERE deleted_at IS NULL")
    op.execute("CREATE INDEX ix_agreements_over ON agreements (tenant_id, ends_on, id) WHERE status = 'active'")
    op.execute("CREATE INDEX ix_assets_account ON assets (tenant_id, account_id, created_at, id) WHERE deleted_at IS NULL")
    op.execute("CREATE INDEX ix_assets_order_line ON assets (tenant_id, order_line_id) WHERE order_line_id IS NOT NULL")
    known = "serial IS NOT NULL AND deleted_at IS NULL"
    op.execute(f"CREATE UNIQUE INDEX uq_assets_serial ON assets (tenant_id, product_id, serial) WHERE {known}")
    index_lists("product_warranties", "created_at", owned=False)
    index_lists("assignment_rules", "position", owned=False)
    index_lists("agent_profiles", "created_at", owned=False)
    index_lists("absences", "starts_on", owned=False)
    op.execute("CREATE INDEX ix_absences_user ON absences (tenant_id, user_id, ends_on) WHERE deleted_at IS NULL")
