"""Run an import, in the background."""

from crm_kit.imports.beginning import begin
from crm_kit.imports.jobs import Shown
from crm_kit.imports.words import ImportAction
from crm_kit.work import Work


def run_import(command: ImportAction, work: Work) -> Shown:
    return begin(command, work, "run")
