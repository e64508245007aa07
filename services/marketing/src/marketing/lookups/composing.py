"""What a message says to one recipient."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

import nh3

from crm_kit.work import Work
from marketing.domain.campaign import Campaign
from marketing.domain.copies import AccountCopy, ContactCopy
from marketing.domain.merge import ACCOUNT, CONTACT, Values
from marketing.domain.template import Parts
from marketing.lookups.addresses import Reader

UNSUBSCRIBE_FIELD = "unsubscribe_url"
_LINK = re.compile(r'href="(https?://[^"]+)"')
_BREAKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Content:
    """A message, ready: who it is from, and what it says."""

    sender_name: str
    sender_email: str
    subject: str
    text: str
    html: str = ""
    reply_to: str = ""
    recipient_name: str = ""
    unsubscribe_url: str = ""
    is_automatic: bool = False

    @classmethod
    def kept(cls, content: dict[str, Any]) -> Content:
        """As it was kept in the ledger."""
        return cls(**content)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def values_of(contact: ContactCopy, account: AccountCopy | None, campaign: Campaign | None = None) -> dict[str, str]:
    """The values of all merge fields, "" where there is none."""
    found = {f"contact.{name}": getattr(contact, name) or "" for name in CONTACT}
    found |= {f"account.{name}": (getattr(account, name) or "") if account is not None else "" for name in ACCOUNT}
    named = (campaign.name, campaign.sender_name, campaign.sender_email or "") if campaign is not None else ("", "", "")
    return {**found, **dict(zip(("campaign.name", "sender.name", "sender.email"), named, strict=True))}


def contact_values(work: Work, contact: ContactCopy, campaign: Campaign | None = None) -> dict[str, str]:
    """The values for a contact, with those of its account."""
    account = work.session.get(AccountCopy, contact.account_id) if contact.account_id else None
    return values_of(contact, account if account is None or not account.is_deleted else None, campaign)


def written(parts: Parts, values: Values) -> tuple[str, str, str]:
    """Subject, HTML and plain text for these values; MissingValue where one is needed and not there.

    The HTML is cleaned once more after the values are in it: a value must not become markup, not even inside a link.
    """
    subject = _BREAKS.sub(" ", parts.subject.render(values)).strip()
    rich = nh3.clean(parts.html.render(values, html.escape))
    plain = parts.text.render(values) or html.unescape(nh3.clean(rich, tags=set())).strip()
    return subject, rich, plain


def campaign_content(campaign: Campaign, contact: ContactCopy, parts: Parts, values: dict[str, str], reader: Reader) -> Content:
    """A campaign's message to a contact, with the way out that every one of them has."""
    way_out = reader.unsubscribe()
    subject, rich, plain = written(parts, {**values, UNSUBSCRIBE_FIELD: way_out})
    if UNSUBSCRIBE_FIELD not in {path for part in (parts.html, parts.text) for path in part.paths()}:
        plain = f"{plain}\n\n--\nUnsubscribe: {way_out}\n"
        rich = f'{rich}<p><a href="{way_out}">Unsubscribe</a></p>' if rich else ""
    return Content(
        campaign.sender_name, campaign.sender_email or "", subject, plain, _followed(rich, way_out, reader),
        campaign.reply_to or "", contact.name, way_out,
    )  # fmt: skip


def _followed(rich: str, way_out: str, reader: Reader) -> str:
    """The HTML with links that tell of clicks, and the picture that tells of the opening; the way out is left as it is."""
    if not rich:
        return ""

    def follow(link: re.Match[str]) -> str:
        url = html.unescape(link[1])
        return link[0] if url == way_out else f'href="{reader.click(url)}"'

    return f'{_LINK.sub(follow, rich)}<img src="{reader.open()}" alt="" width="1" height="1">'


def fingerprint(subject: str, rich: str, plain: str) -> str:
    """The same for whatever says the same, whoever it is said to."""
    return hashlib.sha256("\0".join((subject, rich, plain)).encode()).hexdigest()


def reader(work: Work, campaign: Campaign, send_id: UUID, contact_id: UUID) -> Reader:
    return Reader(work.caller.tenant_id, send_id, contact_id, campaign.channel, campaign.topic)
