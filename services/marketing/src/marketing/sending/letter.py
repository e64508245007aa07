"""A message as it travels."""

from __future__ import annotations

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime
from uuid import UUID

from marketing.lookups.composing import Content


@dataclass(frozen=True)
class Letter:
    """A message of the ledger with the address that it goes to; `id` is the same however often it is tried."""

    send_id: UUID
    recipient: str
    content: Content

    @property
    def id(self) -> str:
        return message_id(self.send_id, self.content.sender_email)

    def as_mail(self) -> bytes:
        """The mail, as RFC 5322 has it. ValueError where an address cannot be written."""
        content, mail = self.content, EmailMessage(policy=SMTP)
        mail["From"] = _person(content.sender_name, content.sender_email)
        mail["To"] = _person(content.recipient_name, self.recipient)
        mail["Subject"] = content.subject
        mail["Date"] = format_datetime(localtime())
        mail["Message-ID"] = self.id
        if content.reply_to:
            mail["Reply-To"] = _person("", content.reply_to)
        if content.is_automatic:
            mail["Auto-Submitted"] = "auto-replied"
        if content.unsubscribe_url:
            mail["List-Unsubscribe"] = f"<{content.unsubscribe_url}>"
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mail.set_content(content.text, cte="quoted-printable")
        if content.html:
            mail.add_alternative(content.html, subtype="html", cte="quoted-printable")
        return mail.as_bytes()


def message_id(send_id: UUID, sender_email: str) -> str:
    """What the other side knows the message by."""
    return f"<{send_id}@{ascii_address(sender_email).rpartition('@')[2]}>"


def ascii_address(address: str) -> str:
    """The address as every mail server takes it, its domain in IDNA. ValueError where the part before the @ is not ASCII."""
    local, _, domain = address.rpartition("@")
    local.encode("ascii")
    return f"{local}@{domain.encode('idna').decode()}"


def _person(name: str, address: str) -> Address:
    return Address(display_name=name, addr_spec=ascii_address(address))
