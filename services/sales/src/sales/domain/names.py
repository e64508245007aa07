"""Names of people and companies, as they are written and as they are compared."""

from __future__ import annotations

import re

from crm_kit.names import name_key

__all__ = ["full_name", "mail_domain", "name_key", "site_domain"]

ANYBODYS_MAIL = frozenset((
    "126.com", "139.com", "163.com", "aliyun.com", "foxmail.com", "gmail.com", "gmx.de", "googlemail.com", "hotmail.com",
    "icloud.com", "live.com", "mail.ru", "msn.com", "outlook.com", "proton.me", "protonmail.com", "qq.com", "sina.cn", "sina.com",
    "sohu.com", "web.de", "yahoo.com", "yeah.net",
))  # fmt: skip


def mail_domain(email: str | None) -> str | None:
    """The company's domain in an e-mail address; None for providers that anybody uses."""
    domain = (email or "").rpartition("@")[2].lower()
    return domain if domain and domain not in ANYBODYS_MAIL else None


def site_domain(website: str | None) -> str | None:
    """The domain of a web address, without `www.`."""
    host = re.match(r"https?://(?:[^@/]*@)?([^/:?#]+)", website or "", re.IGNORECASE)
    return host[1].lower().removeprefix("www.") if host else None


def full_name(first: str, last: str) -> str:
    """A name as its bearer writes it: 王 and 小明 are 王小明, Ada and Lovelace are Ada Lovelace."""
    if any("\u4e00" <= sign <= "\u9fff" for sign in first + last):
        return f"{last}{first}"
    return f"{first} {last}".strip()
