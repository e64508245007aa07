"""One target list."""

from crm_contracts.marketing.queries.target_lists import GetTargetList
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.target_list import TargetList


@app.answers(GetTargetList)
def get_target_list(query: GetTargetList, work: Work) -> TargetList:
    return work.get(TargetList, query.list_id)
