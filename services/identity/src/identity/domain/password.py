"""What a password must be: long enough, not the person's own name, not among those that everybody tries first."""

from __future__ import annotations

import secrets

from crm_kit.errors import Invalid

LEAST = 10
_FIRST_TRIED = """
0123456789 0987654321 1029384756 1111111111 1122334455 1123581321 1212121212 123123123123 1231231234 1234512345 1234554321
1234567890 12345678901 123456789012 12345678910 123456789a 123456789q 1234567891 1234567898 1234qwerasdf 12qwaszx12 147258369a
147852369a 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qaz@wsx#edc 2222222222 5201314520 52013145201 5555555555 6666666666
7777777777 8888888888 9876543210 9999999999 a123456789 aa12345678 aa123456789 abc1234567 abc123456789 abcd123456 abcd1234567
abcdef1234 abcdefghij abcdefghijk administrator asdf1234asdf asdfasdfasdf asdfghjkl1 asdfghjkl123 asdfghjkl; baseball123
basketball changeme123 changemenow charlie123 chocolate1 chocolate123 computer123 cristiano7 dragon1234 elizabeth1 football123
football1234 hello12345 hello123456 helloworld helloworld1 huawei12345 iloveyou12 iloveyou123 iloveyou1234 iloveyou520
jennifer123 letmein123 letmein1234 liverpool1 liverpool123 manchester master1234 michael123 michelle123 microsoft1 minecraft1
minecraft123 monkey1234 mynameis123 nihao123456 p@ssw0rd123 p@ssw0rd1234 p@ssword123 pa$$word123 pass123456 pass1234567
passw0rd12 passw0rd123 password01 password10 password11 password12 password123 password1234 password12345 password123!
password1! password2024 password2025 password2026 passwordpassword pokemon123 princess12 princess123 q1w2e3r4t5 q1w2e3r4t5y6
qazwsxedc1 qazwsxedc123 qazwsxedcrfv qq123456789 qweasdzxc1 qweasdzxc123 qwer12345678 qwerasdfzxcv qwert12345 qwerty12345
qwerty123456 qwerty1234 qwertyuiop qwertyuiop1 qwertyuiop123 sunshine12 sunshine123 superman12 superman123 test123456
test1234567 testtest123 trustno1234 wang123456 welcome123 welcome1234 welcome2024 welcome2025 welcome2026 woaini1314
woaini1314520 woaini5201314 woainima123 zhang123456 zxcvbnm123 zxcvbnm1234 zxcvbnm12345 zxcvbnmasd
"""
COMMON = frozenset(_FIRST_TRIED.split())


def check_password(password: str, *, email: str, name: str, pointer: str = "/password") -> None:
    """Invalid (422) with the rule that a password breaks."""
    folded = password.casefold()
    if len(password) < LEAST:
        raise Invalid.field(pointer, "password_too_short", f"A password has at least {LEAST} characters")
    if folded in COMMON or len(set(folded)) < 4:
        raise Invalid.field(pointer, "password_too_common", "This password is among the first that anybody would try")
    if any(word in folded for word in _own_words(email, name)):
        raise Invalid.field(pointer, "password_too_personal", "A password does not hold one's own name or e-mail address")


def _own_words(email: str, name: str) -> list[str]:
    words = [email, email.partition("@")[0], name, *name.split()]
    return [word.casefold() for word in words if len(word) >= 4]


def generated_password() -> str:
    """A password for the beginning: 96 random bits."""
    return secrets.token_urlsafe(12)
