"""crm events."""

from __future__ import annotations

import datetime as dt
import itertools
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from crm_cli.cells import text_of
from crm_cli.failures import Unreachable
from crm_cli.output import chosen, one_form, show_rows
from crm_cli.session import Session, pass_session

if TYPE_CHECKING:
    from crm_kit.events import Start

_LINE = "{offset:>10}  {time:<20}  {type:<44}  {subject}"


class _Start(click.ParamType["Start"]):
    """first, next, an offset, or a time; one without an offset from UTC is UTC."""

    name = "start"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Start:
        if value in ("first", "next"):
            return str(value)
        if str(value).isdecimal():
            return int(value)
        try:
            moment = dt.datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is none of first, next, an offset, a time such as 2026-11-21T12:00:00Z", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


@click.group()
def events() -> None:
    """Watch what happens, from the broker's event stream."""


@events.command()
@click.option("--type", "types", multiple=True, metavar="PATTERN", help="'sales.lead.*'; repeatable.  [default: all]")
@click.option("--from", "start", type=_Start(), default="next", show_default=True, help="first, next, a time, or an offset.")
@click.option("--limit", type=click.IntRange(1), help="End after so many.  [default: never]")
@one_form
@pass_session
def tail(session: Session, types: tuple[str, ...], start: Start, limit: int | None, form: str | None) -> None:
    """Print events as they come, until Ctrl-C. The broker is CRM_AMQP_URL, or what `crm login --amqp-url` keeps."""
    found = itertools.islice(_events(_amqp_url(session), types, start), limit)
    with suppress(KeyboardInterrupt):
        _print(found, chosen(form))


def _print(found: Iterator[dict[str, Any]], form: str) -> None:
    """Line by line: a table would wait for the last of them."""
    if form == "json":
        show_rows(found, form)
    for event in found:
        shown = {name: text_of(event.get(name)) for name in ("offset", "time", "type", "subject")}
        click.echo(_LINE.format(**shown).rstrip())


def _amqp_url(session: Session) -> str:
    url = os.environ.get("CRM_AMQP_URL") or session.profile.amqp_url
    if not url:
        raise click.UsageError("Which broker? Set CRM_AMQP_URL, or `crm login --amqp-url URL`")
    return url


def _events(url: str, types: tuple[str, ...], start: Start) -> Iterator[dict[str, Any]]:
    # Imported here, for no other command should wait for it.
    from crm_kit.events import BrokerAway, EventStream

    logging.getLogger("pika").setLevel(logging.CRITICAL)
    try:
        for event in EventStream(url, start=start, types=types):
            yield {"offset": event.offset, **event.envelope}
    except BrokerAway as error:
        raise Unreachable(f"The events cannot be read: {error}") from error
    except ValueError as error:
        # Its text may hold the address, and with that a password.
        raise click.UsageError("The broker's address is not one; amqp://user@broker.example/ is") from error
