"""Saying who stands in for a user."""

import datetime as dt
from uuid import UUID

from crm_contracts.identity.commands import NameDeputy
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company

TODAY = dt.datetime.now(dt.UTC).date()


def test_one_names_ones_own_and_it_is_announced(company: Company, crm: ServiceUnderTest) -> None:
    absent, deputy = company.hire("identity.user.name_deputy:own"), company.hire()

    user = crm.do(
        NameDeputy, absent.caller, user_id=absent.id, version=1, deputy_id=deputy.id, deputy_from=TODAY, deputy_until=TODAY
    )

    assert (user["deputy_id"], user["deputy_from"], user["deputy_until"]) == (deputy.id, str(TODAY), str(TODAY))
    assert crm.events("identity.user.updated.v1")[-1]["data"]["deputy_id"] == deputy.id


def test_without_a_deputy_there_are_no_days(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    absent, deputy = company.hire(), company.hire()
    crm.do(NameDeputy, admin, user_id=absent.id, version=1, deputy_id=deputy.id, deputy_until=TODAY)

    user = crm.do(NameDeputy, admin, user_id=absent.id, version=2, deputy_id=None, deputy_from=TODAY)

    assert (user["deputy_id"], user["deputy_from"], user["deputy_until"]) == (None, None, None)


def test_nobody_names_anothers(company: Company, crm: ServiceUnderTest) -> None:
    schemer, victim = company.hire("identity.user.name_deputy:own"), company.hire()

    with crm.refused(404):
        crm.do(NameDeputy, schemer.caller, user_id=victim.id, version=1, deputy_id=schemer.id)


def test_what_makes_no_sense_is_refused(company: Company, crm: ServiceUnderTest, admin: Caller, unknown: UUID) -> None:
    absent, deputy = company.hire(), company.hire()
    yesterday = TODAY - dt.timedelta(days=1)

    with crm.refused(422, "self", "/deputy_id"):
        crm.do(NameDeputy, admin, user_id=absent.id, version=1, deputy_id=absent.id)
    with crm.refused(422, "unknown_user", "/deputy_id"):
        crm.do(NameDeputy, admin, user_id=absent.id, version=1, deputy_id=unknown)
    with crm.refused(422, "before_start", "/deputy_until"):
        crm.do(NameDeputy, admin, user_id=absent.id, version=1, deputy_id=deputy.id, deputy_from=TODAY, deputy_until=yesterday)
