"""what came back of orders"""

from alembic import op
from sqlalchemy import Column, String

revision = "2026_11_26_1530"
down_revision = "2026_11_26_1520"


def upgrade() -> None:
    op.add_column("orders", Column("return_status", String(10), nullable=False, server_default="none"))
