"""Tokens."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from identity.domain import tokens


def test_no_two_are_alike_and_each_has_256_random_bits() -> None:
    key_id = uuid4()
    made = {tokens.new_session_token() for _ in range(100)} | {tokens.new_api_key(key_id) for _ in range(100)}

    assert len(made) == 200
    assert all(len(token.split("_", 2 if token.startswith("crm") else 1)[-1]) == 43 for token in made)


def test_a_key_names_itself_and_a_session_does_not() -> None:
    key_id = uuid4()

    assert tokens.api_key_id(tokens.new_api_key(key_id)) == key_id
    assert tokens.api_key_id(tokens.new_session_token()) is None


@given(st.text())
def test_whatever_is_sent_is_read_without_failing(text: str) -> None:
    tokens.api_key_id(text)
    tokens.api_key_id(f"crm_{text}")
    assert tokens.is_of(text, tokens.digest(text))
    assert not tokens.is_of(text, tokens.digest(text + "x"))
    assert not tokens.is_of(text, None)
