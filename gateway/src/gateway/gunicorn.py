"""gunicorn's configuration, by the environment."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from typing import Any

from crm_kit.garbage import spare_what_is_loaded
from gateway import changes  # noqa: F401  made here, before the workers, it is shared by them

# Metrics are shared by files; the library looks for their folder when it is imported.
_measurements = tempfile.mkdtemp(prefix="crm-gateway-metrics-")
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", _measurements)

bind = os.environ.get("CRM_GATEWAY_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("CRM_GATEWAY_WORKERS", "2"))
worker_class = "gateway.worker.Worker"
threads = int(os.environ.get("CRM_GATEWAY_THREADS", "16"))
preload_app = False
keepalive = 75
timeout = 60
graceful_timeout = 20
worker_connections = 1000
limit_request_line = 8190
limit_request_fields = 60
accesslog = None
errorlog = "-"
loglevel = "warning"
proc_name = "crm-gateway"

# Threads that wait for the broker's thread should get the processor soon after it has their answer.
_SWITCH_SECONDS = 0.001


def post_worker_init(worker: Any) -> None:
    """A worker is up: connect it to the broker."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    worker.wsgi.extensions["gateway"].start()
    spare_what_is_loaded()


def on_exit(_server: Any) -> None:
    """All workers are gone, and what they measured with them."""
    shutil.rmtree(_measurements, ignore_errors=True)


def worker_exit(_server: Any, worker: Any) -> None:
    """A worker ends: let go of the broker."""
    app = getattr(worker, "wsgi", None)
    if app is not None:
        app.extensions["gateway"].stop()


def child_exit(_server: Any, worker: Any) -> None:
    """A worker is gone: its gauges count no more."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
