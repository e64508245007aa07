"""The settings of the service desk."""

from crm_contracts.service_desk.queries.settings import GetSettings
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.settings import DeskSettings
from service_desk.lookups.settings import settings


@app.answers(GetSettings)
def get_settings(_: GetSettings, work: Work) -> DeskSettings:
    return settings(work)
