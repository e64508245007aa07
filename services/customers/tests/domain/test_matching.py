"""By what duplicates are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.domain import matching


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme Tools GmbH", "ACME TOOLS"),
        ("Acme Tools GmbH & Co. KG", "Acme Tools"),
        ("华为技术有限公司", "华为技术"),
        ("华为技术股份有限公司", "华为技术 有限责任公司"),
        ("Ｈｕａｗｅｉ Co., Ltd.", "huawei"),
        ("Müller-Lüdenscheidt AG", "müller lüdenscheidt"),
    ],
)
def test_a_company_is_the_same_whatever_its_legal_form(one: str, other: str) -> None:
    assert matching.company_key(one) == matching.company_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Acme North", "Acme South"), ("北京华为", "深圳华为"), ("Ltd", "GmbH"), ("有限公司", "集团"), ("!!", "??")]
)
def test_different_companies_stay_different(one: str, other: str) -> None:
    assert matching.company_key(one) != matching.company_key(other)


@given(st.text(min_size=1, max_size=200))
def test_a_company_key_is_never_empty_and_stays_what_it_is(name: str) -> None:
    key = matching.company_key(name)

    assert key
    assert matching.company_key(key) == key


@given(st.lists(st.text("abcdefghijk", min_size=1, max_size=8), min_size=1, max_size=4), st.randoms())
def test_a_person_is_the_same_in_any_order_of_names(names: list[str], chance: object) -> None:
    shuffled = sorted(names, key=lambda _: chance.random())  # type: ignore[attr-defined]

    assert matching.person_key(", ".join(shuffled).upper()) == matching.person_key(" ".join(names))


@pytest.mark.parametrize(
    ("website", "email", "domain"),
    [
        ("https://www.Acme.de/shop", None, "acme.de"),
        ("http://shop.acme.de:8080", "x@other.de", "shop.acme.de"),
        (None, "ada@acme.de", "acme.de"),
        (None, "ada@gmail.com", None),
        (None, "8888@QQ.com", None),
        (None, None, None),
    ],
)
def test_the_domain_is_the_companys_own(website: str | None, email: str | None, domain: str | None) -> None:
    assert matching.domain_of(website, email) == domain


def test_a_tax_id_is_the_same_however_it_is_written() -> None:
    assert matching.tax_key("DE 123-456.789", "DE") == matching.tax_key("de123456789", "DE")
    assert matching.tax_key("123", "DE") != matching.tax_key("123", "FR")
