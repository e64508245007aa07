"""crm-dead: the events that a service has given up, to look at, to try again, or to drop."""

import argparse
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pika import BasicProperties

from crm_kit.broker import BrokerAway, Outgoing, Publisher, Receipt, blocking_channel, event_properties
from crm_kit.deliveries import ATTEMPTS, FAILED_AT, QUEUE, REASON
from crm_kit.settings import SettingError, Settings
from crm_kit.topology import dead, direct


@dataclass(frozen=True)
class DeadLetter:
    """An event that was given up: which, where, why and when."""

    id: str
    queue: str
    type: str
    reason: str
    attempts: int
    failed_at: str
    body: bytes
    app_id: str

    @classmethod
    def of(cls, properties: BasicProperties, body: bytes) -> "DeadLetter":
        """The letter in a message of the dead queue. One without an id goes by a digest of its body."""
        headers: dict[str, Any] = dict(properties.headers or {})
        queue, reason = _by_broker(headers)
        return cls(
            id=properties.message_id or hashlib.sha256(body).hexdigest()[:16],
            queue=str(headers.get(QUEUE, queue)),
            type=properties.type or "",
            reason=str(headers.get(REASON, reason)),
            attempts=int(headers.get(ATTEMPTS, 0)),
            failed_at=str(headers.get(FAILED_AT, "")),
            body=body,
            app_id=properties.app_id or "",
        )

    def as_dict(self) -> dict[str, Any]:
        """What a person wants to see of it in a list."""
        return {
            "id": self.id,
            "queue": self.queue,
            "type": self.type,
            "attempts": self.attempts,
            "failed_at": self.failed_at,
            "reason": self.reason,
        }


def _by_broker(headers: dict[str, Any]) -> tuple[str, str]:
    """Queue and reason of a message that the broker gave up, after it had taken its process with it again and again."""
    deaths = headers.get("x-death") or [{}]
    return str(deaths[0].get("queue", "")), f"given up by the broker: {deaths[0].get('reason', 'unknown')}"


Choice = Callable[[DeadLetter], bool]


class DeadLetters:
    """The dead queue of one service."""

    def __init__(self, service: str, amqp_url: str) -> None:
        self._service, self._url = service, amqp_url

    def all(self, limit: int = 1000) -> list[DeadLetter]:
        """The oldest letters. They stay where they are."""
        with blocking_channel(self._url, f"{self._service} dead letters") as channel:
            return [letter for _, letter in self._each(channel, limit)]

    def drop(self, chosen: Choice) -> int:
        """Forget the chosen letters. Gives how many."""
        return self._settle(chosen, lambda _letter: None)

    def replay(self, chosen: Choice) -> int:
        """Send the chosen letters to the queues they came from, as if they had never failed. Gives how many."""
        publisher = Publisher(self._url, f"{self._service} dead letters")
        try:
            return self._settle(chosen, lambda letter: self._send(publisher, letter))
        finally:
            publisher.close()

    def _send(self, publisher: Publisher, letter: DeadLetter) -> None:
        properties = event_properties(letter.id, letter.type, letter.app_id)
        (receipt,) = publisher.publish([Outgoing(direct(self._service), letter.queue, letter.body, properties)])
        if receipt is not Receipt.CONFIRMED:
            raise NotReplayed(f"{letter.queue} does not take {letter.id}: {receipt.value}")

    def _settle(self, chosen: Choice, settle: Callable[[DeadLetter], None]) -> int:
        settled = 0
        with blocking_channel(self._url, f"{self._service} dead letters") as channel:
            for tag, letter in self._each(channel, None):
                if chosen(letter):
                    settle(letter)
                    channel.basic_ack(tag)
                    settled += 1
        return settled

    def _each(self, channel: Any, limit: int | None) -> Iterator[tuple[int, DeadLetter]]:
        """Those there are now; whatever is not acknowledged is back when the channel closes."""
        there = channel.queue_declare(dead(self._service), passive=True).method.message_count
        for _ in range(there if limit is None else min(there, limit)):
            method, properties, body = channel.basic_get(dead(self._service))
            if method is None:
                return
            yield method.delivery_tag, DeadLetter.of(properties, body)


class NotReplayed(Exception):
    """The original queue does not take the letter, which therefore stays."""


def main(arguments: Sequence[str] | None = None) -> int:
    """crm-dead list|show|replay|drop SERVICE [ID] [--reaction NAME] [--all]"""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.action != "list" and not (options.id or options.all or options.reaction):
        parser.error("name an id, a --reaction, or --all")
    try:
        service = options.service.replace("-", "_")
        letters = DeadLetters(service, Settings.from_env(service).amqp_url)
        return _act(letters, options, _choice(service, options))
    except (SettingError, BrokerAway, NotReplayed) as error:
        parser.exit(1, f"{parser.prog}: {error}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="crm-dead", description="Events that a service has given up.")
    parser.add_argument("action", choices=["list", "show", "replay", "drop"])
    parser.add_argument("service", metavar="SERVICE")
    parser.add_argument("id", nargs="?", metavar="ID", help="of one event")
    parser.add_argument("--reaction", help="only what this reaction has given up")
    parser.add_argument("--all", action="store_true", help="every one")
    parser.add_argument("--limit", type=int, default=100, help="how many to list at most (100)")
    return parser


def _choice(service: str, options: argparse.Namespace) -> Choice:
    def chosen(letter: DeadLetter) -> bool:
        is_meant = options.id in (None, letter.id)
        return is_meant and (not options.reaction or letter.queue == f"{service}.{options.reaction}")

    return chosen


def _act(letters: DeadLetters, options: argparse.Namespace, chosen: Choice) -> int:
    if options.action in ("replay", "drop"):
        count = letters.replay(chosen) if options.action == "replay" else letters.drop(chosen)
        print(f"{count} {'replayed' if options.action == 'replay' else 'dropped'}")
        return 0 if count or options.all else 1
    found = [letter for letter in letters.all(options.limit) if chosen(letter)]
    for letter in found:
        more = {"body": letter.body.decode(errors="replace")} if options.action == "show" else {}
        print(json.dumps({**letter.as_dict(), **more}, ensure_ascii=False))
    return 0 if found or options.action == "list" else 1


if __name__ == "__main__":
    raise SystemExit(main())
