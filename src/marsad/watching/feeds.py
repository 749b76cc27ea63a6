"""feeds.toml: which feeds are polled, how often, and how what they carry is read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from marsad.reports.fetched import is_url

__all__ = ["BadList", "Feed", "Watchlist", "read_list"]

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class BadList(Exception):
    """A list of feeds that cannot be used; the message names the file, the place in it and what is wrong."""


def _seconds(value: Any) -> Any:
    found = re.fullmatch(r"(\d+)([smhd])", value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("a time like 30s, 15m, 2h or 1d is needed")
    return int(found[1]) * _UNITS[found[2]]


def _address(value: str) -> str:
    if not is_url(value):
        raise ValueError("an http:// or https:// address is needed")
    return value


Seconds = Annotated[float, BeforeValidator(_seconds)]


class Feed(BaseModel):
    """One feed. `read`: the page that an entry links to, or the entry itself. `every`: seconds between polls."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Annotated[str, AfterValidator(_address)]
    outlet: str | None = None
    every: Annotated[Seconds, Field(ge=60)] | None = None
    read: Literal["page", "entry"] = "page"


class Watchlist(BaseModel):
    """All feeds. `every`: seconds between polls of one feed; `delay`: between two requests to one host."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    every: Annotated[Seconds, Field(ge=60)] = 900.0
    delay: Seconds = 2.0
    feed: Annotated[list[Feed], Field(min_length=1)]

    def pause(self, feed: Feed) -> float:
        """Seconds between two polls of `feed`."""
        return feed.every or self.every


def read_list(path: str | Path) -> Watchlist:
    """The feeds of a TOML file; `BadList` where it cannot be read or says something that is not understood."""
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        found = Watchlist.model_validate(data)
    except OSError as error:
        raise BadList(f"{path}: cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadList(f"{path}: not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in first["loc"])
        raise BadList(f"{path}: {place}: {first['msg']}") from error
    urls = [feed.url for feed in found.feed]
    twice = next((url for url in urls if urls.count(url) > 1), None)
    if twice:
        raise BadList(f"{path}: {twice} is listed twice")
    return found
