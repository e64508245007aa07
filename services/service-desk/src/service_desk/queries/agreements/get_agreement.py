"""One agreement."""

from crm_contracts.service_desk.queries.installed_base import GetAgreement
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.agreement import Agreement


@app.answers(GetAgreement)
def get_agreement(query: GetAgreement, work: Work) -> Agreement:
    return work.get(Agreement, query.agreement_id)
