"""An account shared with its children shares its opportunities."""

from __future__ import annotations

from crm_contracts.customers.events import AccountShared, AccountUnshared
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import AccountShare
from sales.lookups.inherited import opportunities_of, pass_on, take_back

TERMS = ("grantee_kind", "grantee_id", "level", "expires_at", "with_children")


@app.reacts(AccountShared)
def on_account_shared(event: AccountShared, work: Work) -> None:
    if _noted(event, work, is_ended=False) and event.with_children:
        given = work.session.get_one(AccountShare, event.share_id)
        if given.expires_at is None or given.expires_at > work.now:
            pass_on(work, given, opportunities_of(work, event.id))


@app.reacts(AccountUnshared)
def on_account_unshared(event: AccountUnshared, work: Work) -> None:
    if _noted(event, work, is_ended=True) and event.with_children:
        take_back(work, event.id, event.grantee_id)


def _noted(event: AccountShared | AccountUnshared, work: Work, is_ended: bool) -> bool:
    terms = {name: getattr(event, name) for name in TERMS}
    return work.copy(AccountShare, event.share_id, account_id=event.id, **terms, is_ended=is_ended)
