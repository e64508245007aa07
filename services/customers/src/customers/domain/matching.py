"""By what two records are found to be the same: exact keys, which only one record may have, and fuzzy ones, which only warn."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import urlsplit

PROVIDERS = """
126.com 139.com 163.com 188.com 189.cn aliyun.com aol.com fastmail.com foxmail.com free.fr gmail.com gmx.at gmx.de gmx.net
googlemail.com hotmail.co.uk hotmail.com hotmail.de icloud.com live.cn live.com mac.com mail.com mail.ru me.com msn.com naver.com
orange.fr outlook.com pm.me proton.me protonmail.com qq.com rediffmail.com sina.cn sina.com sohu.com t-online.de tom.com vip.163.com
vip.qq.com vip.sina.com web.de yahoo.cn yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.cn yandex.ru yeah.net zoho.com
"""
LEGAL_FORMS = """
股份有限公司 有限责任公司 有限公司 集团公司 集团 公司 株式会社 有限会社 合同会社 주식회사
incorporated corporation limited company cokg gmbh ltd llc llp plc inc corp co pte pty sarl srl spa sas oyj oy aps
ag kg ug se sa bv nv ab as kk &
"""
MAIL_PROVIDERS = frozenset(PROVIDERS.split())
LEGAL_SUFFIXES = sorted(LEGAL_FORMS.split(), key=len, reverse=True)
TAIL = 7


class Key(NamedTuple):
    """One thing a record can be recognised by: the rule and the field it comes from, the text to compare, and whether only one
    record may have it."""

    rule: str
    field: str
    text: str
    is_exact: bool = True


def company_key(name: str) -> str:
    """A company's name as duplicates are found by it: folded, no punctuation, no legal suffix. '华为技术有限公司' is '华为技术'."""
    words = [letters for word in _folded(name).split() if (letters := _letters(word))]
    while len(words) > 1 and words[-1] in LEGAL_SUFFIXES:
        words.pop()
    whole = "".join(words)
    return (_without_suffix(whole) if not whole.isascii() else whole) or _folded(name)


def _without_suffix(whole: str) -> str:
    for suffix in LEGAL_SUFFIXES:
        if not suffix.isascii() and whole.endswith(suffix) and whole != suffix:
            return _without_suffix(whole.removesuffix(suffix))
    return whole


def person_key(name: str) -> str:
    """A person's name folded, its words in one order, so that 'Lovelace, Ada' is 'Ada Lovelace'."""
    words = (_letters(word) for word in re.split(r"[\s,，、]+", _folded(name)))
    return "".join(sorted(word for word in words if word)) or _folded(name)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _letters(text: str) -> str:
    return text if text.isalnum() else "".join(sign for sign in text if sign.isalnum() or sign == "&")


def is_cjk(text: str) -> bool:
    """Whether the text is written in Chinese, Japanese or Korean signs."""
    return any("\u3040" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7af" for sign in text)


def domain_of(website: str | None, email: str | None) -> str | None:
    """The web domain of a company, from its website or else its e-mail address; None for mail providers that anybody uses."""
    host = (urlsplit(website).hostname or "") if website else (email or "").rpartition("@")[2]
    host = host.casefold().removeprefix("www.").rstrip(".")
    return host if host and host not in MAIL_PROVIDERS else None


def tax_key(tax_id: str, country: str | None) -> str:
    """A tax id with its country, whatever the spaces, dashes and letter case: 'CN 91440300708461136T'."""
    return f"{country or '-'} {_letters(_folded(tax_id))}"


def account_keys(
    *, tax_id: str | None, tax_country: str | None, email: str | None, phone: str | None, domain: str | None,
    external_ids: list[tuple[str, str]], name_key: str,
) -> frozenset[Key]:  # fmt: skip
    """What an account is recognised by."""
    exact = [
        ("tax_id", "tax_id", tax_key(tax_id, tax_country) if tax_id else None),
        ("email", "email", email.casefold() if email else None),
        ("phone", "phone", phone),
        ("domain", "website", domain),
    ]
    found = [Key(rule, field, f"account {rule} {text}") for rule, field, text in exact if text]
    found += [Key("external_id", "external_ids", external_key(system, known_as)) for system, known_as in external_ids]
    return frozenset([*found, Key("name", "name", f"account name {name_key}", is_exact=False)])


def external_key(system: str, known_as: str) -> str:
    """The key of an account under the id that another system has for it."""
    return f"account external_id {system} {known_as}"


def contact_keys(*, name_key: str, emails: list[str], phones: list[str]) -> frozenset[Key]:
    """What a contact is recognised by; its name counts only with the end of a phone number."""
    found = [Key("email", "emails", f"contact email {email.casefold()}") for email in emails]
    found += [Key("phone", "phones", f"contact phone {phone}") for phone in phones]
    alike = [Key("name_and_phone", "phones", f"contact name {name_key} {phone[-TAIL:]}", is_exact=False) for phone in phones]
    return frozenset([*found, *alike])
