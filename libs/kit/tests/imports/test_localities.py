"""Countries and phone numbers as people write them."""

import pytest

from crm_kit.imports.localities import as_country, international


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("de", "DE"), ("Germany", "DE"), ("Deutschland", "DE"), ("中国", "CN"), ("USA", "US"), ("United States", "US"),
        ("UK", "GB"), ("Brazil", "BR"), ("Côte d’Ivoire", "CI"), ("XK", "XK"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_code_and_by_name(cell: str, code: str) -> None:
    assert as_country(cell) == code


@pytest.mark.parametrize("cell", ["Atlantis", "D", "12"])
def test_what_is_no_country_is_said(cell: str) -> None:
    with pytest.raises(ValueError, match="Not a country"):
        as_country(cell)


@pytest.mark.parametrize(
    ("number", "country", "written"),
    [
        ("030-0074321", "DE", "+49300074321"), ("(5) 555-4729", "MX", "+5255554729"), ("010-6552 9988", "CN", "+861065529988"),
        ("+49 30 1234567", "US", "+49 30 1234567"), ("030-0074321", None, "030-0074321"), ("call me", "DE", "call me"),
    ],
)  # fmt: skip
def test_a_number_is_that_of_its_country_where_that_is_known(number: str, country: str | None, written: str) -> None:
    assert international(number, country) == written
