"""Bulk imports: a file is uploaded, mapped, tried, run in the background row by row, and can be undone.

A service that imports declares its messages on `words`, an `Importer` per collection, and registers both with `take_imports`; its
migration calls `import_tables()`. `crm-import` does the work.
"""
