"""Pages for people who have no account here: no script, no cookie, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response
from markupsafe import Markup

from gateway.answer import Answer

POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
STYLE = """
body { font: 16px/1.5 sans-serif; max-width: 40em; margin: 3em auto; padding: 0 1em; color: #222 }
label { display: block; margin: 1em 0 }
input, textarea, select { display: block; width: 100%; padding: .5em; box-sizing: border-box }
input[type=checkbox] { display: inline; width: auto } button { padding: .6em 1.5em } .wrong { color: #a00 }
.away { position: absolute; left: -100em }
"""
_WHOLE = Markup(
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<meta name="robots" content="noindex"><title>{title}</title><link rel="stylesheet" href="/pages.css"></head>'
    "<body><h1>{title}</h1>{body}</body></html>"
)
_FORM = Markup(
    '<p>{intro}</p><form method="post">{fields}{consent}'
    '<div class="away" aria-hidden="true"><label>Leave empty<input name="trap" tabindex="-1" autocomplete="off"></label></div>'
    '<input type="hidden" name="began" value="{began}"><input type="hidden" name="submission_id" value="{submission_id}">'
    '<button type="submit">Send</button></form>'
)
_CONSENT = Markup('<label><input type="checkbox" name="consent" value="yes"> {wording}</label>')
_LABEL = Markup("<label>{label}{mark}{wrong}{input}</label>")
_WRONG = Markup(' <span class="wrong">{message}</span>')
_INPUT = Markup('<input name="{name}" type="{kind}" value="{value}" maxlength="{most}"{required}>')
_AREA = Markup('<textarea name="{name}" rows="6" maxlength="4000"{required}>{value}</textarea>')
_CHOICE = Markup('<select name="{name}"{required}><option value=""></option>{options}</select>')
_OPTION = Markup("<option{chosen}>{value}</option>")
_WAY_OUT = Markup(
    '<p>{question}</p><form method="post"><button name="scope" value="topic">Yes, no more of this</button></form>'
    '<form method="post"><button name="scope" value="everything">Write to me about nothing any more</button></form>'
)
_REQUIRED = Markup(" required")
_KINDS = {"email": ("email", 254), "phone": ("tel", 40)}


def page(title: str, body: str, status: int = 200) -> Response:
    """A page; what is not Markup is text."""
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    return Answer(_WHOLE.format(title=title, body=body), status, content_type="text/html; charset=utf-8", headers=headers)


def form_of(shown: Mapping[str, Any], submission_id: str, given: Mapping[str, str], wrong: Sequence[Mapping[str, str]]) -> Markup:
    """A form with what was filled in already, and what is wrong with it."""
    faults = {each.get("pointer", "").rpartition("/")[2]: each.get("message", "") for each in wrong}
    fields = Markup("").join(_field(each, given, faults) for each in shown["fields"])
    consent = _CONSENT.format(wording=shown["consent_wording"]) if shown["consent_wording"] else ""
    return _FORM.format(
        intro=shown["intro"],
        fields=fields,
        consent=consent,
        began=given.get("began") or shown["began"],
        submission_id=submission_id,
    )


def _field(field: Mapping[str, Any], given: Mapping[str, str], faults: Mapping[str, str]) -> Markup:
    name = field["maps_to"]
    wrong = _WRONG.format(message=faults[name]) if name in faults else ""
    mark = " *" if field["is_required"] else ""
    return _LABEL.format(label=field["label"], mark=mark, wrong=wrong, input=_input(field, given.get(name, "")))


def _input(field: Mapping[str, Any], value: str) -> Markup:
    name, required = field["maps_to"], _REQUIRED if field["is_required"] else ""
    if field["choices"]:
        options = Markup("").join(
            _OPTION.format(value=each, chosen=Markup(" selected") if each == value else "") for each in field["choices"]
        )
        return _CHOICE.format(name=name, required=required, options=options)
    if name == "message":
        return _AREA.format(name=name, required=required, value=value)
    kind, most = _KINDS.get(name, ("text", 100))
    return _INPUT.format(name=name, kind=kind, most=most, value=value, required=required)


def way_out(channel: str, topic: str) -> Markup:
    """The question whether somebody wants no more; looking at it answers nothing."""
    about = "anything" if topic == "all" else f"“{topic}”"
    return _WAY_OUT.format(question=f"Do you want to get no more messages about {about} by {channel}?")
