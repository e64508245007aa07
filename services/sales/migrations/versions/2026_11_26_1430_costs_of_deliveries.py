"""what shipped goods were worth"""

from alembic import op
from sqlalchemy import Column
from sqlalchemy.dialects.postgresql import JSONB

revision = "2026_11_26_1430"
down_revision = "2026_11_26_1250"


def upgrade() -> None:
    op.add_column("delivery_copies", Column("costs", JSONB(), nullable=False, server_default="[]"))
