"""Keeping the same customer from being taken in twice."""

import threading
from typing import Any

import pytest

from crm_contracts.customers.commands.accounts import ChangeAccount, CreateAccount, DeleteAccount
from crm_contracts.customers.commands.contacts import CreateContact
from crm_contracts.customers.queries.accounts import ListAccounts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

KNOWN = {
    "name": "Acme Tools GmbH", "region": "Bavaria", "tax_id": "DE 123", "tax_country": "DE", "website": "https://acme.de",
    "email": "info@acme-mail.de", "phone": "+4989123456", "external_ids": [{"system": "sap", "id": "4711"}],
}  # fmt: skip
EXACT: list[tuple[dict[str, Any], str]] = [
    ({"tax_id": "de-123", "tax_country": "DE"}, "tax_id"),
    ({"email": "INFO@acme-mail.de"}, "email"),
    ({"phone": "+49 89 123456"}, "phone"),
    ({"website": "http://www.acme.de/about"}, "website"),
    ({"external_ids": [{"system": "sap", "id": "4711"}]}, "external_ids"),
]


@pytest.mark.parametrize(("same", "field"), EXACT)
def test_an_exact_match_refuses_and_names_the_field_and_the_other(
    crm: ServiceUnderTest, rep: Caller, same: dict[str, Any], field: str
) -> None:
    known = crm.do(CreateAccount, rep, **KNOWN)

    with crm.refused(409, "duplicate", f"/{field}") as problem:
        crm.do(CreateAccount, rep, name="Other", confirm_duplicate=True, reason="I insist", **same)

    assert [candidate["id"] for candidate in problem["candidates"]] == [known["id"]]
    assert len(crm.ask(ListAccounts, rep)["data"]) == 1


def test_the_same_tax_id_in_another_country_is_another_company(crm: ServiceUnderTest, rep: Caller) -> None:
    crm.do(CreateAccount, rep, **KNOWN)

    assert crm.do(CreateAccount, rep, name="Other", tax_id="DE 123", tax_country="FR")["id"]


def test_a_mail_provider_is_no_common_domain(crm: ServiceUnderTest, rep: Caller) -> None:
    crm.do(CreateAccount, rep, name="One", email="one@qq.com")

    assert crm.do(CreateAccount, rep, name="Two", email="two@qq.com")["domain"] is None


def test_a_name_that_is_alike_warns_until_somebody_says_why_it_is_another(crm: ServiceUnderTest, rep: Caller) -> None:
    crm.do(CreateAccount, rep, **KNOWN)
    alike = {"name": "ACME TOOLS Ltd", "region": "bavaria"}

    with crm.refused(409, "possible_duplicate", "/name"):
        crm.do(CreateAccount, rep, **alike)
    with crm.refused(422, "required", "/reason"):
        crm.do(CreateAccount, rep, confirm_duplicate=True, **alike)

    assert crm.do(CreateAccount, rep, confirm_duplicate=True, reason="a namesake", **alike)["id"]


def test_a_namesake_of_another_region_does_not_warn(crm: ServiceUnderTest, rep: Caller) -> None:
    crm.do(CreateAccount, rep, **KNOWN)

    assert crm.do(CreateAccount, rep, name="Acme Tools", region="Hesse")["id"]


def test_of_a_match_that_one_may_not_see_only_name_and_owner_are_told(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller
) -> None:
    crm.do(CreateAccount, colleague, **KNOWN)

    with crm.refused(409, "duplicate") as problem:
        crm.do(CreateAccount, rep, name="Other", email=KNOWN["email"])

    (candidate,) = problem["candidates"]
    assert candidate == {
        "name": "Acme Tools GmbH", "owner": "Somebody", "rules": ["email"], "is_visible": False, "request_access": True,
    }  # fmt: skip


def test_a_tax_id_alone_tells_nothing_of_a_match_that_one_may_not_see(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller
) -> None:
    crm.do(CreateAccount, colleague, **KNOWN)

    with crm.refused(409, "duplicate") as problem:
        crm.do(CreateAccount, rep, name="Other", tax_id="DE 123", tax_country="DE")

    (candidate,) = problem["candidates"]
    assert set(candidate) == {"rules", "is_visible", "request_access"}


def test_a_change_is_checked_like_a_creation(crm: ServiceUnderTest, rep: Caller) -> None:
    crm.do(CreateAccount, rep, **KNOWN)
    other = crm.do(CreateAccount, rep, name="Other")

    with crm.refused(409, "duplicate", "/email"):
        crm.do(ChangeAccount, rep, account_id=other["id"], version=1, email=KNOWN["email"])

    assert crm.do(ChangeAccount, rep, account_id=other["id"], version=1, email="new@other.de")["domain"] == "other.de"


def test_what_an_account_gave_up_is_free_again(crm: ServiceUnderTest, rep: Caller) -> None:
    known = crm.do(CreateAccount, rep, **KNOWN)
    crm.do(ChangeAccount, rep, account_id=known["id"], version=1, email=None)
    taken = crm.do(CreateAccount, rep, name="Other", email=KNOWN["email"])

    crm.do(DeleteAccount, rep, account_id=taken["id"], version=1)

    assert crm.do(CreateAccount, rep, name="Third", email=KNOWN["email"])["id"]


def test_the_same_person_is_not_taken_in_twice(crm: ServiceUnderTest, rep: Caller) -> None:
    crm.do(CreateContact, rep, full_name="Ada Lovelace", emails=[{"address": "ada@acme.de"}], phones=[{"number": "+8613800138000"}])

    with crm.refused(409, "duplicate", "/emails"):
        crm.do(CreateContact, rep, full_name="Else", emails=[{"address": "ADA@acme.de"}])
    with crm.refused(409, "duplicate", "/contacts/0/phones"):
        crm.do(CreateAccount, rep, name="Acme", contacts=[{"full_name": "Else", "phones": [{"number": "+86 138 0013 8000"}]}])
    with crm.refused(409, "possible_duplicate", "/phones"):
        crm.do(CreateContact, rep, full_name="lovelace, ada", phones=[{"number": "+85200138000"}])


def test_a_personal_customer_is_no_contact_that_is_there_already(crm: ServiceUnderTest, rep: Caller) -> None:
    crm.do(CreateContact, rep, full_name="王小明", emails=[{"address": "xm@qq.com"}])

    with crm.refused(409, "duplicate", "/email"):
        crm.do(CreateAccount, rep, name="小明", kind="person", email="xm@qq.com")


def test_of_two_at_the_same_moment_one_is_refused(crm: ServiceUnderTest, rep: Caller) -> None:
    replies: list[dict[str, Any]] = []
    both = [
        threading.Thread(target=lambda name=name: replies.append(crm.call(CreateAccount, rep, name=name, email="a@acme.de")))
        for name in ("One", "Two")
    ]

    for each in both:
        each.start()
    for each in both:
        each.join()

    assert sorted(reply.get("problem", {}).get("status", 201) for reply in replies) == [201, 409]
    assert len(crm.ask(ListAccounts, rep)["data"]) == 1


def test_other_tenants_have_their_own_customers(crm: ServiceUnderTest, rep: Caller) -> None:
    crm.do(CreateAccount, rep, **KNOWN)
    elsewhere = crm.fresh()

    assert elsewhere.do(CreateAccount, elsewhere.administrator(), **KNOWN)["id"]
