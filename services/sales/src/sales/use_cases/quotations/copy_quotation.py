"""Make another quotation with the same lines."""

from typing import Any

from crm_contracts.sales.commands.quotations import CopyQuotation
from crm_contracts.sales.order_words import NewQuotationLine
from crm_kit.work import Work
from sales.app import app
from sales.domain.quotation import Quotation
from sales.domain.quotation_line import QuotationLine
from sales.lookups.buyers import buyer
from sales.lookups.lines import quotation_lines
from sales.lookups.offers import begin_quotation, sale_for
from sales.lookups.revisions import last_day

ALIKE = ("currency", "billing_basis", "payment_terms_id", "terms", "terms_days", "note")
ITS_CUSTOMERS = ("contact_id", "opportunity_id", "ship_to")


@app.handles(CopyQuotation)
def copy_quotation(command: CopyQuotation, work: Work) -> Quotation:
    source = work.get(Quotation, command.quotation_id)
    work.caller.require("sales.quotation.create")
    account = buyer(work, command.account_id or source.account_id).account
    names = ALIKE + (ITS_CUSTOMERS if account.id == source.account_id else ())
    told = {name: getattr(source, name) for name in names}
    made = Quotation(**told, account_id=account.id, copied_from=source.id, valid_until=last_day(work))
    lines = _repriced(work, made, source) if command.reprice else _same(source, is_theirs=account.id == source.account_id)
    return begin_quotation(work, made, lines, command.acknowledge_open_tickets)


def _same(source: Quotation, is_theirs: bool) -> list[QuotationLine]:
    """The lines as they are, each the first of its kind; days that were agreed upon are not copied.

    To another customer a price that was found for the first one is a price by hand, which the limit on discounts looks at.
    """
    beside = ("is_optional", "is_alternative")
    anew: dict[str, Any] = {"due_on": None} | ({} if is_theirs else {"price_source": "manual", "price_list_id": None})
    return [
        QuotationLine(**{**line.handed_on(), **anew}, **{name: getattr(line, name) for name in beside}) for line in source.lines
    ]


def _repriced(work: Work, made: Quotation, source: Quotation) -> list[QuotationLine]:
    """The lines at today's prices and taxes; what was priced by hand stays as it was."""
    return quotation_lines(work, sale_for(work, made), [_asked(line) for line in source.lines])


def _asked(line: QuotationLine) -> NewQuotationLine:
    told = {"kind": line.kind, "product_id": line.product_id, "name": line.name, "discount": line.discount}
    beside = {"is_optional": line.is_optional, "is_alternative": line.is_alternative}
    if not line.has_amounts:
        return NewQuotationLine(**told, **beside)  # type: ignore[arg-type]
    by_hand = {"unit_price": line.unit_price, "price_entry_mode": line.price_entry_mode} if line.price_source == "manual" else {}
    return NewQuotationLine(**told, **beside, **by_hand, qty=line.qty, uom=line.uom)  # type: ignore[arg-type]
