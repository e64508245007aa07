"""the units that products are sold in, and who has edited orders and quotations"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_26_1245"
down_revision = "2026_11_26_1230"


def upgrade() -> None:
    op.add_column("product_copies", sa.Column("units", postgresql.JSONB(), nullable=False, server_default="[]"))
    for table in ("order_lines", "quotation_lines"):
        op.add_column(table, sa.Column("factor", sa.Numeric(18, 6), nullable=False, server_default="1"))
    for table in ("orders", "quotations"):
        op.add_column(table, sa.Column("editors", postgresql.ARRAY(sa.Uuid()), nullable=False, server_default="{}"))
