"""What differs between two revisions of a quotation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crm_contracts.sales.views.quotations import FieldChange, LineDiff
from crm_kit.messages import as_json
from sales.domain.quotation import REFERENCES, Quotation
from sales.domain.quotation_line import QuotationLine

FIELDS = (
    "valid_until", "contact_id", "opportunity_id", "billing_basis", "terms", "ship_to", "note", "customer_reference", "net",
    "total",
)  # fmt: skip
COMMERCIAL = tuple(name for name in FIELDS if name not in REFERENCES)
LINE_FIELDS = (
    "name", "qty", "uom", "unit_price", "price_entry_mode", "discount", "tax_rate", "due_on", "is_optional", "is_alternative",
    "total",
)  # fmt: skip


def difference(before: Quotation, now: Quotation) -> dict[str, Any]:
    """Fields of the quotation, and lines: those that are new, gone, or changed."""
    return {
        "number": now.number, "from_revision": before.revision, "to_revision": now.revision,
        "fields": changes(before, now, FIELDS), "lines": _lines(before.lines, now.lines),
    }  # fmt: skip


def is_same_offer(before: Quotation, now: Quotation) -> bool:
    """Whether nothing differs but what they refer to."""
    return not changes(before, now, COMMERCIAL) and not _lines(before.lines, now.lines)


def changes(before: Any, now: Any, names: Sequence[str]) -> list[FieldChange]:
    """The fields in which they differ, as people read them."""
    pairs = [(name, _shown(before, name), _shown(now, name)) for name in names]
    return [FieldChange(field=name, old=old, new=new) for name, old, new in pairs if old != new]


def _lines(before: Sequence[QuotationLine], now: Sequence[QuotationLine]) -> list[LineDiff]:
    old, new = {line.origin_id: line for line in before}, {line.origin_id: line for line in now}
    gone = [_line("removed", line, line, None) for origin, line in old.items() if origin not in new]
    fresh = [_line("added", line, None, line) for origin, line in new.items() if origin not in old]
    kept = [_line("changed", line, old[origin], line) for origin, line in new.items() if origin in old]
    return [each for each in (*gone, *kept, *fresh) if each.changes]


def _line(kind: str, line: QuotationLine, before: QuotationLine | None, now: QuotationLine | None) -> LineDiff:
    return LineDiff(line_id=line.origin_id, name=line.name, kind=kind, changes=changes(before, now, LINE_FIELDS))


def _shown(record: Any, name: str) -> str | None:
    found = as_json(getattr(record, name)) if record is not None else None
    if isinstance(found, dict) and set(found) == {"amount", "currency"}:
        return f"{found['amount']} {found['currency']}"
    return None if found is None else str(found)
