"""what contacts responded to is found by contact"""

from alembic import op

revision = "2026_11_26_1220"
down_revision = "2026_11_26_1210"


def upgrade() -> None:
    op.execute(
        "CREATE INDEX ix_responses_contact ON responses (tenant_id, contact_id) INCLUDE (campaign_id, kind, is_human, at)"
        " WHERE contact_id IS NOT NULL"
    )
