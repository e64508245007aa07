"""crm: the table of contents."""

from __future__ import annotations

import click

from crm_cli.commands.act import act
from crm_cli.commands.change import change
from crm_cli.commands.completion import completion
from crm_cli.commands.create import create
from crm_cli.commands.delete import delete
from crm_cli.commands.events import events
from crm_cli.commands.get import get
from crm_cli.commands.import_file import import_file
from crm_cli.commands.jobs import jobs
from crm_cli.commands.list_records import list_records
from crm_cli.commands.login import login, logout, whoami
from crm_cli.commands.routes import routes
from crm_cli.profiles import DEFAULT
from crm_cli.session import Session

CONTENTS = {
    "Who one is": (login, logout, whoami),
    "Records": (list_records, get, create, change, delete, act),
    "Files": (import_file, jobs),
    "Events": (events,),
    "What there is": (routes, completion),
}


class Contents(click.Group):
    """A group whose help is in chapters, in the order in which they stand here."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for chapter, commands in CONTENTS.items():
            with formatter.section(chapter):
                formatter.write_dl([(command.name or "", command.get_short_help_str(90)) for command in commands])


@click.group(cls=Contents, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--profile", envvar="CRM_PROFILE", default=DEFAULT, show_default=True, help="Which of several sign-ins to use.")
@click.version_option(package_name="crm-cli", prog_name="crm")
@click.pass_context
def crm(context: click.Context, profile: str) -> None:
    """The CRM from a terminal: everything that its HTTP API can do, and its events.

    Exit codes: 0 done, 1 refused, 2 wrong use, 3 no answer. CRM_URL and CRM_TOKEN come before what `crm login` keeps.
    """
    context.obj = Session(profile)


for _commands in CONTENTS.values():
    for _command in _commands:
        crm.add_command(_command)


def main() -> None:
    """The command `crm`."""
    crm(prog_name="crm")
