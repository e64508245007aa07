"""The same work for many things, several at once."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from loading.progress import Progress

T = TypeVar("T")
AT_ONCE = 12


def each(what: str, items: Sequence[T], work: Callable[[T], object], at_once: int = AT_ONCE) -> None:
    """Do the work for all items and show how far it is. The first failure ends it."""
    progress = Progress(what, len(items))

    def one(item: T) -> None:
        work(item)
        progress.step()

    with ThreadPoolExecutor(at_once) as pool:
        futures = [pool.submit(one, item) for item in items]
        try:
            for future in futures:
                future.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    progress.end()
