"""Grants compared: what covers what."""

from hypothesis import given
from hypothesis import strategies as st

from crm_kit.caller import DEPTHS, deepest, families
from identity.domain.grants import covers, listed, merged

words = st.sampled_from(["sales", "customers", "order", "lead", "read", "update"])
permissions = st.builds("{}.{}.{}".format, words, words, words)
patterns = permissions.flatmap(lambda permission: st.sampled_from(list(families(permission))))
grants = st.dictionaries(patterns, st.sampled_from(DEPTHS), max_size=4)


@given(grants, patterns, st.sampled_from(DEPTHS), permissions)
def test_what_is_covered_gives_nothing_beyond_what_is_held(held: dict[str, str], pattern: str, depth: str, permission: str) -> None:
    if covers(held, pattern, depth):
        given_away = deepest({pattern: depth}, permission)

        assert DEPTHS.index(given_away) <= DEPTHS.index(deepest(held, permission))


@given(permissions, st.sampled_from(DEPTHS))
def test_each_family_covers_its_permission_to_its_own_depth(permission: str, depth: str) -> None:
    for family in families(permission):
        assert covers({family: depth}, permission, depth)
        assert covers({"*": depth}, family, depth)


@given(st.lists(grants, max_size=3), permissions)
def test_several_roles_give_the_deepest_of_each(roles: list[dict[str, str]], permission: str) -> None:
    together = merged(*(listed(role) for role in roles))

    assert deepest(together, permission) == max([deepest(role, permission) for role in roles] or ["none"], key=DEPTHS.index)
