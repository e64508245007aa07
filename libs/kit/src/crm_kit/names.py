"""Names of companies as they are compared."""

from __future__ import annotations

import re
import unicodedata

# Legal forms say what a company is, not which; the longer ones come first.
CHINESE_FORMS = re.compile(r"(股份有限公司|有限责任公司|集团有限公司|有限公司|股份公司|公司|集团)$")
LEGAL_FORMS = frozenset((
    "ag", "bv", "co", "company", "corp", "corporation", "gmbh", "group", "holding", "holdings", "inc", "incorporated", "kg", "kk",
    "limited", "llc", "llp", "lp", "ltd", "nv", "oy", "plc", "pte", "pty", "sa", "sarl", "se", "spa", "srl",
))  # fmt: skip


def name_key(name: str) -> str:
    """The name as duplicates are found by it: folded, without punctuation, blanks and legal form. `Huawei Co., Ltd.` → `huawei`."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    words = re.sub(r"[^\w\s]|_", " ", folded.replace(".", "")).split()
    kept = [word for word in words if word not in LEGAL_FORMS] or words
    joined = "".join(kept)
    return CHINESE_FORMS.sub("", joined) or joined
