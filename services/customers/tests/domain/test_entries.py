"""Addresses, e-mail addresses and phone numbers inside a record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_contracts.customers.words import Address, EmailEntry
from crm_kit.errors import Invalid
from crm_kit.model import new_id
from customers.domain import entries

emails = st.lists(st.sampled_from(["a@x.de", "A@x.de", "b@x.de", "c@x.de"]), min_size=1, max_size=6)


@given(emails)
def test_exactly_one_of_several_is_primary_and_none_is_there_twice(given_: list[str]) -> None:
    kept = entries.emails([EmailEntry(address=each) for each in given_])

    assert [each["is_primary"] for each in kept].count(True) == 1
    assert len({each["address"].casefold() for each in kept}) == len(kept)
    assert entries.primary(kept, "address") == given_[0]


def test_the_one_that_says_so_is_primary() -> None:
    kept = entries.emails([EmailEntry(address="a@x.de"), EmailEntry(address="b@x.de", is_primary=True)])

    assert entries.primary(kept, "address") == "b@x.de"


def test_two_cannot_be_primary() -> None:
    with pytest.raises(Invalid) as refusal:
        entries.emails([EmailEntry(address="a@x.de", is_primary=True), EmailEntry(address="b@x.de", is_primary=True)])

    assert refusal.value.code == "several_primary"


def test_an_address_stays_the_same_when_it_is_sent_again_with_or_without_its_id() -> None:
    home = Address(line1="Ring 1")
    known = entries.addresses([home], [])

    again = entries.addresses([home, Address(line1="Ring 2")], known)
    moved = entries.addresses([Address(id=known[0]["id"], line1="Ring 3")], known)

    assert again[0] == known[0]
    assert again[1]["id"] != known[0]["id"]
    assert moved[0]["id"] == known[0]["id"]


def test_an_address_of_something_else_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        entries.addresses([Address(id=new_id(), line1="Ring 1")], [])

    assert refusal.value.errors[0]["pointer"] == "/addresses/0/id"


@given(st.sampled_from([None, "n@x.de", "a@x.de", "b@x.de"]))
def test_a_new_primary_one_takes_the_place_of_the_old(wanted: str | None) -> None:
    known = entries.emails([EmailEntry(address="a@x.de"), EmailEntry(address="b@x.de")])

    changed = entries.with_primary(known, "address", wanted, "work")

    assert entries.primary(changed, "address") == (wanted or "b@x.de")
    assert [each["is_primary"] for each in changed].count(True) == 1
    assert "b@x.de" in [each["address"] for each in changed]
