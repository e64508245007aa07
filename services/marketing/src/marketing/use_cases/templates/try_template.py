"""Send a template to oneself."""

from __future__ import annotations

from crm_contracts.marketing.commands.templates import TryTemplate
from crm_kit.colleagues import colleague
from crm_kit.errors import Invalid
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.merge import MissingValue
from marketing.domain.send import Send
from marketing.domain.template import Template
from marketing.lookups.composing import UNSUBSCRIBE_FIELD, Content, contact_values, written
from marketing.lookups.templates import reader_like


@app.handles(TryTemplate)
def try_template(command: TryTemplate, work: Work) -> Send:
    template = work.get(Template, command.template_id)
    contact = reader_like(work, command.contact_id)
    me = colleague(work, work.caller.user_id, "/user_id")
    values = {**contact_values(work, contact), "sender.name": me.name, "sender.email": me.email, UNSUBSCRIBE_FIELD: "about:blank"}
    try:
        subject, rich, plain = written(template.parts, {**values, "campaign.name": values["campaign.name"] or template.name})
    except MissingValue as missing:
        raise Invalid.field("/contact_id", "missing_value", f"They have no value for '{missing.path}'") from missing
    content = Content(me.name, me.email, subject, plain, rich, recipient_name=me.name)
    return work.add(Send(kind="test", address=me.email, due_at=work.now, content=content.as_json()))
