"""Room 6, who says so: frames of attribution and how far each of them reaches.

A frame is a word of saying with its speaker; its scope is a range of tokens told on that speaker's word. Scopes nest:
the innermost source of a token is that of the shortest scope around it. Later sentences inherit (وأضاف, المصدر).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from marsad.coder.mentions import ActorMention
from marsad.coder.reporting import Scope, read_frames
from marsad.coder.speakers import Speaker, plain
from marsad.coder.text import Document, fold

_DEEPEST = 3


@dataclass(slots=True)
class Attributions:
    """The scopes of a report; ask with a token index."""

    scopes: list[Scope]

    def scopes_at(self, index: int) -> list[Scope]:
        """The scopes around token `index`, innermost first; weak ones only where there is no other."""
        around = [s for s in self.scopes if s.first <= index < s.last]
        strong = [s for s in around if not s.weak]
        return sorted(strong or around, key=lambda s: s.last - s.first)

    def sources_at(self, index: int) -> list[dict[str, Any]]:
        """The codebook's sources of a claim triggered at token `index`, innermost first; [] if the report says it."""
        out: list[dict[str, Any]] = []
        seen: list[Speaker] = []
        for scope in self.scopes_at(index):
            for speaker in scope.speakers:
                if len(out) < _DEEPEST and not any(speaker is s for s in seen):
                    seen.append(speaker)
                    out.append({"name": speaker.name, "id": speaker.id, "via": scope.via if not out else None})
        return out


def find_attributions(doc: Document, actors: Sequence[ActorMention] = ()) -> Attributions:
    """Reads who is cited for what in `doc`; `actors` may sharpen names and may be empty."""
    return Attributions(read_frames(doc, actors))


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
