"""Taking what was put aside for a person's."""

from typing import Any

from crm_contracts.marketing.commands.forms import ReleaseSubmission, SubmitForm
from crm_contracts.marketing.queries.forms import ListSubmissions
from crm_contracts.marketing.queries.messages import ListMessages
from crm_kit.testing.service import ServiceUnderTest


def test_it_goes_the_way_of_all_the_others(crm: ServiceUnderTest, asked: Any, nobody: Any) -> None:
    nobody(SubmitForm, **asked.answer(asked.form(), seconds=0))
    (row,) = crm.ask(ListSubmissions, asked.marketer)["data"]

    released = crm.do(ReleaseSubmission, asked.marketer, submission_id=row["id"], version=row["version"])

    assert (released["status"], released["spam_reason"]) == ("released", "too_fast")
    assert len(crm.events("marketing.lead.qualified.v1")) == 1
    assert [mail["kind"] for mail in crm.ask(ListMessages, asked.marketer)["data"]] == ["acknowledgement"]
    with crm.refused(409, "illegal_transition"):
        crm.do(ReleaseSubmission, asked.marketer, submission_id=row["id"], version=released["version"])
