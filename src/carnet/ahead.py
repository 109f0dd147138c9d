"""The next pieces of work are made ready while somebody looks at the last one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
_THREADS = 2


def ahead(
    make: Callable[[T], R], items: Iterable[T], most: int = _THREADS, threads: int = _THREADS
) -> Iterator[R]:
    """make(item) for each item, in order, some items ahead of whoever asks.

    Args:
        make: runs in a thread of its own, so it must not use the database, whose connection belongs to the
            thread that asks. items: are asked for in that thread.
        most: items that wait in memory. threads: that make them.
    """
    rest = iter(items)
    first = list(islice(rest, 2))
    if len(first) < 2:
        yield from map(make, first)
        return
    with ThreadPoolExecutor(threads, "carnet-ahead") as pool:
        waiting: deque[Future[R]] = deque()
        for item in chain(first, rest):
            waiting.append(pool.submit(make, item))
            if len(waiting) > most:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
