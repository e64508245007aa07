"""How names are written."""

import pytest

from customers.domain.contact import written


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        ("Ada", "Lovelace", "Ada Lovelace"),
        ("伟", "王", "王伟"),
        ("Ada", "", "Ada"),
        ("", "王", "王"),
        ("José", "Núñez", "José Núñez"),
    ],
)
def test_a_full_name_is_written_as_people_write_it(first: str, last: str, whole: str) -> None:
    assert written(first, last) == whole
