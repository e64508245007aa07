"""the tenant is told at less cost"""

from crm_kit.migrations import tenant_function

revision = "2026_11_26_1755"
down_revision = "2026_11_26_1740"


def upgrade() -> None:
    tenant_function()
