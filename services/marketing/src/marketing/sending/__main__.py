"""`python -m marketing.sending`: one sender."""

from __future__ import annotations

import datetime as dt
import signal
import threading

from crm_kit import telemetry
from crm_kit.app import App, load_app
from crm_kit.probes import serve_probes
from crm_kit.serve import wait_for_stop
from crm_kit.settings import SettingError, Settings
from marketing.sending.sender import Open, Pace, Sender
from marketing.sending.smtp import SmtpChannel

_DEADLINE_SECONDS = 24.0


def main() -> None:
    """Send until told to stop."""
    settings = Settings.from_env("marketing").require("database_url", "signing_key", "metrics_port", "log_level")
    telemetry.configure(settings.log_level, service="sender")
    stop = threading.Event()
    sender = Sender(_app(settings), settings, channels(settings), stop, pace(settings))
    if settings.metrics_port:
        serve_probes(settings.metrics_address, settings.metrics_port, lambda: sender.is_ready)
    thread = threading.Thread(target=_run, args=[sender], name="sender", daemon=True)
    thread.start()
    wait_for_stop(_DEADLINE_SECONDS)
    stop.set()
    thread.join()


def channels(settings: Settings) -> dict[str, Open]:
    """The channels that this installation has. SettingError where it has no mail server."""
    url = settings.get("CRM_SMTP_URL")
    if not url:
        raise SettingError("set CRM_SMTP_URL to smtp://host:port or smtps://host:port")
    timeout = float(settings.get("CRM_SMTP_TIMEOUT") or 20)
    return {"email": lambda: SmtpChannel(url, timeout)}


def pace(settings: Settings) -> Pace:
    """How long what a mail server does not take now waits, from time to time: CRM_SEND_RETRY_SECONDS, separated by commas."""
    told = settings.get("CRM_SEND_RETRY_SECONDS")
    return Pace(delays=tuple(dt.timedelta(seconds=float(each)) for each in told.split(","))) if told else Pace()


def _app(settings: Settings) -> App:
    app = load_app("marketing")
    app.open(settings)
    return app


def _run(sender: Sender) -> None:
    try:
        sender.run()
    except Exception:
        telemetry.log.critical("sender died", exc_info=True)
        signal.raise_signal(signal.SIGTERM)


if __name__ == "__main__":
    main()
