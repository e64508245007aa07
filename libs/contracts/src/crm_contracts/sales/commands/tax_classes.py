"""What one can do with tax classes."""

from __future__ import annotations

from uuid import UUID

from crm_contracts.sales.document_words import Rate
from crm_contracts.sales.order_words import TaxCode
from crm_contracts.sales.views.tax_classes import TaxClassView
from crm_kit.messages import command
from crm_kit.words import UNSET, Name, Unset


@command(allow="sales.tax_class.create", returns=TaxClassView)
class CreateTaxClass:
    """A tax rate in per cent. The default one is on what names no tax class; without a default one that is untaxed."""

    code: TaxCode
    name: Name
    rate: Rate
    is_default: bool = False


@command(allow="sales.tax_class.update", returns=TaxClassView)
class ChangeTaxClass:
    """Change a tax class. Documents keep the rate that they were made with."""

    tax_class_id: UUID
    version: int
    name: Name | Unset = UNSET
    rate: Rate | Unset = UNSET
    is_default: bool | Unset = UNSET
    is_active: bool | Unset = UNSET
