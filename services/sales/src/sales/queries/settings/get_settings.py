"""The settings of sales."""

from crm_contracts.sales.queries.settings import GetSettings
from crm_kit.work import Work
from sales.app import app
from sales.domain.settings import SalesSettings
from sales.lookups.settings import settings


@app.answers(GetSettings)
def get_settings(_: GetSettings, work: Work) -> SalesSettings:
    return settings(work)
