"""What one can do with templates."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from crm_contracts.marketing.views.messages import MessageRow
from crm_contracts.marketing.views.templates import TemplateView
from crm_contracts.marketing.words import TemplateChannel
from crm_kit.messages import command
from crm_kit.words import UNSET, Name, Rich, Text, Unset

Subject = Annotated[str, Text(300, least=1)]
Html = Annotated[str, Rich(100_000)]
PlainText = Annotated[str, Text(50_000, lines=True)]


@command(allow="marketing.template.create", returns=TemplateView)
class CreateTemplate:
    """Write a message for many. `{{contact.first_name|friend}}` is a field with what stands in for it where it is empty;
    `{{#if account.name}}…{{else}}…{{/if}}` is shown where the field has a value. A field that does not exist is 422
    `unknown_merge_field`. Of the HTML only harmless markup is kept."""

    name: Name
    subject: Subject
    html: Html = ""
    text: PlainText = ""
    channel: TemplateChannel = "email"
    owner_id: UUID | None = None


@command(allow="marketing.template.update", returns=TemplateView)
class ChangeTemplate:
    """Change a template; not one that a campaign beyond its draft sends (409 `in_use`)."""

    template_id: UUID
    version: int
    name: Name | Unset = UNSET
    subject: Subject | Unset = UNSET
    html: Html | Unset = UNSET
    text: PlainText | Unset = UNSET


@command(allow="marketing.template.delete")
class DeleteTemplate:
    """Delete a template that no campaign needs."""

    template_id: UUID
    version: int


@command(allow="marketing.template.test", returns=MessageRow)
class TryTemplate:
    """Send the template, as it would read for a contact, to the caller's own address."""

    template_id: UUID
    contact_id: UUID
