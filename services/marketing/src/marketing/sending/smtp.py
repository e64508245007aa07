"""E-mail by SMTP (RFC 5321), down to the step at which the other side takes responsibility."""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from marketing.sending.channel import Delayed, Down, Refused, Uncertain, Undelivered
from marketing.sending.letter import Letter, ascii_address

_DOT = re.compile(rb"^\.", re.MULTILINE)
_GO_ON = 354
_LONGEST = 150
_MOST_PER_CONNECTION = 100


class SmtpChannel:
    """One connection, kept for several messages. `url` is `smtp://…` (TLS where it is offered) or `smtps://…`."""

    def __init__(self, url: str, timeout: float = 20.0) -> None:
        self._url, self._timeout = urlsplit(url), timeout
        self._server: smtplib.SMTP | None = None
        self._used = 0

    def address(self, sender: str, recipient: str) -> None:
        envelope = _envelope(sender, recipient)
        for is_last in (False, True):
            try:
                self._say(*envelope)
                return
            except (smtplib.SMTPServerDisconnected, OSError) as error:
                was_old = self._used > 1
                self.close()
                if is_last or not was_old:
                    raise Delayed(f"connection lost: {_short(error)}") from error

    def hand_over(self, letter: Letter) -> None:
        try:
            content = letter.as_mail()
        except ValueError as error:
            self.forget()
            raise Refused(f"cannot be written: {_short(error)}") from error
        self._offer()
        self._transfer(content)

    def forget(self) -> None:
        with suppress(smtplib.SMTPException, OSError):
            if self._server is not None:
                self._server.rset()
                return
        self.close()

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
        self._server = None

    def _say(self, sender: str, recipient: str) -> None:
        server = self._connected()
        self._expect(server.mail(sender))
        self._expect(server.rcpt(recipient), is_address=True)

    def _connected(self) -> smtplib.SMTP:
        if self._used >= _MOST_PER_CONNECTION:
            self.close()
        if self._server is None:
            self._server, self._used = self._connect(), 0
        self._used += 1
        return self._server

    def _connect(self) -> smtplib.SMTP:
        try:
            server = self._greeted()
            if self._url.username:
                server.login(unquote(self._url.username), unquote(self._url.password or ""))
            return server
        except (smtplib.SMTPException, OSError) as error:
            raise Down(f"no connection: {_short(error)}") from error

    def _greeted(self) -> smtplib.SMTP:
        host, context = self._url.hostname or "localhost", ssl.create_default_context()
        if self._url.scheme == "smtps":
            return smtplib.SMTP_SSL(host, self._url.port or 465, timeout=self._timeout, context=context)
        server = smtplib.SMTP(host, self._url.port or 25, timeout=self._timeout)
        server.ehlo_or_helo_if_needed()
        if server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
        return server

    def _offer(self) -> None:
        """Up to here nothing of the message has left."""
        assert self._server is not None  # noqa: S101 - it was addressed
        try:
            reply = self._server.docmd("DATA")
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self.close()
            raise Delayed(f"connection lost: {_short(error)}") from error
        if reply[0] != _GO_ON:
            self._expect(reply)
            raise Delayed("the server does not take a message")

    def _transfer(self, content: bytes) -> None:
        assert self._server is not None  # noqa: S101 - it was addressed
        try:
            self._server.send(_DOT.sub(b"..", content) + b"\r\n.\r\n")
            reply = self._server.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise Uncertain(f"connection lost: {_short(error)}") from error
        self._expect(reply)

    def _expect(self, reply: tuple[int, bytes], *, is_address: bool = False) -> None:
        code, said = reply
        if 200 <= code < 300:
            return
        if code == 421:
            self.close()
        else:
            self.forget()
        raise _refusal(code, said, is_address)


def _refusal(code: int, said: bytes, is_address: bool) -> Undelivered:
    why = f"{code} {said.decode('ascii', 'replace')}"[:_LONGEST]
    return Refused(why, is_address=is_address) if code >= 500 else Delayed(why)


def _envelope(sender: str, recipient: str) -> tuple[str, str]:
    try:
        return ascii_address(sender), ascii_address(recipient)
    except ValueError as error:
        raise Refused("the address cannot be written", is_address=True) from error


def _short(error: Exception) -> str:
    return (str(error) or type(error).__name__)[:_LONGEST]
