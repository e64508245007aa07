"""Note that somebody reacted to a campaign."""

from crm_contracts.marketing.commands.responses import RecordResponse
from crm_kit.errors import Invalid
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.campaign import Campaign
from marketing.domain.response import Response
from marketing.lookups.responding import record_response as note
from marketing.lookups.templates import reader_like


@app.handles(RecordResponse)
def record_response(command: RecordResponse, work: Work) -> Response:
    campaign = work.get(Campaign, command.campaign_id, allow="marketing.campaign.read")
    contact = reader_like(work, command.contact_id)
    at = command.at or work.now
    if at > work.now:
        raise Invalid.field("/at", "in_the_future", "Nobody has responded in the future")
    return note(
        work, campaign_id=campaign.id, contact_id=contact.id, account_id=contact.account_id, kind=command.kind, is_human=True,
        product_line=command.product_line, note=command.note, at=at,
    )  # fmt: skip
