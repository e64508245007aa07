"""The messages of imports of the stall."""

from __future__ import annotations

from crm_kit.imports import words
from crm_kit.imports.words import ImportErrors, ImportListed, ImportRowView, ImportView
from crm_kit.messages import command, event, query


@command(allow="signed-in", returns=ImportView)
class StartImport(words.ImportStart):
    """Begin an import with a file, CSV or XLSX. A file that cannot be read is refused; the import waits to be mapped and run."""


@command(allow="signed-in", once=False)
class AddImportChunk(words.ImportChunk):
    """Send a piece of the file."""


@command(allow="signed-in", returns=ImportView)
class FinishUpload(words.ImportUpload):
    """Say that the file is here whole; it is read then."""


@command(allow="signed-in", returns=ImportView)
class ChangeImport(words.ImportChange):
    """Say which column holds what, and how to go about it: `mapping`, `mode` and `options`.

    `create` reports what is there already as duplicates, `skip_duplicates` passes over it, `upsert` changes it, `fill_empty_only`
    fills what is empty in it. The mapping is remembered for files with the same columns.
    """


@command(allow="signed-in", returns=ImportView)
class ValidateImport(words.ImportAction):
    """Look at every row without changing anything, in the background."""


@command(allow="signed-in", returns=ImportView)
class RunImport(words.ImportAction):
    """Run the import in the background. One bad row never stops it."""


@command(allow="signed-in", returns=ImportView)
class CancelImport(words.ImportAction):
    """Stop the import. Rows that are done stay done, and can be undone."""


@command(allow="signed-in", returns=ImportView)
class UndoImport(words.ImportAction):
    """Take back what the import made, in the background, for seven days; what was changed since stays as it is."""


@query(allow="signed-in", returns=ImportListed)
class ListImports(words.ImportsQuery):
    """Imports, newest first: one's own, and everybody's where one may import for everybody."""


@query(allow="signed-in", returns=ImportView)
class GetImport(words.ImportQuery):
    """One import, with how far it is."""


@query(allow="signed-in", returns=ImportRowView)
class ListImportRows(words.ImportRowsQuery):
    """What became of the rows of an import, in the order of the file."""


@query(allow="signed-in", returns=ImportErrors)
class ListImportErrors(words.ImportErrorsQuery):
    """The rows of an import that were not taken, each with what is wrong."""


@event("stall.import.completed.v1")
class ImportCompleted(words.ImportResult):
    """An import came to its end."""


@event("stall.import.undone.v1")
class ImportUndone(words.ImportResult):
    """What an import had made was taken back."""
