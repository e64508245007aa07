"""leads"""

import sqlalchemy as sa
from alembic import op

from crm_kit.migrations import index_lists, index_search, kit_tables, protect

revision = "06827c9e04a9"
down_revision = None


def upgrade() -> None:
    kit_tables()
    op.create_table(
        "leads",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("company_or_person", sa.String(length=200, collation="und-x-icu"), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("response_due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leads")),
    )
    protect("leads")
    index_lists("leads", "created_at", "company_or_person")
    index_search("leads")
