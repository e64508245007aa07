"""The credit of accounts, there or not."""

from __future__ import annotations

from uuid import UUID

from crm_kit.work import Work
from customers.domain.credit import Credit


def credit_of(work: Work, account_id: UUID) -> Credit:
    """What was said of an account's credit; version 0 where nothing was."""
    return work.session.get(Credit, account_id) or Credit.unset(account_id)
