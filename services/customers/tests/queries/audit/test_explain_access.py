"""Why somebody sees a record."""

from typing import Any

from crm_contracts.customers.commands.accounts import ShareAccount
from crm_contracts.customers.queries.audit import ExplainAccess
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def explained(crm: ServiceUnderTest, record_id: str, subject: Caller, entity: str = "account") -> dict[str, Any]:
    answer: dict[str, Any] = crm.ask(
        ExplainAccess, crm.administrator(), entity=entity, record_id=record_id, subject=subject.as_json()
    )
    return answer


def test_owner_manager_and_share_are_each_named(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, manager: Caller, account: Any
) -> None:
    made = account()

    for who, rule in ((rep, "owner"), (manager, "subtree")):
        answer = explained(crm, made["id"], who)
        assert answer["granted"] is True
        assert rule in [each["rule"] for each in answer["rules"] if each["grants"]]
    assert explained(crm, made["id"], colleague)["granted"] is False

    crm.do(ShareAccount, rep, account_id=made["id"], grantee_kind="user", grantee_id=colleague.user_id)
    answer = explained(crm, made["id"], colleague)
    assert answer["granted"] is True
    assert "share" in [each["rule"] for each in answer["rules"] if each["grants"]]


def test_contacts_and_views_are_explained_too(crm: ServiceUnderTest, rep: Caller, contact: Any) -> None:
    assert explained(crm, contact()["id"], rep, "contact")["permission"] == "customers.contact.read"
    with crm.refused(422, "unknown_entity", "/entity"):
        explained(crm, contact("Else")["id"], rep, "secret")
