"""Customers who wait for help are not sold to as though nothing were the matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_contracts.sales.order_words import OpenTicket
from crm_kit.errors import Conflict
from crm_kit.messages import as_json
from crm_kit.work import Work
from sales.domain.copies import AccountCopy, TicketCopy

MOST = 50


def open_problems(work: Work, account_id: UUID) -> list[OpenTicket]:
    """The open complaints, escalated and overdue tickets of all accounts in the account's tree."""
    tree = _tree(account_id)
    problems = select(TicketCopy).where(TicketCopy.account_id.in_(tree), TicketCopy.problem.is_not(None))
    found: Sequence[Any] = work.session.scalars(problems.order_by(TicketCopy.number).limit(MOST)).all()
    return [OpenTicket(id=each.id, number=each.number, account_id=each.account_id, problem=each.problem) for each in found]


def acknowledged_problems(work: Work, account_id: UUID, acknowledged: bool) -> list[OpenTicket]:
    """Those tickets, as they are acknowledged; Conflict (409 `open_problem`) that lists them where they are not."""
    problems = open_problems(work, account_id)
    if problems and not acknowledged:
        raise Conflict("The customer waits for help; acknowledge that first", code="open_problem", tickets=as_json(problems))
    return problems


def _tree(account_id: UUID) -> Any:
    """The ids of the account, those above it and everything below these."""
    above = select(AccountCopy.id, AccountCopy.parent_id).where(AccountCopy.id == account_id).cte("above", recursive=True)
    above = above.union(select(AccountCopy.id, AccountCopy.parent_id).where(AccountCopy.id == above.c.parent_id))
    below = select(above.c.id).cte("below", recursive=True)
    below = below.union(select(AccountCopy.id).where(AccountCopy.parent_id == below.c.id))
    return select(below.c.id)
