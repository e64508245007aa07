"""Two senders, killed and started again at random, and a mail server that refuses, hangs and drops at random."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from sqlalchemy import select, text

from crm_kit.caller import Caller
from crm_kit.testing.databases import database
from crm_kit.testing.service import ServiceUnderTest
from marketing.domain.send import Send
from marketing.sending.ledger import ledger_of

MOODS = ["take"] * 90 + ["later"] * 4 + ["drop"] * 2 + ["drop_after"] * 2 + ["hang"] + ["no"]
CROWD = text("""
INSERT INTO contact_copies (id, name, first_name, last_name, title, kind, email, emails, phone, account_ids, is_deleted, updated_at,
  owner_id, team_path, source_version)
SELECT id, 'Person ' || n, 'Person', '', '', 'employee', n || '@crowd.example', ARRAY[n || '@crowd.example'], '', '{}', false,
  now(), id, '', 1 FROM (SELECT n, gen_random_uuid() AS id FROM generate_series(1, :count) AS n) AS people
""")
AGREED = text("""
INSERT INTO consent_copies (id, contact_id, channel, topic, status, basis, entry_id, at, source_version)
SELECT gen_random_uuid(), id, 'email', 'all', CASE WHEN hashtext(email) % 10 = 0 THEN 'opted_out' ELSE 'opted_in' END, 'consent',
  gen_random_uuid(), now(), 1 FROM contact_copies
""")


class Senders:
    """Two senders, as they run in earnest."""

    def __init__(self, url: str):
        patience = {"CRM_SMTP_TIMEOUT": "0.8", "CRM_SEND_RETRY_SECONDS": "0.2,1,2,4,8", "CRM_LOG_LEVEL": "error"}
        self.environment = {**os.environ, **database("marketing").environment, **patience, "CRM_SMTP_URL": url}
        self.running = [self._start() for _ in range(2)]

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "marketing.sending"], env=self.environment)

    def replace(self, place: int) -> None:
        """One is killed and another one comes."""
        self.running[place].kill()
        self.running[place].wait()
        self.running[place] = self._start()

    def end(self) -> None:
        for each in self.running:
            each.kill()
            each.wait()


@pytest.fixture
def killed(mail_server: Any) -> Iterator[Senders]:
    made = Senders(f"smtp://127.0.0.1:{mail_server.port}")
    yield made
    made.end()


def storm(crm: ServiceUnderTest, senders: Senders, chance: Random, kills: int, seconds: float) -> None:
    """Kill one or the other now and then, until nothing is left to send."""
    began = time.monotonic()
    while {"planned", "claimed"} & {row[0] for row in crm.rows(select(Send.status))}:
        assert time.monotonic() - began < seconds, Counter(row[0] for row in crm.rows(select(Send.status)))
        time.sleep(chance.uniform(1.0, 3.0))
        if kills:
            kills -= 1
            senders.replace(chance.randrange(2))


@pytest.mark.timeout(450)
@pytest.mark.parametrize(("count", "kills"), [(200, 3), pytest.param(2000, 8, marks=pytest.mark.slow)])
def test_everybody_gets_it_once(
    crm: ServiceUnderTest, given: Any, marketer: Caller, mail_server: Any, killed: Senders, chance: Random, count: int, kills: int
) -> None:
    mail_server.mood = lambda _: chance.choice(MOODS)
    mail_server.unknown = {f"{number}@crowd.example" for number in range(5, count, 50)}
    with ledger_of(crm.app, crm.tenant_id) as work:
        work.session.execute(CROWD, {"count": count})
        work.session.execute(AGREED)
    given.running(marketer)

    storm(crm, killed, chance, kills, seconds=400)

    got = mail_server.to()
    rows = crm.rows(select(Send.address, Send.status))
    found = Counter(status for _, status in rows)
    assert len(rows) == count
    assert [address for address, status in rows if got[address] > 1] == []
    assert [address for address, status in rows if status == "sent" and got[address] != 1] == []
    assert [address for address, status in rows if status in ("bounced", "failed", "suppressed") and got[address]] == []
    assert found["suppressed"] > 0
    assert found["unknown"] < count / 10
    assert set(found) <= {"sent", "bounced", "failed", "suppressed", "unknown"}
