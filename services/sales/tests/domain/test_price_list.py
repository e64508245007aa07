"""Which price holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sales.domain.price_list import RANKS, Offer, ranked

OFFERS = st.lists(
    st.builds(
        Offer,
        source=st.sampled_from(RANKS),
        price=st.decimals(0, 100, places=2),
        entry=st.just("net"),
        min_qty=st.sampled_from([Decimal(0), Decimal(10), Decimal(100)]),
        is_regional=st.booleans(),
    )
)


@given(OFFERS, st.decimals(1, 200, places=2))
def test_rank_goes_before_region_and_region_before_quantity(offers: list[Offer], qty: Decimal) -> None:
    held = ranked(offers, qty)

    assert all(offer.min_qty <= qty for offer in held)
    assert len(held) == sum(offer.min_qty <= qty for offer in offers)
    keys = [(RANKS.index(offer.source), not offer.is_regional, -offer.min_qty) for offer in held]
    assert keys == sorted(keys)


def test_a_contract_beats_a_better_price() -> None:
    def offer(source: Any, price: str) -> Offer:
        return Offer(source=source, price=Decimal(price), entry="net")

    best = ranked([offer("base", "5"), offer("promotion", "4"), offer("contract", "9"), offer("customer", "8")], Decimal(1))

    assert [each.source for each in best] == ["contract", "customer", "promotion", "base"]


def test_lists_of_one_rank_make_one_scale() -> None:
    first, second = (
        Offer(source="base", price=Decimal(price), entry="net", min_qty=Decimal(least)) for price, least in (("10", 1), ("8", 10))
    )

    assert [ranked([first, second], Decimal(qty))[0].price for qty in (9, 10)] == [Decimal(10), Decimal(8)]
