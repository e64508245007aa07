"""who gets which enquiry, and by when it is answered"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from crm_kit.migrations import index_lists, protect

revision = "2026_11_26_1230"
down_revision = "2026_11_26_1210"

WORDS = postgresql.ARRAY(sa.Text())


def upgrade() -> None:
    op.add_column("leads", sa.Column("breach_level", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("settings", sa.Column("response_minutes", sa.Integer(), nullable=False, server_default="1440"))
    op.add_column("settings", sa.Column("escalation_minutes", sa.Integer(), nullable=False, server_default="240"))
    op.add_column("settings", sa.Column("business_hours", postgresql.JSONB(none_as_null=True), nullable=True))
    _tables()
    protect("lead_rules", "reporting_lines")
    index_lists("lead_rules", "position", "updated_at", owned=False)
    op.execute("CREATE INDEX ix_colleagues_team ON colleagues (tenant_id, team_id) WHERE is_active")


def _tables() -> None:
    op.create_table(
        "lead_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("name", sa.String(200, collation="und-x-icu"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        *(sa.Column(name, WORDS, nullable=False) for name in ("sources", "countries", "products", "kinds")),
        sa.Column("min_score", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("strategy", sa.String(20), nullable=False),
        sa.Column("last_user_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_rules")),
    )
    op.create_table(
        "reporting_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("manager_id", sa.Uuid(), nullable=True),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting_lines")),
    )
