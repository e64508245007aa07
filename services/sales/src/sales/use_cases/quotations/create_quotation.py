"""Offer something to a customer."""

from crm_contracts.sales.commands.quotations import CreateQuotation
from crm_kit.work import Work
from sales.app import app
from sales.domain.quotation import Quotation
from sales.lookups.offers import offer


@app.handles(CreateQuotation)
def create_quotation(command: CreateQuotation, work: Work) -> Quotation:
    return offer(command, work)
