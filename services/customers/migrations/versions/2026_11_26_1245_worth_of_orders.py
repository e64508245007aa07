"""what orders are worth in the base currency, as frozen when they were confirmed"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_1245"
down_revision = "2026_11_26_1205"


def upgrade() -> None:
    op.add_column("order_copies", sa.Column("base_amount", sa.Numeric(18, 6), nullable=True))
    op.add_column("order_copies", sa.Column("base_currency", sa.String(3), nullable=True))
