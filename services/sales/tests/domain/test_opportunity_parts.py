"""What opportunities are made of."""

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from crm_contracts.sales.words import OpportunityAccount, OpportunityContact
from sales.domain.opportunity_parts import buyers, without_merged_accounts, without_merged_contacts

IDS = [uuid4() for _ in range(5)]
some = st.lists(st.sampled_from(IDS), unique=True, min_size=1)


@given(ids=some, main=st.integers(0, 4), merged=st.sets(st.sampled_from(IDS[1:])))
def test_a_merge_leaves_each_account_once_and_one_main(ids: list[UUID], main: int, merged: set[UUID]) -> None:
    chosen = ids[main % len(ids)]
    accounts = [OpportunityAccount(id=each, is_main=each == chosen) for each in ids]

    left = without_merged_accounts(accounts, list(merged), IDS[0])

    assert {each.id for each in left} == {IDS[0] if each in merged else each for each in ids}
    assert [each.account_id for each in buyers(left) if each.is_main] == [IDS[0] if chosen in merged else chosen]


def test_the_role_of_a_merged_contact_is_kept() -> None:
    one, two = uuid4(), uuid4()
    contacts = [OpportunityContact(id=one), OpportunityContact(id=two, role="buyer")]

    assert without_merged_contacts(contacts, [two], one) == [OpportunityContact(id=one, role="buyer")]
