"""credit of accounts"""

import sqlalchemy as sa
from alembic import op

from crm_kit.migrations import protect

revision = "5f0c1c7a2d11"
down_revision = "1ea19304dc82"

# The grade was a field of the account. The owner of the tables moves it in all tenants at once.
MOVE = """
INSERT INTO credits (id, tenant_id, grade, version, created_at, updated_at, created_by)
SELECT id, tenant_id, credit_grade, 1, created_at, updated_at, created_by FROM accounts WHERE credit_grade IS NOT NULL
"""


def upgrade() -> None:
    op.create_table(
        "credits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("limit_value", sa.Numeric(precision=18, scale=6), nullable=True),
        sa.Column("limit_currency", sa.String(length=3), nullable=True),
        sa.Column("terms_days", sa.Integer(), nullable=True),
        sa.Column("grade", sa.String(length=100), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credits")),
    )
    op.execute("ALTER TABLE accounts NO FORCE ROW LEVEL SECURITY")
    op.execute(MOVE)
    op.execute("ALTER TABLE accounts FORCE ROW LEVEL SECURITY")
    op.drop_column("accounts", "credit_grade")
    protect("credits")
