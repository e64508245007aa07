"""A number that all workers of one gunicorn see, and that goes up when what identity said may have changed.

The memory is made where this module is first imported, which is before gunicorn makes its workers.
"""

from __future__ import annotations

import mmap
import struct

_NUMBER = struct.Struct("Q")
_shared = mmap.mmap(-1, _NUMBER.size)


def now() -> int:
    """The number at present."""
    return int(_NUMBER.unpack_from(_shared)[0])


def happened() -> None:
    """Let all workers forget what they hold. Two at once may count as one; either way the number is another than before."""
    _NUMBER.pack_into(_shared, 0, now() + 1)
