"""Records over HTTP: made, read, changed, acted on, removed."""

from __future__ import annotations

from typing import Any


def test_creating_answers_201_with_location_and_etag(call: Any) -> None:
    answer = call("POST", "/v1/tools", {"name": "Saw", "price": {"amount": "12.34", "currency": "CNY"}})

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/v1/tools/{answer.json['id']}"
    assert answer.headers["ETag"] == '"1"'
    assert answer.json["price"] == {"amount": "12.34", "currency": "CNY"}


def test_the_location_of_a_new_record_leads_to_it(call: Any) -> None:
    made = call("POST", "/v1/tools", {"name": "Saw"})

    found = call("GET", made.headers["Location"])

    assert found.status_code == 200
    assert found.json == made.json
    assert found.headers["ETag"] == '"1"'
