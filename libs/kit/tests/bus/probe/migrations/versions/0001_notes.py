import sqlalchemy as sa
from alembic import op

from crm_kit import migrations

revision = "0001"
down_revision = None

RECORD = """
  id uuid PRIMARY KEY, tenant_id uuid NOT NULL, words varchar(200) NOT NULL, version integer NOT NULL,
  created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, created_by uuid NOT NULL, deleted_at timestamptz
"""


def upgrade() -> None:
    migrations.kit_tables()
    op.execute(f"CREATE TABLE notes ({RECORD})")
    op.execute(
        "CREATE TABLE note_copies (id uuid PRIMARY KEY, tenant_id uuid NOT NULL, source_version integer NOT NULL, words text)"
    )
    op.create_table(
        "effects",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("tenant_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("event_id", sa.Uuid, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.func.clock_timestamp()),
    )
    migrations.protect("notes", "note_copies", "effects")
