"""accounts and contacts"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from crm_kit.migrations import index_lists, index_search, kit_tables, protect

revision = "1ea19304dc82"
down_revision = None

OPEN_LINK = "deleted_at IS NULL AND to_on IS NULL"
INDEXES = {
    "INDEX ix_accounts_parent ON accounts (tenant_id, parent_id)": "parent_id IS NOT NULL AND deleted_at IS NULL",
    "INDEX ix_accounts_referrer ON accounts (tenant_id, referred_by)": "referred_by IS NOT NULL AND deleted_at IS NULL",
    "UNIQUE INDEX uq_account_contacts_open ON account_contacts (tenant_id, account_id, contact_id)": OPEN_LINK,
    "UNIQUE INDEX uq_account_contacts_primary ON account_contacts (tenant_id, account_id)": "is_primary AND deleted_at IS NULL",
    "INDEX ix_account_contacts_account ON account_contacts (tenant_id, account_id)": "deleted_at IS NULL",
    "INDEX ix_account_contacts_contact ON account_contacts (tenant_id, contact_id)": "deleted_at IS NULL",
    "INDEX ix_consents_counting ON consents (tenant_id, contact_id, channel, topic, id)": "counts",
    "INDEX ix_timeline_entries_account ON timeline_entries (tenant_id, account_id, at, id)": "true",
    "INDEX ix_timeline_entries_record ON timeline_entries (tenant_id, record_id)": "true",
    "INDEX ix_opportunity_copies_account ON opportunity_copies (tenant_id, account_id)": "true",
}


def upgrade() -> None:
    kit_tables()
    op.create_table(
        "account_figures",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("open_opportunities", sa.Integer(), server_default="0", nullable=False),
        sa.Column("unpriced", sa.Integer(), server_default="0", nullable=False),
        sa.Column("pipeline", sa.Numeric(precision=18, scale=6), server_default="0", nullable=False),
        sa.Column("won_opportunities", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revenue", sa.Numeric(precision=18, scale=6), server_default="0", nullable=False),
        sa.Column("last_won_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_figures")),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("types", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("level", sa.String(length=1), nullable=True),
        sa.Column("credit_grade", sa.String(length=100), nullable=True),
        sa.Column("industry", sa.String(length=100), nullable=True),
        sa.Column("region", sa.String(length=100), nullable=True),
        sa.Column("source", sa.String(length=100), nullable=True),
        sa.Column("tax_id", sa.String(length=40), nullable=True),
        sa.Column("tax_country", sa.String(length=2), nullable=True),
        sa.Column("website", sa.String(length=500), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("domain", sa.String(length=254), nullable=True),
        sa.Column("addresses", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("external_ids", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("referred_by", sa.Uuid(), nullable=True),
        sa.Column("is_opinion_leader", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["accounts.id"], name=op.f("fk_accounts_parent_id")),
        sa.ForeignKeyConstraint(["referred_by"], ["accounts.id"], name=op.f("fk_accounts_referred_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
    )
    op.create_table(
        "contacts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("full_name", sa.String(length=201, collation="und-x-icu"), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("first_name", sa.String(length=100), nullable=False),
        sa.Column("last_name", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("emails", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("phones", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("addresses", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("personal_account_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
    )
    op.create_table(
        "match_keys",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("is_exact", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "key", "record_id", name=op.f("pk_match_keys")),
    )
    op.create_index("uq_match_keys_exact", "match_keys", ["tenant_id", "key"], unique=True, postgresql_where=sa.text("is_exact"))
    op.create_table(
        "opportunity_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("account_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("base_amount", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("won_on", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunity_copies")),
    )
    op.create_table(
        "rate_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("rate", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_copies")),
    )
    op.create_table(
        "redirects",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("old_id", sa.Uuid(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("old_id", name=op.f("pk_redirects")),
    )
    op.create_index("ix_redirects_survivor", "redirects", ["tenant_id", "survivor_id"], unique=False)
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("collection", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("where", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("sort", sa.String(length=200), nullable=True),
        sa.Column("fields", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
    )
    op.create_table(
        "timeline_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("summary", sa.String(length=500), nullable=False),
        sa.Column("collection", sa.String(length=60), nullable=True),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("permission", sa.String(length=120), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timeline_entries")),
    )
    op.create_table(
        "account_contacts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_account_contacts_account_id")),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_account_contacts_contact_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_contacts")),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("basis", sa.String(length=30), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_consents_contact_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    protect("accounts", "contacts", "account_contacts", "match_keys", "redirects", "saved_views")
    protect("timeline_entries", "account_figures", "opportunity_copies", "rate_copies")
    protect("consents", grants="SELECT, INSERT")
    index_lists("accounts", "created_at", "name", "updated_at", "number")
    index_lists("contacts", "created_at", "full_name", "updated_at")
    index_lists("saved_views", "name")
    index_search("accounts")
    index_search("contacts")
    for index, where in INDEXES.items():
        op.execute(f"CREATE {index} WHERE {where}")
