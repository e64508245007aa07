"""The response class of the gateway: Flask's, without what Flask does for pages and forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Response
from werkzeug.datastructures import Headers


class Answer(Response):
    """Headers in `further` are sent as they are; they were checked, or made, by us."""

    further: tuple[tuple[str, str], ...] = ()

    def get_wsgi_headers(self, environ: Any) -> Headers:
        """The headers unchanged: addresses in them are relative on purpose, and the length is known."""
        if self.status_code in (204, 304):
            self.headers.pop("Content-Length", None)
        return self.headers

    def get_wsgi_response(self, environ: Any) -> tuple[Iterable[bytes], str, list[tuple[str, str]]]:
        """Content, status and all headers."""
        content, status, headers = super().get_wsgi_response(environ)
        return content, status, [*headers, *self.further]
