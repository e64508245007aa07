"""Names of people and companies, as they are written and as they are compared."""

from __future__ import annotations

import re
import unicodedata

# Legal forms say what a company is, not which; the longer ones come first.
CHINESE_FORMS = re.compile(r"(股份有限公司|有限责任公司|集团有限公司|有限公司|股份公司|公司|集团)$")
LEGAL_FORMS = frozenset((
    "ag", "bv", "co", "company", "corp", "corporation", "gmbh", "group", "holding", "holdings", "inc", "incorporated", "kg", "kk",
    "limited", "llc", "llp", "lp", "ltd", "nv", "oy", "plc", "pte", "pty", "sa", "sarl", "se", "spa", "srl",
))  # fmt: skip
ANYBODYS_MAIL = frozenset((
    "126.com", "139.com", "163.com", "aliyun.com", "foxmail.com", "gmail.com", "gmx.de", "googlemail.com", "hotmail.com",
    "icloud.com", "live.com", "mail.ru", "msn.com", "outlook.com", "proton.me", "protonmail.com", "qq.com", "sina.cn", "sina.com",
    "sohu.com", "web.de", "yahoo.com", "yeah.net",
))  # fmt: skip


def name_key(name: str) -> str:
    """The name as duplicates are found by it: folded, without punctuation, blanks and legal form. `Huawei Co., Ltd.` → `huawei`."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    words = re.sub(r"[^\w\s]|_", " ", folded.replace(".", "")).split()
    kept = [word for word in words if word not in LEGAL_FORMS] or words
    joined = "".join(kept)
    return CHINESE_FORMS.sub("", joined) or joined


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
