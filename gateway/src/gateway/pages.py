"""What strangers open in a browser: web forms, the way out of mailings, and the links that messages hold."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, Response, g, request

from crm_contracts.marketing.commands.responses import RecordClick, RecordOpen, Unsubscribe
from crm_contracts.marketing.queries.responses import ShowUnsubscribing
from crm_kit.caller import Signer
from crm_kit.errors import Problem
from gateway.answer import Answer
from gateway.page import STYLE, form_of, page, way_out
from gateway.routes.outreach import LARGEST_SUBMISSION, SHOW, SUBMIT
from gateway.rows import ACTION, GET, Row
from gateway.switchboard import Switchboard
from gateway.visit import Visit

DOORS = ("/f/<slug>", "/u/<token>", "/c/<token>", "/o/<token>", "/pages.css")
_SUBMIT = SUBMIT[0]
_LOOK = GET("/unsubscribing/<token>", ShowUnsubscribing)
_LEAVE = ACTION("/unsubscribing/<token>", Unsubscribe, throttle="form")
_CLICK = ACTION("/clicks/<token>", RecordClick)
_OPEN = ACTION("/openings/<token>", RecordOpen)
_FIELDS = ("company", "full_name", "email", "phone", "message", "product_line")
_PICTURE = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
Reply = dict[str, Any]


def pages(board: Switchboard) -> Blueprint:
    """The doors for strangers, beside the API."""
    blueprint = Blueprint("pages", __name__)
    _forms(blueprint, board)
    _ways_out(blueprint, board)
    _links(blueprint, board)

    @blueprint.get("/pages.css")
    def style() -> Response:
        return Answer(STYLE, content_type="text/css; charset=utf-8", headers={"Cache-Control": "public, max-age=3600"})

    return blueprint


def _forms(blueprint: Blueprint, board: Switchboard) -> None:
    @blueprint.get("/f/<slug>")
    def show(slug: str) -> Response:
        reply = _ask(board, SHOW, {"slug": slug}, "/f/<slug>")
        if "problem" in reply:
            return _none(reply["problem"])
        return page(reply["result"]["name"], form_of(reply["result"], str(uuid4()), {}, ()))

    @blueprint.post("/f/<slug>")
    def submit(slug: str) -> Response:
        request.max_content_length = LARGEST_SUBMISSION
        given = request.form.to_dict()
        body = _body(given)
        reply = _ask(board, _SUBMIT, {"slug": slug, **body}, "/f/<slug>")
        if "problem" not in reply:
            return page("Thank you", f"We have received your message. Its number is {reply['result']['reference']}.")
        if reply["problem"]["status"] != 422:
            return _none(reply["problem"])
        return _again(board, slug, body["submission_id"], given, reply["problem"])


def _body(given: dict[str, str]) -> dict[str, Any]:
    """What a browser sent, as the API takes it. A field left empty was not filled in."""
    enquirer = {name: given[name] for name in _FIELDS if given.get(name)}
    rest = {"began": given.get("began") or None, "trap": given.get("trap", "")}
    return {"enquirer": enquirer, "submission_id": _id(given.get("submission_id")), "consent": "consent" in given, **rest}


def _id(text: str | None) -> str:
    try:
        return str(UUID(text or ""))
    except ValueError:
        return str(uuid4())


def _again(board: Switchboard, slug: str, submission_id: str, given: dict[str, str], problem: Reply) -> Response:
    reply = _ask(board, SHOW, {"slug": slug}, "/f/<slug>")
    if "problem" in reply:
        return _none(reply["problem"])
    return page(reply["result"]["name"], form_of(reply["result"], submission_id, given, problem.get("errors", ())), 422)


def _ways_out(blueprint: Blueprint, board: Switchboard) -> None:
    @blueprint.get("/u/<token>")
    def look(token: str) -> Response:
        """A scanner that opens every link changes nothing by it."""
        reply = _ask(board, _LOOK, {"token": token}, "/u/<token>")
        return _none(reply["problem"]) if "problem" in reply else page("Unsubscribe", way_out(**reply["result"]))

    @blueprint.post("/u/<token>")
    def leave(token: str) -> Response:
        """The button of the page, or of the mail program (RFC 8058)."""
        request.max_content_length = LARGEST_SUBMISSION
        everything = request.form.get("scope") == "everything"
        reply = _ask(board, _LEAVE, {"token": token, "everything": everything}, "/u/<token>")
        return _none(reply["problem"]) if "problem" in reply else page("Done", "We will not write to you about this any more.")


def _links(blueprint: Blueprint, board: Switchboard) -> None:
    signer = Signer(board.settings.signing_key)

    @blueprint.get("/c/<token>")
    def follow(token: str) -> Response:
        """Whoever follows a link gets there, whether it can be noted or not."""
        url = signer.unseal(token, "click")[2]
        if request.method == "GET":
            _note(lambda: _ask(board, _CLICK, {"token": token}, "/c/<token>"))
        return Answer(status=302, headers={"Location": url, "Cache-Control": "no-store"})

    @blueprint.get("/o/<token>")
    def opened(token: str) -> Response:
        if request.method == "GET":
            _note(lambda: _ask(board, _OPEN, {"token": token}, "/o/<token>"))
        return Answer(_PICTURE, content_type="image/gif", headers={"Cache-Control": "no-store"})


def _ask(board: Switchboard, row: Row, payload: dict[str, Any], route: str) -> Reply:
    visit: Visit = g.visit
    visit.route = route
    visit.message_id = visit.message_id or str(uuid4())
    board.admit(row, visit)
    board.slow_down(row, visit, payload)
    return board.ask(row, payload, visit)


def _note(ask: Callable[[], Reply]) -> None:
    try:
        ask()
    except Problem:
        return


def _none(problem: Reply) -> Response:
    status = int(problem.get("status", 500))
    words = {404: "This page is not there.", 409: "This form is closed.", 413: "That was too much."}
    return page("Sorry", words.get(status, "That did not work. Please try again later."), status)
