"""A process that is killed leaves nothing half done: what was answered is there, and the books balance."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from typing import Any

import pytest

from crm_contracts.inventory.commands.stock import CreateStockAdjustment
from crm_kit.caller import Caller
from crm_kit.testing.databases import database
from crm_kit.testing.service import ServiceUnderTest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seconds", [0.3, 0.7])
def test_a_killed_process_leaves_whole_movements(crm: ServiceUnderTest, given: Any, keeper: Caller, seconds: float) -> None:
    products = [given.stocked(1000), given.stocked(1000)]
    lines = [{"product_id": product["id"], "qty": "1"} for product in products]
    context = multiprocessing.get_context("fork")
    reader, writer = context.Pipe(duplex=False)

    def work() -> None:
        crm.app.engine.dispose(close=False)
        crm.app.open(database("inventory"))
        while True:
            reply = crm.call(CreateStockAdjustment, keeper, kind="out", reason="loss", lines=lines)
            writer.send_bytes(b"." if "problem" not in reply else b"!")

    process = context.Process(target=work)
    process.start()
    assert reader.recv_bytes() == b"."
    time.sleep(seconds)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join(10)
    answered = 1
    while reader.poll():
        assert reader.recv_bytes() == b"."
        answered += 1

    gone = [1000 - given.balance(product)[0] for product in products]

    assert gone[0] == gone[1]
    assert answered <= gone[0] <= answered + 1
    given.check_books()
