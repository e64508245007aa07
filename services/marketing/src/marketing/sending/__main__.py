"""`python -m marketing.sending`: one sender."""

from __future__ import annotations

import datetime as dt

from crm_kit.app import App, load_app
from crm_kit.settings import SettingError, Settings
from crm_kit.tireless import run_until_told
from marketing.sending.sender import Open, Pace, Sender
from marketing.sending.smtp import SmtpChannel


def main() -> None:
    """Send until told to stop."""
    settings = Settings.from_env("marketing").require("database_url", "signing_key", "metrics_port", "log_level")
    run_until_told("sender", settings, lambda stop: [Sender(_app(settings), settings, channels(settings), stop, pace(settings))])


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


if __name__ == "__main__":
    main()
