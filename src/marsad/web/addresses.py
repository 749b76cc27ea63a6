"""Where the pages of places, actors and incidents are."""

from __future__ import annotations

from urllib.parse import quote

__all__ = ["actor_url", "incident_url", "place_url"]


def place_url(key: str) -> str:
    """The address of a place's page."""
    return "/places/" + quote(key, safe="")


def actor_url(key: str) -> str:
    """The address of an actor's page."""
    return "/actors/" + quote(key, safe="")


def incident_url(key: str) -> str:
    """The address of an incident's page."""
    return "/incidents/" + quote(key, safe="")
