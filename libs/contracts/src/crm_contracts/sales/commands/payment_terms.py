"""What one can do with payment terms."""

from __future__ import annotations

from uuid import UUID

from crm_contracts.sales.document_words import Terms
from crm_contracts.sales.views.payment_terms import PaymentTermsView
from crm_kit.messages import command
from crm_kit.words import UNSET, Name, Unset


@command(allow="sales.payment_terms.create", returns=PaymentTermsView)
class CreatePaymentTerms:
    """Say how a customer may pay: instalments that add up to 100 per cent, else 422 `not_hundred_percent`."""

    name: Name
    instalments: Terms


@command(allow="sales.payment_terms.update", returns=PaymentTermsView)
class ChangePaymentTerms:
    """Change payment terms. Orders keep those that they were made with."""

    payment_terms_id: UUID
    version: int
    name: Name | Unset = UNSET
    instalments: Terms | Unset = UNSET
    is_active: bool | Unset = UNSET
