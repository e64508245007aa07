"""What is said of files that are no tables. A file of its own: who only takes files in need not load what reads them."""

from __future__ import annotations

from crm_kit.errors import Problem


class NotATable(Problem):
    """415: neither CSV nor XLSX, whatever its name says."""

    status, code, title = 415, "unsupported_media_type", "Send a CSV or XLSX file"
