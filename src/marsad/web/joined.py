"""What is made of all claims together, computed when first asked for and kept until the store changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import asdict
from threading import RLock
from typing import Any, TypeVar

from marsad.incidents.control import History, histories
from marsad.incidents.model import Incident
from marsad.incidents.sides import actor_key
from marsad.incidents.sites import Site, site_of
from marsad.incidents.standing import Standing, relations
from marsad.incidents.stored import incidents_of
from marsad.knowledge import vocabulary
from marsad.store import About, ClaimFilter, Store
from marsad.store.writing import actors_of

__all__ = ["Joined"]

Made = TypeVar("Made")

_KEPT = 16  # results; each day "as known on" is one


class Joined:
    """Histories of control and relations over a store. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = RLock()
        self._revision = ""
        self._made: dict[Hashable, Any] = {}

    def histories(self, known: str | None = None) -> dict[str, History]:
        """The history of every place by its key, as known on the ISO day `known`."""
        return self._once(
            ("histories", known), lambda: histories(self._claims("control"), self.about(), known)
        )

    def standings(self) -> list[Standing]:
        """All that was ever told of who stands with whom."""
        return self._once("standings", lambda: relations(self._fights(), self.about()))

    def standings_at(self, day: str) -> list[Standing]:
        """Who stood with whom on the ISO day."""
        return self._once(("standings", day), lambda: relations(self._fights(), self.about(), day))

    def actors(self) -> list[tuple[str, tuple[int, Counter[str]]]]:
        """Key of every actor that a claim names, with the number of its claims and its names there; most first."""
        return self._once("actors", self._count_actors)

    def _count_actors(self) -> list[tuple[str, tuple[int, Counter[str]]]]:
        names: dict[str, Counter[str]] = defaultdict(Counter)
        for kind in vocabulary()["kinds"]:
            for claim in self._claims(kind):
                for actor in actors_of(claim):
                    names[actor_key(actor)][actor["name"]] += 1
        rows = [(key, (sum(told.values()), told)) for key, told in names.items()]
        return sorted(rows, key=lambda row: (-row[1][0], row[0]))

    def incidents(self) -> dict[str, Incident]:
        """Every incident by its id, as people's judgements bind it."""
        return self._once("incidents", lambda: {one.id: one for one in incidents_of(self.store)})

    def incident_sites(self) -> dict[str, Site]:
        """Where each incident was, by its id; those of no place are left out."""
        found = self.incidents().values()
        return self._once("sites", lambda: {one.id: site for one in found if (site := _site(one))})

    def claims_of(self, reports: Iterable[str]) -> list[dict[str, Any]]:
        """All claims of the last runs over `reports`."""
        return [claim for name in reports for claim in self.store.claims(ClaimFilter(report=name))]

    def _fights(self) -> list[dict[str, Any]]:
        return [*self._claims("relation"), *self._claims("event")]

    def _claims(self, kind: str) -> list[dict[str, Any]]:
        return self._once(("claims", kind), lambda: self.store.claims(ClaimFilter(kind=kind)))

    def about(self) -> list[About]:
        """Id, day and outlet of every report."""
        return self._once("about", self.store.about)

    def _once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        with self._lock:
            revision = self.store.revision()
            if revision != self._revision:
                self._made, self._revision = {}, revision
            if key not in self._made:
                while len(self._made) >= _KEPT:
                    self._made.pop(next(iter(self._made)))
                self._made[key] = make()
            made: Made = self._made[key]
            return made


def _site(one: Incident) -> Site | None:
    return site_of(asdict(one.place), one.reports[0]) if one.place else None
