"""Whether the history is as it was sealed."""

import datetime as dt

from crm_contracts.identity.queries import VerifyHistory
from crm_kit.audit import last_settled_day, seal_history
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company, rows

NOW = dt.datetime.now(dt.UTC)
DAY = last_settled_day(NOW)


def findings(crm: ServiceUnderTest, caller: Caller) -> tuple[bool, list[str]]:
    answer = crm.ask(VerifyHistory, caller, since=DAY, until=NOW.date())
    return answer["is_intact"], [day["finding"] for day in answer["days"]]


def test_a_changed_entry_is_found(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    rows("UPDATE history SET at = %s WHERE tenant_id = %s", dt.datetime.combine(DAY, dt.time(9), dt.UTC), crm.tenant_id)
    assert findings(crm, admin) == (False, ["not_sealed"])
    seal_history(crm.app.engine, DAY)
    assert findings(crm, admin) == (True, ["intact"])

    newest = "(SELECT max(position) FROM history WHERE tenant_id = %s)"
    rows(f"UPDATE history SET actor_id = gen_random_uuid() WHERE position = {newest}", crm.tenant_id)

    assert findings(crm, admin) == (False, ["changed"])


def test_today_is_not_sealed_yet_and_nothing_is_wrong_with_that(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    assert findings(crm, admin) == (True, ["not_sealed"])


def test_it_needs_the_permission_for_all_and_days_in_order(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    with crm.refused(403):
        findings(crm, company.hire("identity.*:subtree").caller)
    with crm.refused(422, "out_of_range", "/until"):
        crm.ask(VerifyHistory, admin, since=DAY, until=DAY - dt.timedelta(days=1))
