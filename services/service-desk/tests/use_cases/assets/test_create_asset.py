"""Noting what customers have from us."""

from typing import Any
from uuid import uuid4

from crm_contracts.service_desk.commands.installed_base import CreateAsset
from crm_contracts.service_desk.queries.installed_base import ListAssets
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_an_asset_belongs_to_the_accounts_owner_and_has_the_ordinary_warranty(crm: ServiceUnderTest, given: Any, base: Any) -> None:
    owner = crm.person()

    made = base.asset(account_id=given.account(owner_id=owner.user_id), sold_on="2026-11-26", serial="PX-7")

    assert (made["name"], made["status"], made["serial"], made["qty"]) == ("Product P-1", "in_use", "PX-7", "1")
    assert (made["warranty_until"], made["owner_id"], made["number"][:3]) == ("2027-11-25", str(owner.user_id), "AS-")
    [told] = crm.events("service_desk.asset.created.v1")
    assert told["data"]["warranty_until"] == "2027-11-25"
    write_golden(told)


def test_a_serial_number_is_there_once_per_product(crm: ServiceUnderTest, given: Any, base: Any) -> None:
    product = given.product()
    base.asset(product_id=product, serial="PX-7")

    with crm.refused(409, "duplicate"):
        base.asset(product_id=product, serial="PX-7")
    base.asset(serial="PX-7")


def test_what_is_wrong_is_refused_with_its_place(crm: ServiceUnderTest, given: Any, base: Any) -> None:
    told = {"account_id": given.account(), "product_id": given.product(), "sold_on": "2026-11-26"}

    for wrong, pointer in (
        ({"account_id": uuid4()}, "/account_id"),
        ({"product_id": uuid4()}, "/product_id"),
        ({"serial": "PX-7", "qty": "2"}, "/qty"),
        ({"qty": "0"}, "/qty"),
        ({"sold_on": "yesterday"}, "/sold_on"),
        ({"warranty_until": "2026-11-25"}, "/warranty_until"),
    ):
        with crm.refused(422, pointer=pointer):
            crm.do(CreateAsset, base.admin, **{**told, **wrong})
    assert crm.ask(ListAssets, base.admin)["data"] == []
