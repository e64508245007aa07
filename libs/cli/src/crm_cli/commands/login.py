"""crm login, logout, whoami."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace
from urllib.parse import quote, urlsplit

import click

from crm_cli.failures import Refused
from crm_cli.output import chosen, one_form, show_record
from crm_cli.profiles import Profile, write_profile
from crm_cli.server import Server
from crm_cli.session import Session, pass_session

HERE = "http://127.0.0.1:8000"
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@click.command()
@click.option("--url", help="The server's address.")
@click.option("--user", metavar="EMAIL", help="Whom to sign in.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--api-key-stdin", is_flag=True, help="Read an API key from standard input instead of signing in.")
@click.option("--amqp-url", metavar="URL", help="The broker for `crm events tail`; its password is asked for.")
@pass_session
def login(
    session: Session, url: str | None, user: str | None, password_stdin: bool, api_key_stdin: bool, amqp_url: str | None
) -> None:
    """Sign in, and stay signed in. Secrets are asked for, or read from standard input; they are no options."""
    if password_stdin and api_key_stdin:
        raise click.UsageError("Either a password or an API key")
    url = url or session.url or click.prompt("Server", default=HERE)
    _check(url)
    broker = _with_password(amqp_url) if amqp_url else session.profile.amqp_url
    profile = _by_key(url) if api_key_stdin else _by_password(url, user or session.profile.user, password_stdin)
    write_profile(session.name, replace(profile, amqp_url=broker))
    click.echo(f"Signed in to {profile.url} as {profile.user}", err=True)


@click.command()
@pass_session
def logout(session: Session) -> None:
    """End the session, here and on the server. An API key is only forgotten; it stays valid."""
    profile = session.profile
    if not profile.token:
        click.echo("Not signed in", err=True)
        return
    write_profile(session.name, replace(profile, token=""))
    if profile.kind == "session":
        _end(Server(profile.url, profile.token))
    click.echo(f"Signed out of {profile.url}", err=True)


@click.command()
@one_form
@pass_session
def whoami(session: Session, form: str | None) -> None:
    """Show who one is, and where."""
    me = session.server.get("/v1/me")
    if chosen(form) == "json":
        show_record(me, form)
        return
    tenant, team = me["tenant"]["name"], (me["team"] or {}).get("name")
    roles = [role["name"] for role in me["roles"]]
    known = {"name": me["name"], "email": me["email"], "tenant": tenant, "team": team, "roles": roles, "server": session.url}
    show_record(known, form)


def _by_password(url: str, user: str, from_stdin: bool) -> Profile:
    user = user or click.prompt("E-mail")
    password = _line_of_stdin() if from_stdin else click.prompt(f"Password of {user}", hide_input=True)
    found = Server(url).post("/v1/sessions", {"email": user, "password": password})
    if found["must_change_password"]:
        click.echo("The password has to be changed: crm act me change-password --file -", err=True)
    return Profile(url.rstrip("/"), found["token"], "session", found["user"]["email"])


def _by_key(url: str) -> Profile:
    key = _line_of_stdin()
    me = Server(url, key).get("/v1/me")
    return Profile(url.rstrip("/"), key, "api_key", me["email"])


def _line_of_stdin() -> str:
    secret = sys.stdin.readline().rstrip("\r\n")
    if not secret:
        raise click.UsageError("Nothing came from standard input")
    return secret


def _check(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise click.UsageError(f"'{url}' is no address of a server; https://crm.example is one")
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        click.echo("Warning: without https everybody on the way can read the password", err=True)


def _with_password(amqp_url: str) -> str:
    """The broker's address with the password of its user, which is asked for; one on the command line would be seen by others."""
    parts = urlsplit(amqp_url)
    if parts.password:
        raise click.UsageError("Leave the password out of --amqp-url, it is asked for; or set CRM_AMQP_URL")
    if not parts.username:
        return amqp_url
    password = quote(click.prompt(f"Password of {parts.username} at the broker", hide_input=True), safe="")
    return parts._replace(netloc=parts.netloc.replace("@", f":{password}@", 1)).geturl()


def _end(server: Server) -> None:
    """A session that has ended already is no failure."""
    with suppress(Refused):
        server.delete("/v1/sessions/current")
