"""Room 6, who says so: frames of attribution and how far each of them reaches.

A frame is a word of saying with its speaker; its scope is a range of tokens told on that speaker's word. Scopes nest:
the innermost source of a token is that of the shortest scope around it. Later sentences inherit (وأضاف, المصدر).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marsad.coder.coverage import Field
from marsad.coder.digests import read_digest
from marsad.coder.mentions import ActorMention
from marsad.coder.reporting import read_frames
from marsad.coder.scopes import Scope, read_units
from marsad.coder.source_classes import source_class
from marsad.coder.sources import Speaker
from marsad.coder.speakers import plain
from marsad.coder.speech import word_set
from marsad.coder.text import Document, fold

_DEEPEST = 3


class Attributions:
    """Who is cited for what in one report; ask with a token index."""

    def __init__(
        self, field: Field, actors: Sequence[ActorMention] = (), names: Sequence[tuple[int, int, bool]] = ()
    ) -> None:
        self.field = field
        norms = field.doc.norms
        # what stands in the names of tails: حسبما أفاد كذا
        self.speaking = {i for first, last, tail in names if tail for i in range(first, last)}
        self.informants = {  # what stands in names of unnamed sources: مصادر الشرطة
            i
            for first, last, _ in names
            if plain(norms[first]) in word_set("informants")
            for i in range(first + 1, last)
        }
        # between a word of saying and what is said: قال الرائد فلان من بلدة كذا إن
        self.naming = {i for s in field.scopes if s.verb >= 0 for i in range(s.verb + 1, s.first)}
        # the frame that each word of saying opens
        self.opened = {s.verb: s for s in field.scopes if s.verb >= 0}
        # of each token of a charge, the charge from its verb to its end: اتهم كذا كذا بكذا
        self.charges: dict[int, range] = {}
        for scope in field.scopes:
            if scope.mode == "charge" and scope.verb >= 0:
                charge = range(min(scope.verb, scope.first), scope.last)
                self.charges.update(dict.fromkeys(charge, charge))
        kept = [a for a in actors if a.kind in ("group", "force", "state")]
        self.actors = [
            (a.first, a.last, frozenset(plain(n.lstrip("وبل")) for n in norms[a.first : a.last]))
            for a in kept
        ]
        # where states and their forces are named: الطائرات الإسرائيلية; not مسلحون, not قواتها
        self.powers = {a.first for a in kept if not a.prep and (a.kind == "state" or a.country is not None)}

    def blamed(self, first: int, at: int) -> bool:
        """Whether who is named at token `first` is charged there, but of nothing told at token `at`."""
        charge = self.charges.get(first, ())
        return bool(charge) and at not in charge

    @property
    def scopes(self) -> list[Scope]:
        """All scopes of the report, in order of their beginning."""
        return self.field.scopes

    def told_at(self, first: int, last: int) -> tuple[Speaker, ...]:
        """To whom the act of speech in tokens [first, last) was said: نفى مصدر كذا لوكالة كذا."""
        return next((self.opened[k].told for k in range(first, last) if k in self.opened), ())

    def scopes_at(self, index: int) -> list[Scope]:
        """The scopes that token `index` rests on, innermost first."""
        return self.field.around(index)

    def speaker_at(self, index: int) -> Speaker | None:
        """The innermost source of a claim triggered at token `index`, None if the report says it."""
        return next((s for scope in self.scopes_at(index) for s in scope.speakers), None)

    def sources_at(self, index: int) -> list[dict[str, Any]]:
        """The codebook's sources of a claim triggered at token `index`, innermost first; [] if the report says it."""
        return sources_of(self.scopes_at(index))


def sources_of(scopes: Sequence[Scope], told: Sequence[Speaker] = ()) -> list[dict[str, Any]]:
    """The codebook's sources of a claim told in these scopes, innermost first; `told` where there are none."""
    out: list[dict[str, Any]] = []
    seen: list[Speaker] = []
    chains = [(scope.speakers, scope.via) for scope in scopes] or [(tuple(told), None)]
    for speakers, via in chains:
        for speaker in speakers:
            if len(out) < _DEEPEST and speaker not in seen:
                seen.append(speaker)
                known = speaker.id or source_class(speaker.name) or speaker.actor
                out.append({"name": speaker.name, "id": known, "via": None if out else via})
    return out


def find_attributions(doc: Document, actors: Sequence[ActorMention] = ()) -> Attributions:
    """Reads who is cited for what in `doc`; `actors` may sharpen names and may be empty."""
    units = read_units(doc)
    scopes, names = read_frames(doc, units, actors)
    scopes += read_digest(doc, units, scopes)
    return Attributions(Field(doc, units, scopes), actors, names)


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
