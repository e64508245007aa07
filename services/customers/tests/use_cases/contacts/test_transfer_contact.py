"""Giving contacts to somebody else."""

from typing import Any

from crm_contracts.customers.commands.contacts import TransferContact
from crm_contracts.customers.queries.contacts import GetContact
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_new_owner_sees_it_and_the_old_one_does_not(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, contact: Any
) -> None:
    ada = contact()

    crm.do(TransferContact, rep, contact_id=ada["id"], version=1, owner_id=colleague.user_id)

    assert crm.ask(GetContact, colleague, contact_id=ada["id"])["team_path"] == "/1/3/"
    with crm.refused(404):
        crm.ask(GetContact, rep, contact_id=ada["id"])
    assert crm.events("customers.contact.updated.v1")[0]["data"]["owner_id"] == str(colleague.user_id)


def test_a_personal_customer_is_given_away_by_the_account(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any
) -> None:
    person = account("王小明", kind="person")

    with crm.refused(409, "mirrored_contact"):
        crm.do(TransferContact, rep, contact_id=person["person_id"], version=1, owner_id=colleague.user_id)
