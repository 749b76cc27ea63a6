"""Feeds polled politely, and what is new in them coded and kept."""

from __future__ import annotations

from marsad.watching.feeds import BadList, Feed, Watchlist, read_list
from marsad.watching.watcher import Watcher

__all__ = ["BadList", "Feed", "Watcher", "Watchlist", "read_list"]
