"""What can go wrong, as few lines that a person can act on, and as an exit code: 1 refused, 2 usage, 3 not reachable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click

from crm_cli.cells import plain

_HINTS = {401: "Sign in with: crm login", 428: "Name the version that you mean: --version N"}
_NO_SUCH_ADDRESS = ("Not Found", "Method Not Allowed")


class Refused(click.ClickException):
    """The server understood and said no (4xx); repeating it changes nothing."""

    exit_code = 1

    def __init__(self, problem: Mapping[str, Any]):
        super().__init__("\n".join(problem_lines(problem)))
        self.problem = problem

    @property
    def status(self) -> int:
        return int(self.problem["status"])


class Unreachable(click.ClickException):
    """No answer, or only 5xx, however often it was asked."""

    exit_code = 3


def problem_lines(problem: Mapping[str, Any]) -> Iterator[str]:
    """Title, detail, one line for each error with its place, and what one can do about it."""
    yield f"{problem.get('title') or 'Refused'} ({problem['status']} {problem.get('code', '')}".rstrip() + ")"
    if problem.get("title") in _NO_SUCH_ADDRESS:
        yield "  The server has nothing of the kind; what there is: crm routes"
    else:
        yield from _explanations(problem)
    yield from _what_is_there(problem)
    if hint := _HINTS.get(problem["status"]):
        yield f"  {hint}"
    if problem.get("request_id") and problem["status"] >= 500:
        yield f"  Request {problem['request_id']}"


def _explanations(problem: Mapping[str, Any]) -> Iterator[str]:
    errors = problem.get("errors") or ()
    if problem.get("detail") and problem["detail"] not in [error.get("message") for error in errors]:
        yield f"  {plain(problem['detail'])}"
    yield from (plain(_error_line(error)) for error in errors)


def _error_line(error: Mapping[str, Any]) -> str:
    place = error.get("pointer") or error.get("parameter") or error.get("code") or "error"
    return f"  {place}: {error.get('message') or error.get('code')}"


def _what_is_there(problem: Mapping[str, Any]) -> Iterator[str]:
    if problem["status"] == 412 and problem.get("version"):
        changed = ", ".join(problem.get("changed") or ())
        yield f"  It is at version {problem['version']} now" + (f"; changed since: {changed}" if changed else "")
    if "allowed" in problem:
        yield f"  Possible now: {', '.join(problem['allowed']) or 'nothing'}"
