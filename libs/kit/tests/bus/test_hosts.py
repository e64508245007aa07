"""What both hosts promise of calls."""

import subprocess
import sys
import time
from uuid import uuid4

import pytest

from crm_kit.topology import Topology

NAMEKO_CLIENT = """
import sys, warnings
warnings.simplefilter("ignore")
import eventlet; eventlet.monkey_patch()
import nameko
from nameko.exceptions import IncorrectSignature, MethodNotFound
from nameko.standalone.rpc import ClusterRpcClient
url, service, signed = sys.argv[1:]
nameko.config.setup({"AMQP_URI": url})
with ClusterRpcClient(timeout=10) as cluster:
    sales = getattr(cluster, service)
    written = sales.write_note(payload={"words": "by nameko"}, caller=signed, message_id="n-1", context={})
    assert written["result"]["words"] == "by nameko" and written["replayed"] is False, written
    assert sales.ping({}, signed) == {"result": None, "version": None, "replayed": False}
    replies = [sales.echo.call_async(payload={"words": str(n)}, caller=signed) for n in range(20)]
    assert [reply.result()["result"]["words"] for reply in replies] == [str(n) for n in range(20)]
    for call, error in ((lambda: sales.nonsense(), MethodNotFound), (lambda: sales.ping(other=1), IncorrectSignature)):
        try:
            call()
        except error:
            continue
        raise AssertionError(error)
print("all as nameko expects")
"""


@pytest.mark.slow
def test_a_client_of_nameko_is_answered(probe, host):
    probe.serve(host).when_ready()

    command = [sys.executable, "-c", NAMEKO_CLIENT, probe.amqp_url, probe.name, probe.signed()]
    client = subprocess.run(command, capture_output=True, text=True, timeout=60)

    assert client.stdout == "all as nameko expects\n", client.stderr


@pytest.mark.slow
def test_a_process_needs_little_memory_and_tells_its_durations(probe, client, host):
    running = probe.serve(host).when_ready()

    client.call("ping")
    refused = client.call("write_note", words=7)

    assert refused["problem"]["status"] == 422
    assert running.metric(f'crm_operation_seconds_count{{operation="ping",outcome="ok",service="{probe.name}"') == 1
    assert running.metric(f'crm_operation_seconds_count{{operation="write_note",outcome="{refused["problem"]["code"]}"') == 1
    assert running.memory_mb() < 120


@pytest.mark.slow
def test_ten_waits_in_the_database_pass_side_by_side(probe, client, host):
    probe.serve(host, CRM_WORKERS="10").when_ready()
    client.call("ping")

    began = time.monotonic()
    calls = [client.send("echo", words=str(n), milliseconds=200) for n in range(10)]
    words = [client.wait(call)["result"]["result"]["words"] for call in calls]

    assert words == [str(n) for n in range(10)]
    assert time.monotonic() - began < 1.0


@pytest.mark.slow
def test_the_probes_answer_while_every_worker_waits_in_the_database(probe, client, host):
    running = probe.serve(host, CRM_WORKERS="2").when_ready()
    calls = [client.send("echo", words="slow", milliseconds=1500) for _ in range(2)]
    client.connection.process_data_events(0.3)

    began = time.monotonic()
    assert running.probe("/livez")[0] == 200
    assert running.probe("/metrics")[0] == 200

    assert time.monotonic() - began < 0.5
    assert all(client.wait(call)["result"]["result"] for call in calls)


@pytest.mark.slow
def test_what_is_no_call_is_refused_in_nameko_s_own_words(probe, client, host):
    probe.serve(host).when_ready()

    def refusal(operation, body):
        return client.wait(client.send_body(operation, body))["error"]["exc_path"]

    assert refusal("nonsense", b'{"args": [], "kwargs": {}}') == "nameko.exceptions.MethodNotFound"
    assert refusal("ping", b'{"args": [], "kwargs": {"other": 1}}') == "nameko.exceptions.IncorrectSignature"
    assert refusal("ping", b'{"kwargs": {}}') == "nameko.exceptions.MalformedRequest"
    assert refusal("ping", b"\xff not json") == "nameko.exceptions.MalformedRequest"
    assert refusal("ping", b"[]") == "nameko.exceptions.MalformedRequest"
    assert client.call("ping")["result"] is None


@pytest.mark.slow
def test_a_reply_that_nobody_waits_for_harms_nobody(probe, client, host):
    probe.serve(host).when_ready()
    gone = probe.client()
    gone.send("write_note", message_id="gone", words="still written")
    gone.close()
    probe.eventually(lambda: probe.ask("SELECT 1 FROM notes"))

    assert client.call("ping")["result"] is None
    assert client.call("write_note", message_id="gone", words="still written")["replayed"] is True
    assert probe.ask("SELECT words FROM notes") == [("still written",)]


@pytest.mark.slow
def test_a_call_that_expired_in_the_queue_is_not_executed(probe, client, host):
    first = probe.serve(host).when_ready()
    first.terminate()
    late = client.send("write_note", expiration=200, words="late")
    timely = client.send("write_note", expiration=20000, words="timely")
    time.sleep(0.4)

    probe.serve(host).when_ready()

    assert client.wait(timely)["result"]["result"]["words"] == "timely"
    assert late not in client.replies
    assert probe.ask("SELECT words FROM notes") == [("timely",)]


@pytest.mark.slow
def test_two_replicas_share_the_work(probe, client, host):
    first, second = (probe.serve(host, CRM_WORKERS="2") for _ in range(2))
    first.when_ready()
    second.when_ready()

    calls = [client.send("echo", words="", milliseconds=50) for _ in range(24)]
    processes = [client.wait(call)["result"]["result"]["process"] for call in calls]

    assert min(processes.count(first.pid), processes.count(second.pid)) >= 6


@pytest.mark.slow
def test_a_replica_that_is_killed_loses_no_call(probe, client, host):
    first, second = (probe.serve(host, CRM_WORKERS="2") for _ in range(2))
    first.when_ready()
    second.when_ready()
    calls = [client.send("write_note", words=f"note {n}") for n in range(60)]

    first.kill()
    replies = [client.wait(call, 20)["result"] for call in calls]

    assert all("result" in reply for reply in replies)
    assert probe.ask("SELECT count(*), count(DISTINCT words) FROM notes") == [(60, 60)]


@pytest.mark.slow
def test_a_repeat_after_a_lost_answer_gets_the_same_answer(probe, host):
    """F3: the process is killed the moment its commit can be seen, before or after the answer left."""
    for lap in range(3):
        running, client, key = probe.serve(host).when_ready(), probe.client(), str(uuid4())
        client.send("write_note", message_id=key, words=f"lap {lap}")
        while not probe.ask("SELECT 1 FROM notes WHERE words = %s", f"lap {lap}"):
            pass
        running.kill()
        client.close()

        probe.serve(host).when_ready()
        client = probe.client()
        again = client.call("write_note", message_id=key, words=f"lap {lap}")
        client.close()
        probe.end_all()

        ((note_id,),) = probe.ask("SELECT id FROM notes WHERE words = %s", f"lap {lap}")
        assert again["replayed"] is True
        assert again["result"]["id"] == str(note_id)


@pytest.mark.slow
def test_sigterm_lets_what_runs_finish_and_answers_it(probe, client, host):
    running = probe.serve(host).when_ready()
    calls = [client.send("echo", words=str(n), milliseconds=1000) for n in range(4)]
    client.connection.process_data_events(0.4)

    running.process.terminate()
    words = [client.wait(call)["result"]["result"]["words"] for call in calls]

    assert words == ["0", "1", "2", "3"]
    assert running.process.wait(10) == 0


@pytest.mark.slow
def test_a_process_told_to_stop_leaves_what_it_has_not_begun_to_others(probe, client, host):
    first = probe.serve(host, CRM_WORKERS="2").when_ready()
    calls = [client.send("write_note", words=f"note {n}") for n in range(200)]

    assert first.terminate() < 20
    probe.serve(host).when_ready()

    assert all("result" in client.wait(call, 20)["result"] for call in calls)
    assert probe.ask("SELECT count(*), count(DISTINCT words) FROM notes") == [(200, 200)]


@pytest.mark.slow
def test_calls_and_reactions_can_be_served_by_processes_of_their_own(probe, client, host):
    calls = probe.serve(host, "--only", "rpc").when_ready()
    client.call("ping")
    envelope = probe.envelope("for the other")
    probe.publish(envelope)
    time.sleep(0.3)
    assert probe.effects("written") == []

    reactions = probe.serve(host, "--only", "reactions").when_ready()
    while probe.effects("written") != ["for the other"]:
        time.sleep(0.02)

    calls.terminate()
    unanswered = client.send("ping", expiration=300)
    client.connection.process_data_events(0.5)
    assert unanswered not in client.replies
    assert reactions.process.poll() is None


@pytest.mark.slow
def test_a_queue_that_is_missing_keeps_no_call_waiting_and_is_taken_up_when_it_comes(probe, client, host):
    queue = probe.queue("on_note_judged")
    client.channel.queue_delete(queue)

    running = probe.serve(host)
    assert client.wait(client.send("ping"), 20)["result"]["result"] is None
    assert not running.is_ready()

    Topology(client.connection).declare_service(probe.app)
    running.when_ready()
    probe.publish(probe.envelope("judged at last"))
    while probe.effects("judged") != ["judged at last"]:
        time.sleep(0.02)


@pytest.mark.slow
def test_a_setting_that_is_missing_is_named_before_anything_starts(probe):
    environment = {name: value for name, value in probe.environment().items() if name != "CRM_SIGNING_KEY"}

    serve = [sys.executable, "-m", "crm_kit.serve", probe.name]
    ended = subprocess.run(serve, env=environment, capture_output=True, text=True, timeout=30)

    assert ended.returncode == 2
    assert "CRM_SIGNING_KEY" in ended.stderr
