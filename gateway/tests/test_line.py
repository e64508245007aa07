"""Messages put together by hand are what pika itself would read."""

from __future__ import annotations

from typing import Any

import pytest
from pika import frame, spec

from gateway.line import _body, _head, _method


def decoded(content: bytes) -> list[Any]:
    frames = []
    while content:
        size, found = frame.decode_frame(content)
        assert found is not None
        frames.append(found)
        content = content[size:]
    return frames


def test_a_message_is_a_method_a_header_and_its_content() -> None:
    method, header, body = decoded(
        _method(3, "nameko-rpc", "sales.ping") + _head(3, "reply.1", 2, "77", "5000") + _body(3, b"{}", 100)
    )

    assert {each.channel_number for each in (method, header, body)} == {3}
    assert isinstance(method.method, spec.Basic.Publish)
    assert (method.method.exchange, method.method.routing_key, method.method.mandatory) == ("nameko-rpc", "sales.ping", True)
    properties = header.properties
    assert (properties.content_type, properties.content_encoding) == ("application/json", "utf-8")
    assert (properties.correlation_id, properties.reply_to, properties.expiration) == ("77", "reply.1", "5000")
    assert (properties.delivery_mode, header.body_size, body.fragment) == (1, 2, b"{}")


@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 250, 1000])
def test_content_that_is_too_long_for_a_frame_is_divided(size: int) -> None:
    content = bytes(number % 251 for number in range(size))

    frames = decoded(_body(1, content, 100)) if size else []

    assert b"".join(each.fragment for each in frames) == content
    assert all(len(each.fragment) <= 100 for each in frames)


def test_a_call_as_large_as_requests_may_be_arrives(call: Any) -> None:
    tree = {"or": [{"field": "name", "op": "in", "value": [f"{'y' * 480}{number}" for number in range(100)]}] * 19}

    answer = call("POST", "/v1/tools/search", {"where": tree, "limit": 1})

    assert answer.status_code == 200
