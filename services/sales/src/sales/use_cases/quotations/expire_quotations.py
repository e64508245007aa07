"""Note which quotations have expired."""

from typing import Any

from crm_contracts.sales.commands.quotations import ExpireQuotations
from crm_contracts.sales.views.quotations import ExpiryView
from crm_kit.messages import dump
from crm_kit.work import Work
from sales.app import app
from sales.domain.quotation import Quotation


@app.handles(ExpireQuotations)
def expire_quotations(command: ExpireQuotations, work: Work) -> dict[str, Any]:
    late = work.select(Quotation, Quotation.status == "sent", Quotation.valid_until < work.today).order_by(Quotation.valid_until)
    found = work.session.scalars(late.limit(command.limit).with_for_update(skip_locked=True, of=Quotation)).all()
    for quotation in found:
        quotation.expire()
    return dump(None, ExpiryView, {"expired": len(found)})
