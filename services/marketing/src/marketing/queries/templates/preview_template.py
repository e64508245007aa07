"""A template as a contact would get it."""

from __future__ import annotations

from typing import Any

from crm_contracts.marketing.queries.templates import PreviewTemplate
from crm_contracts.marketing.views.templates import PreviewView
from crm_kit.messages import dump
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.template import Template
from marketing.lookups.composing import UNSUBSCRIBE_FIELD, contact_values, written
from marketing.lookups.templates import reader_like


@app.answers(PreviewTemplate)
def preview_template(query: PreviewTemplate, work: Work) -> dict[str, Any]:
    template = work.get(Template, query.template_id)
    own = {"campaign.name": template.name, "sender.name": "…", "sender.email": "…", UNSUBSCRIBE_FIELD: "about:blank"}
    values = {**contact_values(work, reader_like(work, query.contact_id)), **own}
    missing = [path for path in template.needed if not values.get(path)]
    subject, rich, plain = written(template.parts, {**values, **{path: f"[{path}?]" for path in missing}})
    return dump(None, PreviewView, {"subject": subject, "html": rich, "text": plain, "missing": missing})
