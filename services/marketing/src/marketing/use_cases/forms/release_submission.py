"""Take a submission that was put aside for a person's."""

from crm_contracts.marketing.commands.forms import ReleaseSubmission
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.form import Form
from marketing.domain.submission import Submission
from marketing.lookups.submitting import take_in


@app.handles(ReleaseSubmission)
def release_submission(command: ReleaseSubmission, work: Work) -> Submission:
    submission = work.get(Submission, command.submission_id, version=command.version, lock=True)
    submission.release()
    take_in(work, work.session.get_one(Form, submission.form_id), submission)
    return submission
