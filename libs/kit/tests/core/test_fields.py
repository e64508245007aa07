"""Fields that take a short way to what a library says must say the same."""

from __future__ import annotations

import pytest
from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email
from hypothesis import example, given
from hypothesis import strategies as st
from marshmallow import ValidationError

from crm_kit.fields import EmailField, UrlField

LOCAL = st.text("aB0_.+-", min_size=1, max_size=6)
LABEL = st.text("aB0-", min_size=1, max_size=5)
ENDING = st.sampled_from(["de", "COM", "example", "x", "c0m", "c0", *SPECIAL_USE_DOMAIN_NAMES])


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """What looks like an e-mail address, right or wrong."""
    domain = [*draw(st.lists(LABEL, max_size=3)), draw(ENDING)]
    return f"{draw(LOCAL)}@{'.'.join(domain)}"


@given(addresses())
@example(f"a@{'b' * 63}.de")
@example(f"a@{'b' * 64}.de")
@example(f"{'a' * 64}@b.de")
@example("a@de")
@example("a@xn--mller-kva.de")
@example("info@sub.domain-of.acme.example")
def test_an_address_is_what_the_library_says_of_it(address: str) -> None:
    said = _said(address)

    try:
        taken = EmailField().deserialize(address)
    except ValidationError:
        taken = None

    assert taken == said


def _said(address: str) -> str | None:
    try:
        return validate_email(address, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        return None


@pytest.mark.parametrize("address", ["https://a b.example", "https://acme.example/a\u2003b", "https://acme.example/\tb"])
def test_a_web_address_has_no_spaces_of_any_kind(address: str) -> None:
    with pytest.raises(ValidationError):
        UrlField().deserialize(address)
