"""What one can ask sales to do."""

from __future__ import annotations

from crm_contracts.sales.views import LeadRow
from crm_kit.messages import command
from crm_kit.words import Email, Name, Note


@command(allow="sales.lead.create", returns=LeadRow)
class CreateLead:
    """Take in an enquiry."""

    company_or_person: Name
    source: Name
    email: Email | None = None
    message: Note = ""
