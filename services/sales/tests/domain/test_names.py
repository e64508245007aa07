"""Names as they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales.domain.names import full_name, mail_domain, name_key, site_domain


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Huawei Technologies Co., Ltd.", "huaweitechnologies"),
        ("HUAWEI  technologies", "huaweitechnologies"),
        ("华为技术有限公司", "华为技术"),
        ("华为技术（深圳）有限公司", "华为技术深圳"),
        ("Müller GmbH & Co. KG", "müller"),
        ("S.A.P. SE", "sap"),
        ("Ltd", "ltd"),
        ("公司", "公司"),
    ],
)
def test_a_legal_form_says_nothing_about_who_it_is(name: str, key: str) -> None:
    assert name_key(name) == key


@given(st.text(min_size=1, max_size=60))
def test_case_and_width_make_no_difference(name: str) -> None:
    assert name_key(name) == name_key(name.strip()) == name_key(f"  {name}  ")
    assert "  " not in name_key(name)


def test_a_domain_is_that_of_a_company_not_of_a_provider() -> None:
    assert mail_domain("ada@Acme.example") == "acme.example"
    assert mail_domain("ada@qq.com") is None
    assert mail_domain(None) is None
    assert site_domain("https://www.acme.example:8443/a?b") == "acme.example"
    assert site_domain("http://me@acme.example") == "acme.example"
    assert site_domain(None) is None


def test_people_are_called_as_they_write_themselves() -> None:
    assert full_name("小明", "王") == "王小明"
    assert full_name("Ada", "Lovelace") == "Ada Lovelace"
    assert full_name("", "Lovelace") == "Lovelace"
    assert full_name("", "") == ""
