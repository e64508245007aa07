"""Tenants, users, teams, roles, sessions, API keys"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from crm_kit.migrations import index_lists, index_search, kit_tables, let_read, protect

revision = "68e4d6c35052"
down_revision = None

TEXT = sa.String(200, collation="und-x-icu")
MOMENT = sa.DateTime(timezone=True)


def record(name: str, *columns: sa.Column, owned: bool = False) -> None:
    """A table with what every record has around its own columns."""
    owner = [
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(200, collation="C"), nullable=False),
    ]
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        *columns,
        *(owner if owned else []),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def upgrade() -> None:
    kit_tables()
    record(
        "tenants",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("last_team_number", sa.Integer(), nullable=False),
    )
    record(
        "teams",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(200, collation="C"), nullable=False),
        sa.Column("parent_id", sa.Uuid()),
    )
    record(
        "roles",
        sa.Column("key", sa.String(40)),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("description", sa.String(500), nullable=False),
        sa.Column("grants", postgresql.JSONB(), nullable=False),
    )
    record(
        "users",
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("position", sa.String(100), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("team_id", sa.Uuid()),
        sa.Column("role_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("manager_id", sa.Uuid()),
        sa.Column("deputy_id", sa.Uuid()),
        sa.Column("deputy_from", sa.Date()),
        sa.Column("deputy_until", sa.Date()),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("deactivated_at", MOMENT),
        sa.Column("successor_id", sa.Uuid()),
        sa.Column("search_text", sa.Text(), nullable=False),
        owned=True,
    )
    record(
        "sessions",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("previous_hash", sa.String(64)),
        sa.Column("previous_until", MOMENT),
        sa.Column("ip", sa.String(45)),
        sa.Column("user_agent", sa.String(300)),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        owned=True,
    )
    record(
        "api_keys",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("previous_hash", sa.String(64)),
        sa.Column("previous_valid_until", MOMENT),
        sa.Column("limits", postgresql.JSONB(), nullable=False),
        sa.Column("ip_allow", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("rate_per_minute", sa.Integer()),
        sa.Column("expires_at", MOMENT),
        sa.Column("last_used_at", MOMENT),
        sa.Column("revoked_at", MOMENT),
        owned=True,
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("subject", sa.String(60), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("is_refused", sa.Boolean(), nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.Column("locked_until", MOMENT),
        sa.PrimaryKeyConstraint("tenant_id", "subject", name=op.f("pk_sign_in_attempts")),
    )
    op.create_index("ix_sign_in_attempts_last_at", "sign_in_attempts", ["last_at"])
    protect("tenants", "teams", "roles", "users", "sessions", "api_keys", "sign_in_attempts")
    let_read("*sign-in*", "tenants", "users", "sessions", "api_keys")
    indexes()


def indexes() -> None:
    index_lists("users", "name", "email", "created_at")
    index_lists("teams", "path", "name", owned=False)
    index_lists("roles", "name", owned=False)
    index_lists("sessions", "created_at")
    index_lists("api_keys", "created_at", "name")
    index_search("users")
    op.execute("CREATE UNIQUE INDEX uq_tenants_name ON tenants (lower(name))")
    op.execute("CREATE UNIQUE INDEX uq_users_email ON users (email)")
    op.execute("CREATE UNIQUE INDEX uq_teams_number ON teams (tenant_id, number)")
    op.execute("CREATE UNIQUE INDEX uq_roles_name ON roles (tenant_id, lower(name)) WHERE deleted_at IS NULL")
    op.execute("CREATE UNIQUE INDEX uq_sessions_token_hash ON sessions (token_hash)")
    op.execute("CREATE INDEX ix_sessions_previous_hash ON sessions (previous_hash) WHERE previous_hash IS NOT NULL")
    op.execute("CREATE INDEX ix_users_team_id ON users (tenant_id, team_id)")
    op.execute("CREATE INDEX ix_users_deputy ON users (tenant_id, deputy_id) WHERE deputy_id IS NOT NULL")
    op.execute("CREATE INDEX ix_users_manager ON users (tenant_id, manager_id) WHERE manager_id IS NOT NULL")
