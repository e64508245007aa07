"""Taking in accounts."""

from crm_contracts.customers.commands.accounts import CreateAccount
from crm_contracts.customers.queries.accounts import GetAccount, ListAccounts
from crm_contracts.customers.queries.contacts import GetContact
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
