"""Send in a form."""

from typing import Any

from crm_contracts.marketing.commands.forms import SubmitForm
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.submission import Submission
from marketing.lookups.strangers import enter_by_form
from marketing.lookups.submitting import arrival, known, take_down, take_in


@app.handles(SubmitForm)
def submit_form(command: SubmitForm, work: Work) -> dict[str, Any]:
    """Whoever looks like a machine is told the same as everybody: it shall not learn by trying."""
    form = enter_by_form(work, command.slug)
    if (before := known(work, form, command.submission_id)) is not None:
        return _told(before)
    form.must_be_open()
    how = arrival(work, command)
    submission = take_down(work, form, command)
    submission.suspect(how, form.min_seconds)
    if submission.status == "accepted":
        take_in(work, form, submission)
    return _told(submission)


def _told(submission: Submission) -> dict[str, Any]:
    return {"submission_id": str(submission.submission_id), "reference": submission.reference}
