"""Taking in accounts."""

import pytest

from crm_contracts.customers.commands.accounts import CreateAccount
from crm_contracts.customers.queries.accounts import GetAccount, ListAccounts
from crm_contracts.customers.queries.contacts import GetContact
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden

ACME = {
    "name": "Acme Tools GmbH",
    "types": ["customer"],
    "region": "Bavaria",
    "level": "A",
    "tax_id": "DE 123456789",
    "tax_country": "DE",
    "website": "https://www.acme.de/shop",
    "addresses": [{"type": "billing", "line1": "Ringstr. 1", "city": "München", "postal_code": "80331", "country": "DE"}],
    "contacts": [
        {"full_name": "Ada Lovelace", "emails": [{"address": "ada@acme.de"}], "role": "buyer"},
        {"first_name": "伟", "last_name": "王", "phones": [{"number": "+86 138 0013 8000"}]},
    ],
}


def test_an_account_comes_with_its_address_and_contacts_in_one_call(crm: ServiceUnderTest) -> None:
    rep = crm.person("customers.*:own")

    account = crm.do(CreateAccount, rep, **ACME)

    assert account["number"].startswith("A-20")
    assert account["number"].endswith("-000001")
    assert (account["status"], account["domain"], account["owner_id"]) == ("active", "acme.de", str(rep.user_id))
    assert account["addresses"][0]["city"] == "München"
    assert [contact["full_name"] for contact in account["contacts"]] == ["Ada Lovelace", "王伟"]
    assert [contact["is_primary"] for contact in account["contacts"]] == [True, False]
    assert account == crm.ask(GetAccount, rep, account_id=account["id"])


def test_it_tells_of_the_account_and_of_each_contact(crm: ServiceUnderTest) -> None:
    account = crm.do(CreateAccount, crm.person("customers.*:own"), **ACME)

    (created,) = crm.events("customers.account.created.v1")
    contact, _ = sorted(crm.events("customers.contact.created.v1"), key=lambda event: event["data"]["name"])
    assert created["data"]["id"] == account["id"]
    assert created["data"]["name_key"] == "acmetools"
    assert created["ownerid"] == account["owner_id"]
    assert contact["data"]["accounts"] == [{"id": account["id"], "role": "buyer", "is_primary": True}]
    assert contact["data"]["emails_norm"] == ["ada@acme.de"]
    write_golden(created)
    write_golden(contact)


def test_it_is_found_again_in_the_list(crm: ServiceUnderTest) -> None:
    rep = crm.person("customers.*:own")
    account = crm.do(CreateAccount, rep, **ACME)

    (row,) = crm.ask(ListAccounts, rep)["data"]

    assert {name: account[name] for name in row} == row
    contact = crm.ask(GetContact, rep, contact_id=account["contacts"][0]["contact_id"])
    assert [each["account_name"] for each in contact["accounts"]] == ["Acme Tools GmbH"]
    assert contact["email"] == "ada@acme.de"


def test_others_do_not_see_it_but_those_above_do(crm: ServiceUnderTest, rep: Caller, colleague: Caller, manager: Caller) -> None:
    account = crm.do(CreateAccount, rep, **ACME)

    assert crm.ask(GetAccount, manager, account_id=account["id"])["id"] == account["id"]
    for other in (colleague, crm.fresh().administrator()):
        assert crm.ask(ListAccounts, other)["data"] == []
        with crm.refused(404):
            crm.ask(GetAccount, other, account_id=account["id"])


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"name": " "}, "/name"),
        ({"name": "x" * 201}, "/name"),
        ({"level": "E"}, "/level"),
        ({"types": ["enemy"]}, "/types/0"),
        ({"email": "nobody"}, "/email"),
        ({"phone": "12"}, "/phone"),
        ({"website": "javascript:alert(1)"}, "/website"),
        ({"status": "active"}, "/status"),
        ({"tenant_id": "x"}, "/tenant_id"),
        ({"addresses": [{"city": "Bonn"}]}, "/addresses/0/line1"),
        ({"contacts": [{"full_name": "Ada", "emails": [{"address": "?"}]}]}, "/contacts/0/emails/0/address"),
        ({"contacts": [{}]}, "/full_name"),
        ({"contacts": [{"full_name": "A", "is_primary": True}, {"full_name": "B", "is_primary": True}]}, "/contacts"),
        ({"parent_id": "00000000-0000-0000-0000-000000000001"}, "/parent_id"),
        ({"referred_by": "00000000-0000-0000-0000-000000000001"}, "/referred_by"),
        ({"owner_id": "00000000-0000-0000-0000-000000000001"}, "/owner_id"),
        ({"external_ids": [{"system": "sap", "id": "1"}, {"system": "sap", "id": "2"}]}, "/external_ids"),
    ],
)
def test_what_is_not_right_is_named_and_leaves_nothing(crm: ServiceUnderTest, rep: Caller, wrong: dict, pointer: str) -> None:
    with crm.refused(422, pointer=pointer):
        crm.do(CreateAccount, rep, **{"name": "Acme", **wrong})

    assert crm.ask(ListAccounts, rep)["data"] == []


def test_the_same_call_again_gives_the_same_answer(crm: ServiceUnderTest, rep: Caller) -> None:
    first = crm.call(CreateAccount, rep, key="k", **ACME)
    again = crm.call(CreateAccount, rep, key="k", **ACME)

    assert again["result"] == first["result"]
    assert again["replayed"] is True
    assert len(crm.events("customers.account.created.v1")) == 1


def test_it_can_be_given_to_somebody_else_at_once(crm: ServiceUnderTest, manager: Caller, colleague: Caller) -> None:
    account = crm.do(CreateAccount, manager, owner_id=colleague.user_id, **ACME)

    assert (account["owner_id"], account["team_path"]) == (str(colleague.user_id), "/1/3/")
    assert crm.ask(GetAccount, colleague, account_id=account["id"])["contacts"], "the contacts belong to the same owner"


def test_who_may_not_create_contacts_creates_accounts_without(crm: ServiceUnderTest) -> None:
    clerk = crm.person("customers.account.*:own")

    with crm.refused(403):
        crm.do(CreateAccount, clerk, **ACME)

    assert crm.do(CreateAccount, clerk, name="Acme")["contacts"] == []


def test_a_person_comes_with_a_mirrored_contact(crm: ServiceUnderTest, rep: Caller) -> None:
    account = crm.do(CreateAccount, rep, name="王小明", kind="person", email="xm@qq.com", phone="+8613800138000")

    (mirrored,) = account["contacts"]
    contact = crm.ask(GetContact, rep, contact_id=mirrored["contact_id"])
    assert account["person_id"] == contact["id"]
    assert (contact["full_name"], contact["email"], contact["phone"]) == ("王小明", "xm@qq.com", "+8613800138000")
    assert contact["personal_account_id"] == account["id"]
