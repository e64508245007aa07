"""What was shipped is what customers have."""

import itertools
from typing import Any
from uuid import UUID, uuid4

import pytest

from crm_contracts.service_desk.queries.installed_base import ListAssets
from crm_kit.testing.service import ServiceUnderTest


def shipped(
    crm: ServiceUnderTest, account: UUID, lines: dict[UUID, tuple[UUID, str]], version: int = 1, day: str = "2026-11-20"
) -> None:
    told = [{"line_id": line, "product_id": product, "ordered": "10", "shipped": qty} for line, (product, qty) in lines.items()]
    crm.hear_golden(
        "sales.order.shipped.v1", account_id=account, lines=told, shipped_at=f"{day}T08:00:00Z", aggregateversion=version
    )


def assets(crm: ServiceUnderTest) -> list[dict[str, Any]]:
    return list(crm.ask(ListAssets, crm.administrator())["data"])


def test_each_line_of_goods_is_an_asset_with_its_warranty(crm: ServiceUnderTest, given: Any) -> None:
    owner = crm.person()
    account, pump, advice = given.account(owner_id=owner.user_id), given.product(), given.product("S-1", kind="service")

    for _ in range(2):
        shipped(crm, account, {UUID(int=1): (pump, "10"), UUID(int=2): (advice, "1"), UUID(int=3): (pump, "0")})

    [asset] = assets(crm)
    assert (asset["name"], asset["qty"], asset["account_id"]) == ("Product P-1", "10", str(account))
    assert (asset["sold_on"], asset["warranty_until"], asset["owner_id"]) == ("2026-11-20", "2027-11-19", str(owner.user_id))
    assert len(crm.events("service_desk.asset.created.v1")) == 1


NEWS = [("4", 3, "2026-11-20"), ("10", 5, "2026-11-23"), ("8", 7, "2026-11-25")]


@pytest.mark.parametrize("order_of_arrival", list(itertools.permutations(NEWS)))
def test_in_whatever_order_the_news_comes_it_ends_alike(
    crm: ServiceUnderTest, given: Any, order_of_arrival: list[tuple[str, int, str]]
) -> None:
    account, pump, line = given.account(), given.product(), uuid4()

    for qty, version, day in order_of_arrival:
        shipped(crm, account, {line: (pump, qty)}, version, day)

    [asset] = assets(crm)
    assert (asset["qty"], asset["sold_on"], asset["warranty_until"]) == ("8", "2026-11-20", "2027-11-19")


def test_what_is_not_known_yet_is_kept_all_the_same(crm: ServiceUnderTest) -> None:
    shipped(crm, uuid4(), {uuid4(): (uuid4(), "1")})

    [asset] = assets(crm)
    assert asset["name"] == "SO-2026-000001"


def test_news_that_come_at_once_end_as_one_by_one(crm: ServiceUnderTest, given: Any) -> None:
    owner = crm.person()
    account, pump, line, others = given.account(owner_id=owner.user_id), given.product(), uuid4(), [uuid4(), uuid4()]

    with crm.waiting():
        for qty, version, day in (NEWS[2], NEWS[0], NEWS[1]):
            shipped(crm, account, {line: (pump, qty)}, version, day)
        shipped(crm, account, dict.fromkeys(others, (pump, "1")))

    known = {each["order_line_id"]: each for each in assets(crm)}
    assert (known[str(line)]["qty"], known[str(line)]["sold_on"]) == ("8", "2026-11-20")
    assert {each["owner_id"] for each in known.values()} == {str(owner.user_id)}
    assert len({each["number"] for each in known.values()} - {""}) == len(known) == 3
    assert len(crm.events("service_desk.asset.created.v1")) == 3
