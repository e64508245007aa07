"""Routes of what marketing sends and what comes back: templates, messages, responses, forms."""

from __future__ import annotations

from crm_contracts.marketing.commands import forms, messages, responses, templates
from crm_contracts.marketing.queries import forms as ask_forms
from crm_contracts.marketing.queries import messages as ask_messages
from crm_contracts.marketing.queries import responses as ask_responses
from crm_contracts.marketing.queries import templates as ask_templates
from gateway.rows import ACTION, CHANGE, CREATE, GET, LIST, REMOVE

TEMPLATE = "/templates/<uuid:template_id>"
MESSAGE = "/messages/<uuid:message_id>"
FORM = "/forms/<uuid:form_id>"
SUBMISSION = "/form-submissions/<uuid:submission_id>"
LARGEST_SUBMISSION = 64 * 1024

SUBMIT = CREATE(
    "/forms/<slug>/submissions", forms.SubmitForm, batch=False, throttle="form", largest=LARGEST_SUBMISSION, location=""
)  # fmt: skip
SHOW = GET("/public-forms/<slug>", ask_forms.ShowForm)

ROWS = [
    *LIST("/templates", ask_templates.ListTemplates),
    *CREATE("/templates", templates.CreateTemplate),
    GET(TEMPLATE, ask_templates.GetTemplate),
    CHANGE(TEMPLATE, templates.ChangeTemplate),
    REMOVE(TEMPLATE, templates.DeleteTemplate),
    GET(f"{TEMPLATE}/preview", ask_templates.PreviewTemplate),
    ACTION(f"{TEMPLATE}/actions/try", templates.TryTemplate),
    *LIST("/messages", ask_messages.ListMessages),
    GET(MESSAGE, ask_messages.GetMessage),
    ACTION(f"{MESSAGE}/actions/resolve", messages.ResolveMessage),
    ACTION(f"{MESSAGE}/actions/report-bounce", messages.ReportBounce),
    GET("/campaigns/<uuid:campaign_id>/counters", ask_messages.CountCampaign),
    *LIST("/responses", ask_responses.ListResponses),
    *CREATE("/responses", responses.RecordResponse),
    *LIST("/respondents", ask_responses.ListRespondents),
    *LIST("/forms", ask_forms.ListForms),
    *CREATE("/forms", forms.CreateForm),
    GET(FORM, ask_forms.GetForm),
    CHANGE(FORM, forms.ChangeForm),
    REMOVE(FORM, forms.DeleteForm),
    ACTION(f"{FORM}/actions/close", forms.CloseForm),
    ACTION(f"{FORM}/actions/reopen", forms.ReopenForm),
    SHOW,
    *SUBMIT,
    *LIST("/form-submissions", ask_forms.ListSubmissions),
    GET(SUBMISSION, ask_forms.GetSubmission),
    ACTION(f"{SUBMISSION}/actions/release", forms.ReleaseSubmission),
]
