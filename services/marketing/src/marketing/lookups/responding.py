"""Taking note of responses, and telling people from machines."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from sqlalchemy import case, func
from sqlalchemy.dialects.postgresql import insert

from crm_kit.model import new_id
from crm_kit.work import Work
from marketing.domain.response import Respondent, Response
from marketing.domain.send import Send

AT_ONCE = dt.timedelta(seconds=2)
_MACHINES = re.compile(
    r"bot\b|crawl|spider|preview|scan|proxy|monitor|curl|wget|python|java/|go-http|headless|barracuda|mimecast|proofpoint|safelinks"
    r"|symantec|trendmicro|fortinet|facebookexternalhit|slack|whatsapp|telegram",
    re.IGNORECASE,
)


def is_machine(work: Work, send: Send) -> bool:
    """Whether it was opened or followed by a mail scanner or a proxy: by its name, or because nobody reads so fast."""
    agent = work.context.get("user_agent") or ""
    at_once = send.sent_at is None or work.now - send.sent_at < AT_ONCE
    return not agent or at_once or bool(_MACHINES.search(agent))


def record_response(work: Work, **fields: Any) -> Response:
    """Keep a response; a person's counts among the contact's first and last."""
    response = work.add(Response(id=new_id(), **fields))
    response.arrive()
    if response.is_human and response.contact_id and response.campaign_id:
        work.session.execute(_met(response))
    return response


def of_send(work: Work, send: Send, kind: str, *, is_human: bool, target: str = "") -> Response:
    """A response to a message of the ledger."""
    about = {"campaign_id": send.campaign_id, "contact_id": send.contact_id, "account_id": send.account_id, "send_id": send.id}
    return record_response(work, kind=kind, is_human=is_human, target=target[:2000], at=work.now, **about)


def _met(response: Response) -> Any:
    """Responses come in any order; the first is the earliest, the last the latest."""
    moments = {"first_at": response.at, "last_at": response.at, "first_kind": response.kind, "last_kind": response.kind}
    about = {name: getattr(response, name) for name in ("campaign_id", "contact_id", "account_id")}
    fresh = insert(Respondent).values(
        id=new_id(), responses=1, version=1, created_at=func.now(), updated_at=func.now(), created_by=response.created_by,
        **about, **moments,
    )  # fmt: skip
    new, old = fresh.excluded, Respondent
    earlier, later = new.first_at < old.first_at, new.last_at >= old.last_at
    return fresh.on_conflict_do_update(index_elements=["campaign_id", "contact_id"], set_={
        "first_at": func.least(old.first_at, new.first_at), "last_at": func.greatest(old.last_at, new.last_at),
        "first_kind": case((earlier, new.first_kind), else_=old.first_kind),
        "last_kind": case((later, new.last_kind), else_=old.last_kind),
        "responses": old.responses + 1, "version": old.version + 1, "updated_at": func.now(),
    })  # fmt: skip
