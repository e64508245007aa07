"""what was heard of an order last, to tell news that change nothing here"""

from alembic import op
from sqlalchemy import Column, String

revision = "2026_11_26_1205"
down_revision = "2026_11_26_1200"


def upgrade() -> None:
    op.add_column("order_fulfilments", Column("heard", String(32), nullable=False, server_default=""))
