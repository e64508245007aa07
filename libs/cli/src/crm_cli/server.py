"""The HTTP side: one server, asked patiently. Whatever is repeated keeps its Idempotency-Key, so it takes effect once."""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from collections.abc import Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO
from urllib.parse import quote
from uuid import uuid4

import click
import requests
from requests import exceptions as http
from requests.auth import AuthBase

from crm_cli.failures import Refused, Unreachable, problem_lines

ATTEMPTS = 4
LONGEST_WAIT = 60.0
TIMEOUT = (5.0, 60.0)
_FIRST_WAIT = 0.5
_MAY_PASS = (http.ConnectionError, http.Timeout, http.ChunkedEncodingError)
_WILL_NOT_PASS = (http.SSLError, http.ProxyError)
Query = Sequence[tuple[str, str]]


class _Bearer(AuthBase):
    """Given as auth, and not as a header, it cannot be replaced by what a ~/.netrc says."""

    def __init__(self, token: str):
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Server:
    """`get`, `post`, `patch` and `delete` give the answer's JSON. All raise Refused (4xx) and Unreachable (no answer, 5xx)."""

    def __init__(self, url: str, token: str = ""):
        if not token.isascii() or any(character.isspace() for character in token):
            raise click.UsageError("This is no token")
        self.url = url.rstrip("/")
        self._attempts, self._timeout = ATTEMPTS, TIMEOUT
        self._http = requests.Session()
        self._http.auth = _Bearer(token)
        self._http.headers["User-Agent"] = "crm-cli"

    def hurried(self) -> Server:
        """The same server, for somebody who would rather have no answer than wait."""
        self._attempts, self._timeout = 1, (1.0, 2.0)
        return self

    def get(self, path: str, query: Query = ()) -> Any:
        return _json(self.call("GET", path, query=query))

    def post(self, path: str, body: Any = None, *, version: int | None = None, key: str | None = None) -> Any:
        return _json(self.call("POST", path, body={} if body is None else body, headers=_change(version, key)))

    def patch(self, path: str, body: Any, *, version: int | None = None, key: str | None = None) -> Any:
        return _json(self.call("PATCH", path, body=body, headers=_change(version, key)))

    def delete(self, path: str, *, version: int | None = None, key: str | None = None) -> Any:
        return _json(self.call("DELETE", path, headers=_change(version, key)))

    def upload(self, path: str, file: BinaryIO, kind: str, query: Query) -> Any:
        """POST a file as it is."""
        headers = {"Content-Type": kind, **_change(None, None)}
        return _json(self.call("POST", path, query=query, file=file, headers=headers))

    def version_of(self, path: str) -> int | None:
        """The version a record has now; None where there is nothing to read at its address, or it has no versions."""
        try:
            found = self.get(path)
        except Refused as refusal:
            if refusal.status == 405:
                return None
            raise
        return found.get("version") if isinstance(found, dict) else None

    def call(
        self, method: str, path: str, *, query: Query = (), body: Any = None, file: BinaryIO | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> requests.Response:  # fmt: skip
        """The answer, if it is a success; asks again, a few times, while there is hope."""
        for attempt in range(1, self._attempts + 1):
            answer = self._once(method, path, query, body, file, headers or {})
            if isinstance(answer, requests.Response) and answer.ok and not answer.is_redirect:
                return answer
            wait = _seconds_to_wait(answer, attempt)
            if wait is None or attempt == self._attempts:
                raise self._failure(answer)
            _say_that_it_takes_longer(wait)
            time.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _once(
        self, method: str, path: str, query: Query, body: Any, file: BinaryIO | None, headers: Mapping[str, str]
    ) -> requests.Response | requests.RequestException:
        if file is not None:
            file.seek(0)
        try:
            return self._http.request(
                method, self.url + path, params=list(query), json=body, data=file, headers=dict(headers),
                timeout=self._timeout, allow_redirects=False,
            )  # fmt: skip
        except requests.RequestException as error:
            return error

    def _failure(self, answer: requests.Response | requests.RequestException) -> click.ClickException:
        if isinstance(answer, requests.RequestException):
            return Unreachable(f"{self.url} cannot be reached: {_reason(answer)}")
        if answer.is_redirect:
            return Unreachable(f"{self.url} says that it is at {answer.headers['Location']}; name that URL")
        problem = _problem(answer)
        return Refused(problem) if answer.status_code < 500 else Unreachable("\n".join(problem_lines(problem)))


def path_of(collection: str, *further: str) -> str:
    """The address of a collection, a record or what is below it; `accounts/ID/360` and `/v1/accounts` are understood."""
    parts = [part for part in collection.removeprefix("/v1/").split("/") if part] + list(further)
    if not parts or any(part in (".", "..") for part in parts):
        raise click.UsageError(f"'{collection}' is no collection; `crm routes` lists them")
    return "/v1/" + "/".join(quote(part, safe=":") for part in parts)


def new_key() -> str:
    """An Idempotency-Key that nobody has used."""
    return uuid4().hex


def _change(version: int | None, key: str | None) -> dict[str, str]:
    stated = {} if version is None else {"If-Match": f'"{version}"'}
    return {"Idempotency-Key": key or new_key(), **stated}


def _json(answer: requests.Response) -> Any:
    if not answer.content:
        return None
    try:
        return answer.json()
    except requests.JSONDecodeError as error:
        raise Unreachable(f"{answer.url} answers, but not as a CRM does; is the URL right?") from error


def _problem(answer: requests.Response) -> dict[str, Any]:
    plain = {"status": answer.status_code, "title": answer.reason or "Refused"}
    try:
        found = answer.json()
    except requests.JSONDecodeError:
        return plain
    return plain | found | {"status": answer.status_code} if isinstance(found, dict) else plain


def _seconds_to_wait(answer: requests.Response | requests.RequestException, attempt: int) -> float | None:
    """None where waiting is in vain."""
    usual = _FIRST_WAIT * 2 ** (attempt - 1) * random.uniform(0.8, 1.2)  # noqa: S311
    if isinstance(answer, requests.RequestException):
        return usual if isinstance(answer, _MAY_PASS) and not isinstance(answer, _WILL_NOT_PASS) else None
    if not _is_worth_repeating(answer):
        return None
    wanted = _retry_after(answer.headers.get("Retry-After"))
    return usual if wanted is None else (wanted if wanted <= LONGEST_WAIT else None)


def _is_worth_repeating(answer: requests.Response) -> bool:
    """Busy, broken for the moment, or still at work on the same request."""
    if answer.status_code == 409:
        return bool(_problem(answer).get("code") == "in_progress")
    return answer.status_code == 429 or answer.status_code >= 500


def _retry_after(header: str | None) -> float | None:
    """Seconds from now; the header holds seconds or a date."""
    if header is None:
        return None
    if header.isdecimal():
        return float(header)
    try:
        return max(0.0, (parsedate_to_datetime(header) - dt.datetime.now(dt.UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _say_that_it_takes_longer(wait: float) -> None:
    if sys.stderr.isatty():
        click.echo(f"No answer yet, asking again in {max(1, round(wait))} s", err=True)


def _reason(error: requests.RequestException) -> str:
    if isinstance(error, http.Timeout):
        return "no answer in time"
    if isinstance(error, http.SSLError):
        return "its certificate is not trusted"
    return "nothing answers there" if isinstance(error, http.ConnectionError) else str(error)
