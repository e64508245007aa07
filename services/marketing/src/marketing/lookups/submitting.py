"""What becomes of a submission: it is answered, counts as a response, and may become a lead; or it waits for somebody's look."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from crm_contracts.marketing.commands.forms import SubmitForm
from crm_contracts.marketing.words import Answers, Enquirer
from crm_kit.errors import NotFound
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.copies import ContactCopy
from marketing.domain.form import Form
from marketing.domain.send import Send
from marketing.domain.submission import Arrival, Submission
from marketing.lookups.addresses import START
from marketing.lookups.choosing import alive
from marketing.lookups.composing import Content, written
from marketing.lookups.responding import record_response

HOUR = dt.timedelta(hours=1)
LONGEST_SECONDS = 7 * 86400.0
MOST_PER_ADDRESS = 60


def start_token(slug: str) -> str:
    """What a form's page is given when it is opened."""
    return app.signer.seal([slug, int(time.time())], START)


def arrival(work: Work, command: SubmitForm) -> Arrival:
    """How it came."""
    return Arrival(command.trap, _seconds(command.slug, command.began), _recently(work, command.enquirer.email))


def _seconds(slug: str, began: str | None) -> float | None:
    try:
        at, when = app.signer.unseal(began or "", START)
    except NotFound:
        return None
    seconds = time.time() - float(when)
    return seconds if at == slug and seconds <= LONGEST_SECONDS else None


def _recently(work: Work, email: str | None) -> int:
    """How many came within an hour for this address; from one computer there may be more, for many share one."""
    since = Submission.at > work.now - HOUR
    of_email = work.session.scalar(select(func.count()).where(since, Submission.email == email)) if email else 0
    of_ip = work.session.scalar(select(func.count()).where(since, Submission.ip == _ip(work))) if _ip(work) else 0
    return (of_email or 0) + (MOST_PER_ADDRESS if (of_ip or 0) >= MOST_PER_ADDRESS else 0)


def _ip(work: Work) -> str:
    return str(work.context.get("ip") or "")


def known(work: Work, form: Form, submission_id: UUID) -> Submission | None:
    """The submission that came before under this id. Twins wait for each other, so that the second finds the first."""
    key = f"submission {form.id} {submission_id}"
    work.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    same = (Submission.form_id == form.id, Submission.submission_id == submission_id)
    return work.session.scalars(select(Submission).where(*same)).one_or_none()


def take_down(work: Work, form: Form, command: SubmitForm) -> Submission:
    """Keep what was sent, word for word."""
    enquirer = _enquirer(command.enquirer)
    form.check(enquirer)
    submission = Submission(
        form_id=form.id, submission_id=command.submission_id, purpose=form.purpose, enquirer=enquirer, email=enquirer.email or "",
        ip=_ip(work), campaign_id=form.campaign_id, owner_id=form.owner_id, team_path=form.team_path, at=work.now,
        reference=work.numbers("E", 1)[0],
    )  # fmt: skip
    if command.consent and form.consent_channels:
        submission.agreed(form.consent_channels, form.consent_wording)
    return work.add(submission)


def _enquirer(answers: Answers) -> Enquirer:
    given = {name: getattr(answers, name) for name in Enquirer.__dataclass_fields__}
    return Enquirer(**{**given, "phone": answers.phone or None})


def take_in(work: Work, form: Form, submission: Submission) -> None:
    """It is a person's: answer it, count it, and pass it on to sales where it is good enough."""
    contact = _contact(work, submission.email)
    contact_id, account_id = (contact.id, contact.account_id) if contact is not None else (None, None)
    response = record_response(
        work, campaign_id=form.campaign_id, contact_id=contact_id, account_id=account_id, submission_id=submission.id, kind="form",
        is_human=True, at=submission.at, product_line=_given(submission)["product_line"] or "",
    )  # fmt: skip
    submission.accept(response.id)
    submission.rate()
    if form.purpose == "lead" and submission.score >= form.qualify_at:
        submission.qualify(form.source, None)
    if submission.email:
        _acknowledge(work, form, submission)


def _contact(work: Work, email: str) -> ContactCopy | None:
    if not email:
        return None
    same = select(ContactCopy).where(func.lower(ContactCopy.email) == email.lower(), alive())
    return work.session.scalars(same.order_by(ContactCopy.id).limit(1)).one_or_none()


def _acknowledge(work: Work, form: Form, submission: Submission) -> None:
    """By the ledger, as everything is sent: once, and before what many get."""
    values = {f"enquirer.{name}": value or "" for name, value in _given(submission).items()}
    subject, _, plain = written(form.reply, {**values, "reference": submission.reference, "form.name": form.name})
    name = values["enquirer.full_name"]
    content = Content(form.sender_name, form.sender_email, subject, plain, recipient_name=name, is_automatic=True)
    work.add(Send(
        kind="acknowledgement", submission_id=submission.id, address=submission.email, due_at=work.now, content=content.as_json(),
    ))  # fmt: skip


def _given(submission: Submission) -> dict[str, Any]:
    found = submission.enquirer
    return found if isinstance(found, dict) else {name: getattr(found, name) for name in Enquirer.__dataclass_fields__}
