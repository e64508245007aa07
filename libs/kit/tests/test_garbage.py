"""What the garbage collector looks at in a process that serves."""

import subprocess
import sys

SERVING = """
import gc, os, signal, threading
from crm_kit.serve import wait_for_stop
threading.Timer(0.1, os.kill, [os.getpid(), signal.SIGTERM]).start()
loaded = len(gc.get_objects())
wait_for_stop(5)
print(gc.get_freeze_count() / loaded, gc.get_threshold()[0])
"""


def test_the_collector_looks_at_what_came_after_the_start_only() -> None:
    told = subprocess.run([sys.executable, "-c", SERVING], capture_output=True, text=True, timeout=30, check=True).stdout

    spared, objects_before_a_look = (float(word) for word in told.split())
    assert spared > 0.9
    assert objects_before_a_look > 1000
