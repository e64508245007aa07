"""Calls over the broker: services that are away, a broker that is, answers that do not come."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from standing import Standing, eventually


def timed(call: Any, *request: Any, **headers: str) -> tuple[Any, float]:
    began = time.monotonic()
    return call(*request, **headers), time.monotonic() - began


@pytest.fixture
def absent(tools: Standing) -> Iterator[None]:
    """The service behind the tools is stopped."""
    tools.stop()
    yield
    tools.start()


@pytest.fixture
def far_tools(tools: Standing, call: Any, absent: None) -> Iterator[Any]:
    """The same service in a process of its own."""
    process = tools.spawn()
    eventually(lambda: call("GET", "/v1/tools").status_code == 200, what="its process")
    yield process
    process.kill()
    process.wait()
    eventually(lambda: tools.consumers() == 0, what="the end of its process")


def test_calls_do_not_mix_up_their_answers(call: Any) -> None:
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda n: call("POST", "/v1/tools", {"name": f"Tool {n}"}).json["name"], range(200)))

    assert answers == [f"Tool {number}" for number in range(200)]


@pytest.mark.slow
def test_a_service_that_is_away_is_503_at_once_and_the_others_answer(call: Any, absent: None) -> None:
    answer, seconds = timed(call, "GET", "/v1/tools")

    assert (answer.status_code, answer.json["code"], answer.headers["Retry-After"]) == (503, "unavailable", "2")
    assert seconds < 2
    assert call("POST", "/v1/sessions", {"email": "a@example.com", "password": "correct"}).status_code == 201


@pytest.mark.slow
def test_a_command_for_a_service_that_is_known_to_be_away_is_not_done_later(call: Any, tools: Standing) -> None:
    tools.stop()
    eventually(lambda: call("GET", "/v1/tools").json["code"] == "unavailable", what="news of its end")
    time.sleep(0.5)
    answer = call("POST", "/v1/tools", {"name": "Saw"})
    tools.start()

    assert (answer.status_code, answer.json["code"]) == (503, "unavailable")
    eventually(lambda: call("GET", "/v1/tools").status_code == 200)
    assert call("GET", "/v1/tools").json["data"] == []


def test_services_that_never_were_there_are_known_as_such_and_the_others_answer(app: Any, call: Any) -> None:
    rpc = app.extensions["gateway"].rpc
    calls = [rpc.send(f"nowhere_{number}", "ping", b"{}", 5, changes=False) for number in range(3)]

    for each in calls:
        with pytest.raises(Exception, match="is not there"):
            each.reply(2)
    eventually(lambda: call("GET", "/v1/tools").status_code == 200, what="the service that is there")


@pytest.mark.slow
def test_a_service_that_is_killed_is_503_within_two_seconds_until_it_is_back(call: Any, far_tools: Any, tools: Standing) -> None:
    far_tools.kill()

    seen = [timed(call, "GET", "/v1/tools") for _ in range(5)]

    assert {answer.status_code for answer, _ in seen} == {503}
    assert max(seconds for _, seconds in seen) < 2
    again = tools.spawn()
    eventually(lambda: call("GET", "/v1/tools").status_code == 200, what="the service")
    again.kill()
    again.wait()


@pytest.mark.slow
def test_a_command_whose_service_dies_under_it_says_that_its_end_is_unknown(call: Any, far_tools: Any) -> None:
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(timed, call, "POST", "/v1/dozes", {"seconds": 20}, Idempotency_Key="doze")
        time.sleep(0.7)
        far_tools.kill()
        answer, seconds = waiting.result()

    assert (answer.status_code, answer.json["code"]) == (503, "outcome_unknown")
    assert "Idempotency-Key" in answer.json["detail"]
    assert "Retry-After" in answer.headers
    assert seconds < 4


@pytest.mark.slow
def test_a_question_that_is_not_answered_in_time_is_504(call: Any, far_tools: Any) -> None:
    os.kill(far_tools.pid, signal.SIGSTOP)

    answer, seconds = timed(call, "GET", "/v1/dozes")

    os.kill(far_tools.pid, signal.SIGCONT)
    assert (answer.status_code, answer.json["code"]) == (504, "deadline_exceeded")
    assert "Retry-After" in answer.headers
    assert 4.5 < seconds < 9


@pytest.mark.slow
def test_a_command_that_is_not_answered_in_time_expires(call: Any, far_tools: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.switchboard.COMMAND_SECONDS", 1.0)
    os.kill(far_tools.pid, signal.SIGSTOP)
    with ThreadPoolExecutor(12) as pool:
        tries = list(pool.map(lambda number: call("POST", "/v1/tools", {"name": f"Tool {number}"}), range(12)))
    time.sleep(1)
    os.kill(far_tools.pid, signal.SIGCONT)

    assert [answer.json["code"] for answer in tries] == ["outcome_unknown"] * 12, tries[0].text
    eventually(lambda: call("GET", "/v1/tools").status_code == 200)
    taken = len(call("GET", "/v1/tools").json["data"])
    assert taken <= 8, "beyond what the service had taken already, nothing is done after its time"


@pytest.mark.slow
def test_a_service_that_does_not_keep_up_leaves_threads_to_the_others(call: Any, far_tools: Any) -> None:
    os.kill(far_tools.pid, signal.SIGSTOP)
    try:
        with ThreadPoolExecutor(8) as pool:
            waiting = [pool.submit(call, "GET", "/v1/dozes") for _ in range(8)]
            time.sleep(2.6)
            answer, seconds = timed(call, "GET", "/v1/tools")
            slow = [each.result() for each in waiting]
    finally:
        os.kill(far_tools.pid, signal.SIGCONT)

    assert (answer.status_code, seconds < 1, "keep up" in answer.json["detail"]) == (503, True, True)
    assert [each.status_code for each in slow] == [504] * 8
    eventually(lambda: call("GET", "/v1/tools").status_code == 200, what="the service")


@pytest.mark.slow
def test_a_broker_that_is_away_is_503_within_two_seconds(wired: Any) -> None:
    call, broker, _ = wired
    assert call("GET", "/v1/tools").status_code == 200
    broker.cut()

    seen = [timed(call, "GET", "/v1/tools") for _ in range(3)]

    assert {answer.status_code for answer, _ in seen} == {503}
    assert all("Retry-After" in answer.headers for answer, _ in seen)
    assert max(seconds for _, seconds in seen) < 2
    broker.mend()
    eventually(lambda: call("GET", "/v1/tools").status_code == 200, what="the broker")


def test_a_connection_that_breaks_is_made_again_before_anybody_notices(wired: Any) -> None:
    call, broker, _ = wired
    call("GET", "/v1/tools")

    for _ in range(3):
        broker.lose()
        time.sleep(0.05)
        assert call("GET", "/v1/tools").status_code == 200


def test_calls_under_way_when_the_broker_is_lost_are_given_up(wired: Any) -> None:
    call, broker, _ = wired
    call("GET", "/v1/tools")
    with ThreadPoolExecutor(2) as pool:
        command = pool.submit(timed, call, "POST", "/v1/dozes", {"seconds": 3})
        question = pool.submit(timed, call, "GET", "/v1/dozes?seconds=3")
        time.sleep(0.5)
        broker.lose()

    assert command.result()[0].json["code"] == "outcome_unknown"
    assert question.result()[0].json["code"] == "unavailable"
    assert max(command.result()[1], question.result()[1]) < 2


@pytest.mark.slow
def test_a_broker_that_hangs_is_503_and_recovers(wired: Any) -> None:
    call, broker, _ = wired
    call("GET", "/v1/tools")
    broker.hang()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(call, "GET", "/v1/dozes")
        time.sleep(4.5)
        answer, seconds = timed(call, "GET", "/v1/tools")
        broker.flow()

    assert (answer.status_code, seconds < 2) == (503, True)
    eventually(lambda: call("GET", "/v1/tools").status_code == 200, what="the broker")


def test_stopping_ends_the_connection_and_its_thread(started: Any, settings: Any) -> None:
    board = started(settings).extensions["gateway"]

    board.stop()

    assert not board.rpc.is_ready
    assert not board.rpc._thread.is_alive()
