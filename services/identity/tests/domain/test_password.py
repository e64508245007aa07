"""What a password must be."""

import pytest

from crm_kit.errors import Invalid
from identity.domain.password import COMMON, LEAST, check_password, generated_password


def check(password: str, email: str = "xiaoming@company.test", name: str = "王小明 Wang Xiaoming") -> str:
    """The code of what is wrong; empty where nothing is."""
    try:
        check_password(password, email=email, name=name)
    except Invalid as invalid:
        return invalid.code
    return ""


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("ten signs!", ""), ("nine sign", "password_too_short"), ("密码密码密码密码一二", ""), ("a" * 40, "password_too_common"),
        ("Qwertyuiop", "password_too_common"), ("xiaoming-123", "password_too_personal"),
        ("I am WANG too", "password_too_personal"), ("company.test-1", ""), ("correct horse", ""),
    ],
)  # fmt: skip
def test_each_rule(password: str, code: str) -> None:
    assert check(password) == code


def test_a_short_name_forbids_nothing() -> None:
    assert check("limousine ride", email="li@company.test", name="Li 李") == ""


def test_the_list_holds_only_what_the_other_rules_let_through() -> None:
    assert all(len(password) >= LEAST and password == password.casefold() for password in COMMON)
    assert len(COMMON) > 100


def test_a_generated_one_passes() -> None:
    assert {check(generated_password()) for _ in range(50)} == {""}
