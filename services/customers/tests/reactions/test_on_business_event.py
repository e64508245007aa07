"""The one timeline."""

from typing import Any
from uuid import uuid4

from sqlalchemy import func, select

from crm_contracts.customers.commands.accounts import CreateAccount, TransferAccount
from crm_contracts.customers.commands.contacts import RecordConsent
from crm_contracts.customers.queries.accounts import ListTimeline
from crm_kit.caller import Caller
from crm_kit.tables import inbox
from crm_kit.testing.service import ServiceUnderTest


def summaries(crm: ServiceUnderTest, caller: Caller, account_id: str, **asked: Any) -> list[str]:
    return [entry["summary"] for entry in crm.ask(ListTimeline, caller, account_id=account_id, **asked)["data"]]


def test_our_own_news_are_there_at_once(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account(contacts=[{"full_name": "Ada"}])

    assert set(summaries(crm, rep, made["id"])) == {"Account Acme was created", "Contact Ada was added"}


def test_news_of_a_contact_concern_its_accounts(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account(contacts=[{"full_name": "Ada"}])

    crm.do(RecordConsent, rep, contact_id=made["contacts"][0]["contact_id"], channel="email", status="opted_out")

    entry = crm.ask(ListTimeline, rep, account_id=made["id"], limit=1)["data"][0]
    assert entry["summary"] == "Consent by email for all: opted_out"
    assert entry["contact_id"] == made["contacts"][0]["contact_id"]


def test_news_of_any_service_are_noted_once(crm: ServiceUnderTest, rep: Caller, account: Any, order: Any) -> None:
    made, ordered = account(), uuid4()

    envelope = order("confirmed", id=ordered, account_id=made["id"])
    crm.hear(envelope)

    (entry,) = crm.ask(ListTimeline, rep, account_id=made["id"], where={"field": "collection", "value": "orders"})["data"]
    assert (entry["summary"], entry["collection"], entry["record_id"]) == ("Order SO-7 was confirmed", "orders", str(ordered))


def test_one_event_can_concern_several_accounts(crm: ServiceUnderTest, rep: Caller, account: Any, opportunity: Any) -> None:
    one, other = account("One"), account("Other")

    opportunity("created", accounts=[{"id": one["id"], "is_main": True}, {"id": other["id"], "is_main": False}])

    for made in (one, other):
        assert "Opportunity Plant was opened" in summaries(crm, rep, made["id"])


def test_an_event_that_names_nobody_follows_its_record(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made, visit = account(), uuid4()
    owner = {"ownerid": str(rep.user_id), "teampath": rep.team_path}
    crm.hear_data("service_desk.service_order.planned.v1", visit, {"account_id": made["id"]}, **owner)

    crm.hear_data("service_desk.service_order.signed.v1", visit, {"by": "x"}, **owner)
    crm.hear_data("service_desk.service_order.signed.v1", uuid4(), {"by": "x"}, **owner)

    assert summaries(crm, rep, made["id"]).count("Service order signed") == 1


def test_order_to_cash_is_read_line_by_line(crm: ServiceUnderTest, rep: Caller, account: Any, order: Any) -> None:
    made, ordered, notice, delivery = account(), uuid4(), uuid4(), uuid4()
    about = {"account_id": made["id"], "number": "7", "total": {"amount": "90.00", "currency": "CNY"}}
    minutes = (f"2999-11-21T12:{minute:02}:00Z" for minute in range(60))

    def tell(type_: str, subject: Any, **more: Any) -> None:
        owner = {"ownerid": str(rep.user_id), "teampath": rep.team_path, "time": next(minutes)}
        crm.hear_data(f"{type_}.v1", subject, {**about, **more}, **owner)

    order("confirmed", id=ordered, account_id=made["id"], envelope={"time": next(minutes)})
    tell("inventory.stock.reserved", ordered, order_id=ordered)
    tell("inventory.shipment_notice.updated", notice, status="submitted")
    tell("inventory.shipment_notice.released", notice, status="released", release_reason="credit")
    tell("inventory.delivery.shipped", delivery, status="shipped")
    tell("inventory.shipment_notice.updated", notice, status="shipped")
    tell("sales.order.fulfilment_changed", ordered, status="confirmed")
    tell("sales.order.shipped", ordered, fully_shipped=True)
    tell("sales.invoice.posted", uuid4(), kind="invoice", due_on="2026-12-01")
    tell("inventory.delivery.delivered", delivery, signed_by="Ada")
    order("completed", version=2, id=ordered, account_id=made["id"], envelope={"time": next(minutes)})

    assert summaries(crm, rep, made["id"]) == [
        "Order SO-7 is delivered, invoiced and paid", "Delivery 7 arrived, signed for by Ada",
        "Invoice 7 was posted: 90.00 CNY, due on 2026-12-01", "Order 7 was shipped in full", "Delivery 7 was shipped",
        "Shipment notice 7 was released: credit", "Shipment notice 7 waits to be released", "Everything in the order is reserved",
        "Order SO-7 was confirmed", "Account Acme was created",
    ]  # fmt: skip


def test_what_happens_with_goods_alone_is_not_even_heard(crm: ServiceUnderTest) -> None:
    keys = crm.app.reactions["on_business_event"].routing_keys

    assert not {"inventory.#", "inventory.stock.#"} & set(keys)


def test_telling_again_is_nothing_new(crm: ServiceUnderTest, rep: Caller, account: Any, order: Any) -> None:
    made = account()

    order("confirmed", account_id=made["id"], envelope={"announced": True})
    crm.app.announce("Account", None, 10, crm.tenant_id)

    assert summaries(crm, rep, made["id"]) == ["Account Acme was created"]


def test_news_that_come_before_the_account_wait_for_it(crm: ServiceUnderTest, rep: Caller, opportunity: Any) -> None:
    account_id = uuid4()
    opportunity("created", accounts=[{"id": account_id, "is_main": True}])

    crm.hear_golden("sales.lead.converted.v1", id=uuid4(), account_id=account_id, contact_id=uuid4(), owner_id=rep.user_id)

    assert "Opportunity Plant was opened" in summaries(crm, rep, str(account_id))


def test_only_what_one_may_see_where_it_happened_is_shown(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, manager: Caller, account: Any, order: Any
) -> None:
    made = account()
    order("confirmed", account_id=made["id"], owner_id=colleague.user_id, envelope={"teampath": colleague.team_path})
    clerk = crm.person("customers.*:all")

    assert summaries(crm, rep, made["id"]) == ["Account Acme was created"]
    assert summaries(crm, clerk, made["id"]) == ["Account Acme was created"]
    assert "Order SO-7 was confirmed" in summaries(crm, manager, made["id"])
    for other in (colleague, crm.fresh().administrator()):
        with crm.refused(404):
            crm.ask(ListTimeline, other, account_id=made["id"])


def test_what_is_known_of_a_record_goes_with_it_to_its_new_owner(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any
) -> None:
    made, deal = account(), uuid4()
    data = {"name": "Plant", "accounts": [{"id": made["id"], "is_main": True}]}
    crm.hear_data("sales.opportunity.held.v1", deal, data, ownerid=str(colleague.user_id), teampath="/1/3/")
    assert summaries(crm, rep, made["id"]) == ["Account Acme was created"]

    crm.hear_data("sales.opportunity.transferred.v1", deal, data, ownerid=str(rep.user_id), teampath="/1/2/")

    assert "Opportunity held plant" in summaries(crm, rep, made["id"])


def several(crm: ServiceUnderTest, record_id: Any, *told: tuple[str, Caller, dict[str, Any]]) -> list[dict[str, Any]]:
    """News of one record, as type, owner and data."""
    about = {"subject": str(record_id), "tenantid": str(crm.tenant_id), "time": "2999-11-21T12:00:00Z"}
    return [
        {"id": str(uuid4()), "type": type_, "actorid": str(by.user_id), "ownerid": str(by.user_id), "teampath": by.team_path,
         "data": data, **about}
        for type_, by, data in told
    ]  # fmt: skip


def test_several_at_once_are_noted_once_each_and_follow_their_record(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    one, other = account("One"), account("Other")
    planned, signed = (f"service_desk.service_order.{verb}.v1" for verb in ("planned", "signed"))
    visit = several(crm, uuid4(), (planned, rep, {"account_id": one["id"]}), (signed, rep, {"by": "x"}))
    another = several(crm, uuid4(), (planned, rep, {"account_id": other["id"]}))

    crm.hear_all("on_business_event", *visit, *another, *visit)
    crm.hear_all("on_business_event", *reversed(visit))

    assert sorted(summaries(crm, rep, one["id"])) == ["Account One was created", "Service order planned", "Service order signed"]
    assert sorted(summaries(crm, rep, other["id"])) == ["Account Other was created", "Service order planned"]


def test_what_comes_together_with_the_move_of_its_record_goes_to_the_new_owner(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any
) -> None:
    made = account()
    deal = {"name": "Plant", "accounts": [{"id": made["id"], "is_main": True}]}

    told = ("sales.opportunity.held.v1", colleague, deal), ("sales.opportunity.transferred.v1", rep, deal)
    crm.hear_all("on_business_event", *several(crm, uuid4(), *told))

    assert "Opportunity held plant" in summaries(crm, rep, made["id"])


def test_the_timeline_of_an_account_goes_to_its_new_owner(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any
) -> None:
    made = account()

    crm.do(TransferAccount, rep, account_id=made["id"], version=1, owner_id=colleague.user_id)

    assert "Account Acme was created" in summaries(crm, colleague, made["id"])


def test_what_is_refused_leaves_no_trace(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account(email="a@acme.de")

    with crm.refused(409):
        crm.do(CreateAccount, rep, name="Other", email="a@acme.de")

    assert summaries(crm, rep, made["id"]) == ["Account Acme was created"]


def test_events_without_a_line_leave_no_trace(crm: ServiceUnderTest) -> None:
    heard = crm.rows(select(func.count()).select_from(inbox))

    crm.hear_data("sales.order.fulfilment_changed.v1", uuid4(), {"number": "7", "status": "confirmed"})
    crm.hear_data("sales.quotation.sent.v1", uuid4(), {"number": "7"}, announced=True)

    assert crm.rows(select(func.count()).select_from(inbox)) == heard
