"""What a command knows about its surroundings: the profile, and the server that it speaks to."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property

import click

from crm_cli.profiles import DEFAULT, Profile, read_profile
from crm_cli.server import Server


@dataclass
class Session:
    """`name` is the profile's; CRM_URL and CRM_TOKEN come before what stands in it."""

    name: str = DEFAULT

    @cached_property
    def profile(self) -> Profile:
        return read_profile(self.name)

    @property
    def url(self) -> str:
        return os.environ.get("CRM_URL") or self.profile.url

    @property
    def token(self) -> str:
        """A kept token goes only to the server that gave it."""
        kept = self.profile.token if self.url == self.profile.url else ""
        return os.environ.get("CRM_TOKEN") or kept

    @cached_property
    def server(self) -> Server:
        if not self.url:
            raise click.UsageError("Which server? Sign in with `crm login --url URL`, or set CRM_URL")
        return Server(self.url, self.token)


def session_of(context: click.Context) -> Session:
    """The session of a command line that is still being completed."""
    return Session(context.find_root().params.get("profile") or DEFAULT)


pass_session = click.make_pass_decorator(Session)
