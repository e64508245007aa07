"""keys are found, and exact ones had by one record alone, by one index"""

from alembic import op

revision = "2026_11_26_1800"
down_revision = "2026_11_26_1755"

NOBODY = "00000000-0000-0000-0000-000000000000"
# An exact key counts the same whoever has it; others may be had by several records.
INDEX = f"""
CREATE UNIQUE INDEX uq_match_keys_key ON match_keys
  (tenant_id, key, (CASE WHEN is_exact THEN '{NOBODY}'::uuid ELSE record_id END))
"""


def upgrade() -> None:
    op.execute(INDEX)
    op.drop_index("uq_match_keys_exact", "match_keys")
    op.drop_constraint("pk_match_keys", "match_keys")
