"""What came by a form."""

from typing import Any

from crm_contracts.marketing.commands.forms import SubmitForm
from crm_contracts.marketing.queries.forms import GetSubmission, ListSubmissions
from crm_kit.testing.service import ServiceUnderTest


def test_a_submission_is_its_form_s_owner_s(crm: ServiceUnderTest, asked: Any, nobody: Any) -> None:
    nobody(SubmitForm, **asked.answer(asked.form()))
    (row,) = crm.ask(ListSubmissions, asked.marketer)["data"]

    shown = crm.ask(GetSubmission, asked.marketer, submission_id=row["id"])

    assert (shown["enquirer"]["company"], shown["owner_id"]) == ("Engines", str(asked.marketer.user_id))
    assert "company named +20" in shown["factors"]
    with crm.refused(404):
        crm.ask(GetSubmission, crm.person("marketing.submission.read:own"), submission_id=row["id"])
