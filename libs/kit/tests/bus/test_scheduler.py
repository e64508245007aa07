"""What the scheduler promises: each timer once and in time, whatever dies; the others, whatever fails."""

import datetime as dt
from uuid import UUID, uuid4

import psycopg
import pytest

from crm_kit.caller import Caller
from crm_kit.work import Work

OTHER = UUID(int=8)


def schedule(probe, *words, seconds=0.0, tenant_id=None):
    """A timer for each of the words, committed together."""
    caller = Caller.for_system(tenant_id or probe.tenant_id, probe.name)
    with Work(probe.app.sessions, caller, "*", "test", {}) as work:
        work.begin()
        for each in words:
            work.schedule("ring", uuid4(), at=work.now + dt.timedelta(seconds=seconds), words=each)
        work.finish(dict)


def timers(probe):
    query = "SELECT payload->>'words', attempts, last_error, round(extract(epoch FROM at - now())) FROM timers WHERE name = 'ring'"
    return sorted(probe.ask(query))


def introduce(probe, *tenants):
    for tenant_id in tenants:
        probe.do(
            "INSERT INTO colleagues (id, tenant_id, source_version, name, email, team_path, is_active)"
            " VALUES (gen_random_uuid(), %s, 1, 'Ada', 'ada@crm.test', '', true)",
            tenant_id,
        )


@pytest.mark.slow
def test_two_schedulers_do_each_timer_once(probe):
    words = [f"timer {n}" for n in range(300)]
    schedule(probe, *words)
    running = [probe.scheduler() for _ in range(2)]
    for each in running:
        each.when_ready()

    probe.eventually(lambda: not timers(probe), 30)
    more = [f"more {n}" for n in range(300)]
    schedule(probe, *more)

    probe.eventually(lambda: probe.count("rang") >= 600 and not timers(probe), 30)
    assert sorted(probe.effects("rang")) == sorted(words + more)
    assert probe.ask("SELECT count(*) FROM outbox") == [(600,)]
    done = [each.metric('crm_timer_seconds_count{outcome="done"') for each in running]
    assert sum(done) == 600
    assert min(done) > 0


@pytest.mark.slow
def test_a_timer_is_done_in_time_and_not_before(probe):
    running = probe.scheduler().when_ready()
    schedule(probe, "later", seconds=2.5)
    schedule(probe, "soon", seconds=0.5)
    schedule(probe, "now")

    probe.eventually(lambda: probe.count("rang") == 3, 10)

    late = probe.ask(
        "SELECT words, extract(epoch FROM at - (SELECT min(at) FROM effects))::float FROM effects WHERE kind = 'rang' ORDER BY id"
    )
    assert [words for words, _ in late] == ["now", "soon", "later"]
    assert 0.3 < late[1][1] < 1.0
    assert 2.3 < late[2][1] < 3.2
    assert running.metric("crm_timer_late_seconds_count") == 3


@pytest.mark.slow
def test_what_fell_due_while_no_scheduler_ran_is_done_once_and_late(probe):
    schedule(probe, "long ago", seconds=-86_400)
    schedule(probe, "a while ago", seconds=-60)

    first = probe.scheduler().when_ready()
    probe.eventually(lambda: probe.count("rang") == 2)
    first.terminate()
    probe.scheduler().when_ready()

    assert sorted(probe.effects("rang")) == ["a while ago", "long ago"]


@pytest.mark.slow
def test_a_scheduler_killed_in_between_does_nothing_twice_and_leaves_nothing_undone(probe):
    words = [f"timer {n}" for n in range(400)]
    schedule(probe, *words)

    for _ in range(3):
        running = probe.scheduler()
        seen = probe.count("rang")
        probe.eventually(lambda seen=seen: probe.count("rang") > seen + 20 or probe.count("rang") == 400, 30)
        running.kill()
    probe.scheduler().when_ready()

    probe.eventually(lambda: not timers(probe), 30)
    assert sorted(probe.effects("rang")) == sorted(words)


@pytest.mark.slow
def test_a_timer_that_kills_its_process_holds_up_the_others_not_for_ever(probe):
    schedule(probe, "fatal", seconds=-3600)
    schedule(probe, *(f"timer {n}" for n in range(20)))

    for _ in range(40):
        running = probe.scheduler()
        probe.eventually(lambda running=running: running.process.poll() is not None or probe.count("rang") == 20, 30)
        if probe.count("rang") == 20:
            break

    assert sorted(probe.effects("rang")) == sorted(f"timer {n}" for n in range(20))
    assert [words for words, *_ in timers(probe)] == ["fatal"]


@pytest.mark.slow
def test_a_timer_that_fails_waits_longer_each_time_with_its_error_and_holds_up_nobody(probe):
    schedule(probe, "poison", seconds=-5)
    schedule(probe, "good")
    running = probe.scheduler().when_ready()

    probe.eventually(lambda: probe.effects("rang") == ["good"])
    probe.eventually(lambda: timers(probe)[0][1] == 1)
    ((_, _, error, seconds),) = timers(probe)
    assert error == "RuntimeError: cannot ring poison"
    assert 50 < seconds <= 60
    probe.eventually(lambda: running.metric("crm_timers_failing") == 1, 10)
    assert running.metric('crm_timer_seconds_count{outcome="failed"') == 1
    assert running.lines("timer failed and will be tried again")[0]["timer"] == "ring"

    for attempts, delay in ((2, 600), (3, 3600), (4, 21_600), (5, 86_400), (6, 86_400)):
        probe.do("UPDATE timers SET at = now()")
        probe.eventually(lambda attempts=attempts: timers(probe)[0][1] == attempts)
        assert delay - 10 < timers(probe)[0][3] <= delay
    assert probe.effects("rang") == ["good"]


@pytest.mark.slow
def test_a_slow_timer_holds_up_nobody(probe):
    probe.scheduler().when_ready()
    schedule(probe, "slow")
    probe.eventually(lambda: probe.ask("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(2)%%'"))

    schedule(probe, *(f"timer {n}" for n in range(10)))

    probe.eventually(lambda: probe.count("rang") == 10, 1.5)
    probe.eventually(lambda: probe.count("rang") == 11)


@pytest.mark.slow
def test_a_handler_may_schedule_its_own_timer_again(probe):
    probe.scheduler().when_ready()

    schedule(probe, "again")

    probe.eventually(lambda: probe.effects("rang") == ["again", "rung again"])
    probe.eventually(lambda: not timers(probe))


@pytest.mark.slow
def test_tenants_are_kept_apart(probe):
    schedule(probe, "mine")
    schedule(probe, "theirs", tenant_id=OTHER)

    probe.scheduler().when_ready()

    probe.eventually(lambda: probe.count("rang") == 2)
    assert set(probe.ask("SELECT tenant_id, words FROM effects")) == {(probe.tenant_id, "mine"), (OTHER, "theirs")}
    assert set(probe.ask("SELECT tenant_id, words FROM notes")) == {(probe.tenant_id, "mine"), (OTHER, "theirs")}
    rung = "SELECT DISTINCT actor_id, tenant_id FROM history WHERE use_case = 'ring'"
    assert set(probe.ask(rung)) == {(UUID(int=0), probe.tenant_id), (UUID(int=0), OTHER)}


@pytest.mark.slow
def test_a_job_runs_once_per_period_for_each_tenant_whichever_process_gets_it(probe):
    introduce(probe, probe.tenant_id, OTHER)
    for _ in range(3):
        probe.scheduler()
    for each in probe.started:
        each.when_ready()

    probe.eventually(lambda: probe.count("swept") >= 2)
    ((at,),) = probe.ask("SELECT DISTINCT at FROM timers WHERE name = 'sweep'")
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    assert at == dt.datetime.combine(tomorrow, dt.time(), dt.UTC)
    probe.do("UPDATE timers SET at = now() - interval '3 days' WHERE name = 'sweep'")

    probe.eventually(lambda: probe.count("swept") >= 4)
    probe.eventually(lambda: probe.ask("SELECT DISTINCT at FROM timers WHERE name = 'sweep'") == [(at,)])
    assert sorted(probe.effects("swept")) == sorted([str(probe.tenant_id), str(OTHER)] * 2)


@pytest.mark.slow
def test_a_scheduler_outlives_the_loss_of_its_database_sessions(probe):
    running = probe.scheduler().when_ready()
    schedule(probe, "before")
    probe.eventually(lambda: probe.count("rang") == 1)

    with psycopg.connect(probe.administrator_dsn, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    probe.app.close()
    schedule(probe, "after")

    probe.eventually(lambda: sorted(probe.effects("rang")) == ["after", "before"], 10)
    assert running.process.poll() is None
    assert running.lines("scheduler interrupted")


@pytest.mark.slow
def test_a_scheduler_ends_in_order(probe):
    running = probe.scheduler().when_ready()
    schedule(probe, "slow")
    probe.eventually(lambda: probe.ask("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(2)%%'"))

    assert running.terminate() < 10

    assert running.process.returncode == 0
    assert probe.effects("rang") == ["slow"]
    assert timers(probe) == []
