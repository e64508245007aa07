"""Which services import what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from crm_kit.errors import Invalid
from crm_kit.imports.importer import Importer
from crm_kit.messages import registry, spec_of

if TYPE_CHECKING:
    from crm_kit.app import App

_importing: dict[str, Importing] = {}


@dataclass(frozen=True)
class Importing:
    """What one service imports, and the events by which it tells of it."""

    importers: Mapping[str, Importer]
    completed: type
    undone: type

    def importer(self, collection: str) -> Importer:
        """The importer of a collection, or Invalid (422)."""
        if collection not in self.importers:
            raise Invalid.field("/collection", "unknown_collection", f"There are {', '.join(sorted(self.importers))}")
        return self.importers[collection]


def take_imports(app: App, words: ModuleType, *importers: Importer) -> None:
    """Register the use cases and queries of imports for the messages that a service declares in `words`."""
    by_name = {importer.collection: importer for importer in importers}
    _importing[app.name] = Importing(by_name, words.ImportCompleted, words.ImportUndone)
    for message in vars(words).values():
        spec = registry.get(message) if isinstance(message, type) else None
        if spec is not None and spec.service == app.name and spec.kind in ("command", "query"):
            folder = "queries" if spec.kind == "query" else "use_cases"
            module = import_module(f"crm_kit.imports.{folder}.{spec.operation}")
            app.handles(message)(getattr(module, spec.operation))


def importing(message: object) -> Importing:
    """What the service imports that a message is addressed to."""
    return importing_of(spec_of(type(message)).service)


def importing_of(service: str) -> Importing:
    return _importing[service]


def is_importing(service: str) -> bool:
    return service in _importing
