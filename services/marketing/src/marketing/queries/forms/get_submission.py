"""What came by a form."""

from crm_contracts.marketing.queries.forms import GetSubmission
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.submission import Submission


@app.answers(GetSubmission)
def get_submission(query: GetSubmission, work: Work) -> Submission:
    return work.get(Submission, query.submission_id)
