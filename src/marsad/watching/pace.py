"""When to ask again: spread out, later after each failure, and never sooner than the other side wants."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from urllib.parse import urlsplit

__all__ = ["Pace"]

_LONGEST = 24 * 3600.0  # seconds between two tries, whatever went wrong
_JITTER = 0.1  # of a pause: many watchers with one list must not all ask in the same second


class Pace:
    """The clock of a watcher, and how long it waits. Clock, sleep and chance can be given, for tests."""

    def __init__(
        self,
        delay: float,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], object] = time.sleep,
        chance: random.Random | None = None,
    ) -> None:
        self.now, self.sleep = clock, sleep
        self._delay, self._chance = delay, chance or random.Random()
        self._free: dict[str, float] = {}

    def wait_for(self, url: str, asked: float) -> None:
        """Sleep until the host of `url` may be asked again; `asked` are the seconds it wants between requests."""
        host = urlsplit(url).netloc
        left = self._free.get(host, 0) - self.now()
        if left > 0:
            self.sleep(left)
        self._free[host] = self.now() + max(self._delay, asked)

    def later(self, pause: float, failures: int = 0, retry_after: float | None = None) -> float:
        """When to ask next, in seconds since 1970: after `pause`, doubled with each failure in a row."""
        wait = min(pause * 2.0 ** min(failures, 20), max(_LONGEST, pause))
        wait *= 1 + self._chance.uniform(0, _JITTER)
        return self.now() + max(wait, min(retry_after or 0, _LONGEST))
