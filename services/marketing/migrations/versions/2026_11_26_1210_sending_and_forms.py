"""templates, the send ledger, responses, withdrawals, forms"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from crm_kit.migrations import index_lists, index_search, let_read, protect

revision = "2026_11_26_1210"
down_revision = "2026_11_26_1200"

JSONB = postgresql.JSONB(none_as_null=True)


def upgrade() -> None:
    _templates()
    _sends()
    _responses()
    _forms()
    protect("templates", "responses", "respondents", "withdrawals", "forms", "submissions")
    protect("sends", also="*schedule*")
    let_read("*form*", "forms")
    _index()


def _table(name: str, *columns: sa.Column[object], owned: bool = False, **more: str) -> None:
    """A table of records; `more` are server defaults of the kit's columns."""
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
        sa.Column("version", sa.Integer(), nullable=False, server_default=more.get("version")),
        *(
            sa.Column(each, sa.DateTime(timezone=True), nullable=False, server_default=sa.text("now()") if more else None)
            for each in ("created_at", "updated_at")
        ),
        sa.Column("created_by", sa.Uuid(), nullable=False, server_default=more.get("created_by")),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _text(name: str, length: int, default: str | None = None, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.String(length), nullable=nullable, server_default=default)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _id(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _templates() -> None:
    _table(
        "templates",
        sa.Column("name", sa.String(200, collation="und-x-icu"), nullable=False),
        _text("channel", 10),
        _text("subject", 300),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        owned=True,
    )


def _sends() -> None:
    _table(
        "sends",
        _text("kind", 20, "campaign"),
        *(_id(name) for name in ("campaign_id", "step_id", "contact_id", "account_id", "submission_id")),
        sa.Column("occurrence", sa.Integer(), nullable=False, server_default="1"),
        _text("channel", 10, "email"),
        _text("address", 254, ""),
        _text("status", 20, "planned"),
        _text("reason", 200, ""),
        _moment("due_at"),
        _id("claimed_by"),
        *(_moment(name, nullable=True) for name in ("claimed_at", "handed_at", "sent_at")),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        _text("provider_id", 200, nullable=True),
        sa.Column("content", JSONB, nullable=True),
        _text("content_hash", 64, ""),
        version="1",
        created_by="00000000-0000-0000-0000-000000000000",
    )


def _responses() -> None:
    _table(
        "responses",
        *(_id(name) for name in ("campaign_id", "contact_id", "account_id", "send_id", "submission_id")),
        _text("kind", 20),
        sa.Column("is_human", sa.Boolean(), nullable=False),
        _text("product_line", 100),
        _text("target", 2000),
        _text("note", 500),
        _moment("at"),
    )
    _table(
        "respondents",
        _id("campaign_id", nullable=False),
        _id("contact_id", nullable=False),
        _id("account_id"),
        _moment("first_at"),
        _text("first_kind", 20),
        _moment("last_at"),
        _text("last_kind", 20),
        sa.Column("responses", sa.Integer(), nullable=False),
        version="1",
        created_by="00000000-0000-0000-0000-000000000000",
    )
    _table(
        "withdrawals",
        _id("contact_id", nullable=False),
        _id("send_id"),
        _text("channel", 10),
        _text("topic", 60),
        sa.Column("evidence", sa.Text(), nullable=False),
        _moment("at"),
    )


def _forms() -> None:
    _table(
        "forms",
        sa.Column("name", sa.String(200, collation="und-x-icu"), nullable=False),
        _text("slug", 60),
        _text("status", 10),
        _text("purpose", 20),
        sa.Column("intro", sa.Text(), nullable=False),
        sa.Column("fields", JSONB, nullable=False),
        _id("campaign_id"),
        _text("source", 100),
        _text("consent_wording", 500),
        sa.Column("consent_channels", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("min_seconds", sa.Integer(), nullable=False),
        sa.Column("qualify_at", sa.Integer(), nullable=False),
        _text("sender_name", 100),
        _text("sender_email", 254),
        _text("reply_subject", 300),
        sa.Column("reply_text", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        owned=True,
    )
    _table(
        "submissions",
        _id("form_id", nullable=False),
        _id("submission_id", nullable=False),
        _text("reference", 30),
        _text("purpose", 20),
        _text("status", 20),
        _text("spam_reason", 20, nullable=True),
        sa.Column("enquirer", JSONB, nullable=False),
        sa.Column("consent", JSONB, nullable=True),
        _text("email", 254),
        _text("ip", 45),
        _id("campaign_id"),
        _id("response_id"),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("factors", postgresql.ARRAY(sa.Text()), nullable=False),
        _moment("at"),
        owned=True,
    )


def _index() -> None:
    index_lists("templates", "created_at", "name", "updated_at")
    index_search("templates")
    index_lists("forms", "created_at", "name", "updated_at")
    index_search("forms")
    index_lists("submissions", "created_at", "updated_at")
    index_lists("sends", "due_at", "updated_at", owned=False)
    index_lists("responses", "at", "updated_at", owned=False)
    index_lists("respondents", "last_at", "updated_at", owned=False)
    op.execute("CREATE UNIQUE INDEX uq_forms_slug ON forms (slug) WHERE deleted_at IS NULL")
    op.execute("CREATE UNIQUE INDEX uq_submissions_submission ON submissions (form_id, submission_id)")
    op.execute("CREATE INDEX ix_submissions_quarantined ON submissions (tenant_id, created_at, id) WHERE status = 'quarantined'")
    op.execute("CREATE INDEX ix_submissions_email ON submissions (tenant_id, email, at) WHERE email <> ''")
    op.execute("CREATE INDEX ix_submissions_ip ON submissions (tenant_id, ip, at)")
    op.execute("CREATE UNIQUE INDEX uq_sends_step ON sends (step_id, contact_id, occurrence) WHERE step_id IS NOT NULL")
    op.execute("CREATE UNIQUE INDEX uq_sends_submission ON sends (submission_id) WHERE submission_id IS NOT NULL")
    op.execute("CREATE INDEX ix_sends_planned ON sends (tenant_id, campaign_id, due_at, id) WHERE status = 'planned'")
    op.execute("CREATE INDEX ix_sends_claimed ON sends (claimed_by) WHERE status = 'claimed'")
    op.execute("CREATE INDEX ix_sends_campaign ON sends (tenant_id, campaign_id, status)")
    op.execute("CREATE INDEX ix_sends_contact ON sends (tenant_id, contact_id, due_at) WHERE contact_id IS NOT NULL")
    op.execute("CREATE INDEX ix_responses_campaign ON responses (tenant_id, campaign_id, kind)")
    op.execute("CREATE INDEX ix_responses_account ON responses (tenant_id, account_id, at) WHERE account_id IS NOT NULL")
    op.execute("CREATE UNIQUE INDEX uq_respondents_contact ON respondents (campaign_id, contact_id)")
    op.execute("CREATE INDEX ix_contact_copies_email ON contact_copies (tenant_id, lower(email)) WHERE email <> ''")
    op.execute("CREATE INDEX ix_withdrawals_contact ON withdrawals (tenant_id, contact_id)")
