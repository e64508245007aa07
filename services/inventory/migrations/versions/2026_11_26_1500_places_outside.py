"""places outside of warehouses have no balances"""

from alembic import op

revision = "2026_11_26_1500"
down_revision = "2026_11_26_1450"

STATEMENTS = (
    "ALTER TABLE balances NO FORCE ROW LEVEL SECURITY",
    "DELETE FROM balances WHERE warehouse_id IS NULL",
    "ALTER TABLE balances FORCE ROW LEVEL SECURITY",
    "ALTER TABLE balances DROP CONSTRAINT ck_balances_enough",
    "ALTER TABLE balances DROP COLUMN allows_negative",
    "ALTER TABLE balances ALTER COLUMN warehouse_id SET NOT NULL",
    "ALTER TABLE balances ADD CONSTRAINT ck_balances_enough CHECK (on_hand >= 0 AND value >= 0 AND reserved BETWEEN 0 AND on_hand)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
