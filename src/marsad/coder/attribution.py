"""Room 6, who says so: frames of attribution and how far each of them reaches.

A frame is a word of saying with its speaker; its scope is a range of tokens told on that speaker's word. Scopes nest:
the innermost source of a token is that of the shortest scope around it. Later sentences inherit (وأضاف, المصدر).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from marsad.coder.coverage import Candidate, Field
from marsad.coder.decide import Linear, load
from marsad.coder.mentions import ActorMention
from marsad.coder.reporting import Scope, read_frames, read_units
from marsad.coder.speakers import Speaker, plain
from marsad.coder.text import Document, fold

_DEEPEST = 3
THRESHOLD = 0.45


class Attributions:
    """Who is cited for what in one report; ask with a token index."""

    def __init__(self, field: Field, actors: Sequence[ActorMention] = ()) -> None:
        self.field = field
        norms = field.doc.norms
        kept = [a for a in actors if a.kind in ("group", "force", "state")]
        self.actors = [(a.first, a.last, frozenset(plain(n.lstrip("وبل")) for n in norms[a.first : a.last])) for a in kept]
        self._memo: dict[int, tuple[Candidate, ...]] = {}

    @property
    def scopes(self) -> list[Scope]:
        """All scopes of the report, in order of their beginning."""
        return self.field.scopes

    def scopes_at(self, index: int) -> list[Scope]:
        """The scopes around token `index`, innermost first."""
        around = [s for s in self.field.scopes if s.first <= index < s.last]
        return sorted(around, key=lambda s: s.last - s.first)

    def accepted(self, index: int) -> tuple[Candidate, ...]:
        """The candidates that hold for a trigger at token `index`, innermost first."""
        known = self._memo.get(index)
        if known is None:
            known = self._memo[index] = tuple(c for c in self.field.candidates(index) if holds(c))
        return known

    def sources_at(self, index: int) -> list[dict[str, Any]]:
        """The codebook's sources of a claim triggered at token `index`, innermost first; [] if the report says it."""
        out: list[dict[str, Any]] = []
        seen: list[Speaker] = []
        for candidate in self.accepted(index):
            via = candidate.scope.via if candidate.scope else None
            for speaker in candidate.speakers:
                if len(out) < _DEEPEST and not any(speaker is s for s in seen):
                    seen.append(speaker)
                    out.append({"name": speaker.name, "id": speaker.id, "via": via if not out else None})
        return out


def holds(candidate: Candidate) -> bool:
    """Whether a candidate is cited for the trigger: by the model, or without weights by the kind of candidate."""
    model = _model()
    if model is None:
        return candidate.kind in ("in", "told")
    return model.score(candidate.features) >= THRESHOLD


@cache
def _model() -> Linear | None:
    path = files("marsad.knowledge").joinpath("weights/attribution.json")
    return load(json.loads(path.read_text(encoding="utf-8")))["coverage"] if path.is_file() else None


def find_attributions(doc: Document, actors: Sequence[ActorMention] = ()) -> Attributions:
    """Reads who is cited for what in `doc`; `actors` may sharpen names and may be empty."""
    units = read_units(doc)
    return Attributions(Field(doc, units, read_frames(doc, units, actors)), actors)


def drop_own(sources: list[dict[str, Any]], actors: Sequence[Any]) -> list[dict[str, Any]]:
    """`sources` of a speech event without its own speaker: what a party says is its own act.

    `actors` are codebook actors (dicts with `name`) or names.
    """
    names = [_words(a["name"] if isinstance(a, dict) else a) for a in actors]
    return [s for s in sources if not any(_akin(_words(s["name"]), n) for n in names)]


def _words(name: str) -> frozenset[str]:
    return frozenset(plain(fold(w)) for w in name.split())


def _akin(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and (a <= b or b <= a or 2 * len(a & b) >= len(a | b))
