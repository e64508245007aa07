"""deliveries bring what their goods were worth, and moves of goods are heard no more"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_26_1610"
down_revision = "2026_11_26_1220"


def upgrade() -> None:
    costs = sa.Column("costs", postgresql.JSONB(astext_type=sa.Text()), nullable=False, server_default=sa.text("'[]'"))
    op.add_column("delivery_copies", costs)
    op.alter_column("delivery_copies", "costs", server_default=None)
    op.drop_table("move_copies")
