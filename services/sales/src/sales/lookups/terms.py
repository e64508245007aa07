"""When an order is to be paid."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_kit.errors import Invalid
from crm_kit.work import Work
from sales.domain.payment_terms import PaymentTerms, longest, within
from sales.lookups.buyers import Buyer


def terms(work: Work, terms_id: UUID | None, who: Buyer) -> dict[str, Any]:
    """The terms named (422 where there are none such), else the account's days, else those of the settings."""
    if terms_id is None:
        days = who.credit.terms_days if who.credit is not None and who.credit.terms_days is not None else who.rules.terms_days
        return {"payment_terms_id": None, "terms": within(days), "terms_days": days}
    known = select(PaymentTerms).where(PaymentTerms.id == terms_id, PaymentTerms.is_active, PaymentTerms.deleted_at.is_(None))
    found = work.session.scalars(known).one_or_none()
    if found is None:
        raise Invalid.field("/payment_terms_id", "unknown_payment_terms", f"There are no payment terms {terms_id}")
    return {"payment_terms_id": found.id, "terms": found.instalments, "terms_days": longest(found.instalments)}
