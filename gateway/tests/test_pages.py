"""Pages for strangers."""

from __future__ import annotations

from typing import Any

import pytest

from crm_kit.caller import Signer
from crm_kit.testing.databases import SIGNING_KEY
from gateway.page import form_of, page, way_out

SCRIPT = '"><script>alert(1)</script>'
FORM = {
    "slug": "ask", "name": "Ask", "intro": SCRIPT, "began": "mark", "consent_wording": SCRIPT,
    "fields": [
        {"maps_to": "email", "label": SCRIPT, "is_required": True, "choices": []},
        {"maps_to": "message", "label": "Message", "is_required": False, "choices": []},
        {"maps_to": "product_line", "label": "About", "is_required": False, "choices": ["Pumps", SCRIPT]},
    ],
}  # fmt: skip


def test_whatever_people_write_is_shown_as_text() -> None:
    given = {"email": SCRIPT, "message": f"</textarea>{SCRIPT}", "product_line": SCRIPT, "began": SCRIPT}

    shown = page(SCRIPT, form_of(FORM, "id", given, [{"pointer": "/enquirer/email", "message": SCRIPT}])).get_data(as_text=True)

    assert "<script" not in shown
    assert shown.count("&lt;script") >= 9
    assert "</textarea>&#34;" not in shown


def test_a_form_keeps_what_was_filled_in_and_says_what_is_wrong() -> None:
    given = {"email": "nonsense", "message": "Hello", "product_line": "Pumps"}

    shown = form_of(FORM, "the-id", given, [{"pointer": "/enquirer/email", "message": "Not an address"}])

    assert 'value="nonsense"' in shown
    assert '<span class="wrong">Not an address</span>' in shown
    assert ">Hello</textarea>" in shown
    assert "<option selected>Pumps</option>" in shown
    assert 'name="submission_id" value="the-id"' in shown
    assert 'name="trap"' in shown


def test_the_way_out_is_a_question_with_buttons() -> None:
    shown = way_out("email", SCRIPT)

    assert shown.count('<form method="post">') == 2
    assert "<script" not in shown


def test_a_page_runs_nothing_and_loads_nothing_from_elsewhere(anonymous: Any) -> None:
    answer = page("Title", "Text")

    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert anonymous("GET", "/pages.css").content_type == "text/css; charset=utf-8"


def test_a_link_leads_on_even_where_nobody_can_note_it(anonymous: Any) -> None:
    token = Signer(SIGNING_KEY).seal(["0" * 32, "0" * 32, "https://acme.example/?a=1"], "click")

    answer = anonymous("GET", f"/c/{token}")

    assert (answer.status_code, answer.headers["Location"]) == (302, "https://acme.example/?a=1")
    assert anonymous("GET", "/o/anything").content_type == "image/gif"


@pytest.mark.parametrize("forged", ["x", "a.b", "WyJhIl0.c2ln"])
def test_no_link_leads_where_we_have_not_said(anonymous: Any, forged: str) -> None:
    assert anonymous("GET", f"/c/{forged}").status_code == 404


def test_too_much_is_refused(anonymous: Any) -> None:
    answer = anonymous("POST", "/f/ask", b"message=" + b"x" * 70_000, Content_Type="application/x-www-form-urlencoded")

    assert answer.status_code == 413
