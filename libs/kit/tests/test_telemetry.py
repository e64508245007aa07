import io
import json
import logging
import urllib.error
import urllib.request

import pytest
import structlog

from crm_kit import telemetry
from crm_kit.probes import serve_probes


@pytest.fixture
def lines():
    root, written = logging.getLogger(), io.StringIO()
    before, level = root.handlers[:], root.level
    telemetry.configure("info", written, service="sales")
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def test_log_lines_are_json_with_the_time_the_level_and_the_service(lines):
    telemetry.log.info("lead converted", lead_id=7)

    (line,) = lines()

    assert (line["event"], line["lead_id"], line["level"], line["service"]) == ("lead converted", 7, "info", "sales")
    assert line["timestamp"].endswith("Z")


def test_lines_of_libraries_look_like_ours(lines):
    logging.getLogger("some.library").warning("slow by %s s", 3)

    (line,) = lines()

    assert (line["event"], line["level"], line["logger"]) == ("slow by 3 s", "warning", "some.library")


@pytest.mark.parametrize(
    "name",
    [
        "password",
        "new_password",
        "access_token",
        "Authorization",
        "cookie",
        "api_key",
        "apikey",
        "signing_key",
        "caller",
    ],
)
def test_secrets_are_not_logged_however_deep_they_lie(lines, name):
    telemetry.log.info("call", **{name: "hush"}, payload={"inner": [{name: "hush"}]})

    (line,) = lines()

    assert "hush" not in json.dumps(line)


def test_passwords_inside_addresses_are_not_logged_even_in_an_exception(lines):
    try:
        raise ConnectionError("cannot reach amqp://sales:hush@broker:5672/")
    except ConnectionError:
        telemetry.log.exception("connection lost")

    (line,) = lines()

    assert "amqp://sales:***@broker:5672/" in line["exception"]
    assert "hush" not in json.dumps(line)


def test_lines_below_the_level_are_left_out(lines):
    telemetry.log.debug("detail")

    assert lines() == []


def test_a_step_continues_the_trace_it_was_given():
    parent = "00-" + "a" * 32 + "-" + "b" * 16 + "-01"

    with telemetry.step(parent):
        child = telemetry.current_traceparent()

    assert child.startswith("00-" + "a" * 32)
    assert child.endswith("-01")
    assert "b" * 16 not in child


@pytest.mark.parametrize("parent", [None, "", "nonsense", "00-" + "A" * 32 + "-" + "b" * 16 + "-01\n"])
def test_without_a_usable_trace_a_step_begins_one(parent):
    with telemetry.step(parent):
        first = telemetry.current_traceparent()
        second = telemetry.current_traceparent()

    assert first == second
    assert len(first) == 55


def test_lines_within_a_step_carry_its_trace_and_fields(lines):
    with telemetry.step("00-" + "c" * 32 + "-" + "b" * 16 + "-01", request_id="r-1"):
        telemetry.log.info("inside")
    telemetry.log.info("outside")

    inside, outside = lines()

    assert (inside["trace_id"], inside["request_id"]) == ("c" * 32, "r-1")
    assert "trace_id" not in outside


def get(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_the_probes_tell_alive_ready_and_metrics():
    port = serve_probes("127.0.0.1", 0, lambda: True)
    telemetry.relay_published.labels(service="probe_test").inc(3)

    metrics = get(port, "/metrics")

    assert get(port, "/livez") == (200, "alive")
    assert get(port, "/readyz") == (200, "ready")
    assert 'crm_relay_published_total{service="probe_test"} 3.0' in metrics[1]
    assert get(port, "/else")[0] == 404


def test_a_process_that_cannot_tell_is_not_ready_but_alive():
    def broken() -> bool:
        raise ConnectionError

    port = serve_probes("127.0.0.1", 0, broken)

    assert get(port, "/readyz") == (503, "not ready")
    assert get(port, "/livez")[0] == 200


def test_a_duration_is_observed_under_its_outcome_also_when_the_block_fails():
    def fail():
        with telemetry.timed(telemetry.operation_seconds, service="timed_test", operation="ping") as labels:
            labels["outcome"] = "broken"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    sample = telemetry.operation_seconds.labels(service="timed_test", operation="ping", outcome="broken")
    assert sample._sum.get() > 0
