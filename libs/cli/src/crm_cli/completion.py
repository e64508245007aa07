"""What the shell may offer for a word. It never fails and never waits long: without an answer there is nothing to offer."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

from crm_cli.routes import Route, known_routes
from crm_cli.session import session_of

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def collections_for(verb: str) -> Complete:
    """The collections with which the verb can be said."""

    def complete(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
        return _offers(((route.collection, route.summary) for route in _routes(context) if route.verb == verb), begun)

    return complete


def actions(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The actions on a record of the collection that stands before, once its id is there too."""
    collection, words = context.params.get("collection"), context.params.get("words") or ()
    if len(words) > 1:
        return []
    found = (route for route in _routes(context) if route.verb == "act" and route.collection == collection)
    return _offers(((route.action, route.summary) for route in found if route.has_id == bool(words)), begun)


def _routes(context: click.Context) -> list[Route]:
    try:
        return known_routes(session_of(context).server.hurried())
    except click.ClickException:
        return []


def _offers(words: Iterable[tuple[str, str]], begun: str) -> list[CompletionItem]:
    return [CompletionItem(word, help=summary) for word, summary in dict(words).items() if word.startswith(begun)]
