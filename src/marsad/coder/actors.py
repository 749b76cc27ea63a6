"""Room 3, actors: who can act or be acted upon, found in a document and looked up in the catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from marsad.coder.actor_phrases import Reader
from marsad.coder.actor_words import Lexis, Phrase, lexis
from marsad.coder.catalogue import Actor, Name
from marsad.coder.mentions import ActorMention, NumberMention
from marsad.coder.text import Document
from marsad.coder.words import bare

_LOCAL = frozenset(("name", "headed", "local"))
_SHORT = frozenset(("short",))
_MEMBER_KINDS = ("force", "group", "people")


def find_actors(doc: Document, numbers: Sequence[NumberMention] = ()) -> list[ActorMention]:
    """All mentions of actors in `doc` in text order; a mention flagged `nested` lies inside the one before it.

    Ids are resolved as of the report's date, and names that mean different actors in different wars by the state that
    the report speaks of most.
    """
    words = lexis()
    reader = Reader(doc, words)
    phrases: list[Phrase] = []
    i, size = 0, len(doc.norms)
    while i < size:
        phrase = reader.at(i)
        if phrase is None:
            i += 1
            continue
        phrases.append(phrase)
        i = max(phrase.last, i + 1)
    phrases = _with_short_names(reader, phrases)
    resolver = Resolver(doc, words)
    by_end = {n.last: n for n in numbers if not n.ordinal}
    out: list[ActorMention] = []
    for phrase in phrases:
        _emit(doc, phrase, resolver, by_end, out, False)
    return out


def _emit(
    doc: Document,
    phrase: Phrase,
    resolver: Resolver,
    by_end: dict[int, NumberMention],
    out: list[ActorMention],
    nested: bool,
) -> None:
    mention = resolver.mention(phrase)
    mention.number = by_end.get(phrase.first)
    if nested:
        mention.flags.add("nested")
    out.append(mention)
    for part in phrase.parts:
        _emit(doc, part, resolver, by_end, out, True)


def _with_short_names(reader: Reader, phrases: list[Phrase]) -> list[Phrase]:
    """`phrases` and, between them, the short names that the report or the catalogue gives a full form for."""
    known, norms = reader.known, reader.norms
    surnames: set[str] = set()
    full: set[str] = set()
    for phrase in _all(phrases):
        if phrase.person and phrase.last - phrase.person > 1:
            last = norms[phrase.last - 1]
            if len(last) > 3 and not reader.words.quality(norms, phrase.last - 1):
                surnames.add(last)
        if phrase.name:
            full.update(phrase.name.ids)
    taken = {k for p in phrases for k in range(p.first, p.last)}
    extra: list[Phrase] = []
    for i, norm in enumerate(norms):
        if i in taken:
            continue
        name = known.match(norms, i, frozenset(("headed", "short")))
        if name and (name.mode == "short" or full & set(name.ids)):
            actor = known.actors[name.ids[0]]
            kind = "person" if actor.kind == "person" else "group"
            found = Phrase(
                i,
                name.last,
                name.letters,
                name.conj,
                name.prep,
                kind,
                norm[name.letters :],
                actor.role,
                actor.country,
                name=name,
                rule="short_name",
                definite=True,
            )
            found.person = i if kind == "person" else 0
            extra.append(found)
        else:
            letters = next((k for k in (0, 1) if norm[k:] in surnames and (not k or norm[0] in "وبلف")), None)
            if letters is not None:
                conj, prep = (
                    (norm[0] if letters and norm[0] in "وف" else ""),
                    (norm[0] if letters and norm[0] in "بل" else ""),
                )
                extra.append(
                    Phrase(
                        i,
                        i + 1,
                        letters,
                        conj,
                        prep,
                        "person",
                        norm[letters:],
                        "CVL",
                        rule="surname",
                        person=i,
                        definite=True,
                    )
                )
    return sorted((*phrases, *extra), key=lambda p: p.first) if extra else phrases


def _all(phrases: Sequence[Phrase]) -> list[Phrase]:
    return [q for p in phrases for q in (p, *_all(p.parts))]


class Resolver:
    """Looks phrases up in the catalogue, as of the report's date and theatre."""

    def __init__(self, doc: Document, words: Lexis) -> None:
        self.doc = doc
        self.words = words
        self.known = words.known
        self.theatre = theatre_of(doc, words)

    def mention(self, phrase: Phrase) -> ActorMention:
        """`phrase` as a mention, with id, role and country where they are known."""
        tokens = self.doc.tokens
        start = tokens[phrase.first]
        text = self.doc.quote(phrase.first, phrase.last)
        name = bare(text, phrase.letters)
        if "glued_article" in phrase.flags:
            name = (
                "ا" + name
                if name.startswith("ل") and not name.startswith("لل")
                else "ال" + name.removeprefix("ل")
            )
        actor = self._actor(phrase)
        country = phrase.country or (actor.country if actor else None)
        role = self._role(phrase, actor)
        kind = phrase.kind if phrase.kind != "title" else "person"
        found = ActorMention(
            *(
                phrase.first,
                phrase.last,
                " ".join(name.split()),
                phrase.head or start.norm,
                actor.id if actor else None,
            ),
            *(role, country, kind, f"actor/{phrase.rule or kind}", actor is not None),
        )
        found.prep, found.conj = phrase.prep, phrase.conj
        found.flags |= phrase.flags - {"glued_article"}
        if phrase.pronoun:
            found.flags.add("possessed")
        if phrase.definite:
            found.flags.add("definite")
        return found

    def _role(self, phrase: Phrase, actor: Actor | None) -> str | None:
        if actor and (phrase.kind != "people" or phrase.role in ("MIL", "UAF", None)):
            return actor.role
        if phrase.role is None and phrase.parts:
            return phrase.parts[0].role
        if phrase.head in ("قايد", "مقاتلين", "مقاتلو", "مقاتلي", "مقاتلون", "عناصر") and phrase.parts:
            return phrase.parts[0].role or phrase.role
        return phrase.role

    def _actor(self, phrase: Phrase) -> Actor | None:
        norms = self.doc.norms
        if phrase.name:
            return self._choose(phrase.name)
        local = self._local(phrase)
        if local:
            return local
        if phrase.person:
            name = self.known.match(norms, phrase.person, frozenset(("name", "short")))
            if name and self.known.actors[name.ids[0]].kind == "person":
                return self._choose(name)
            return None
        if phrase.parts and phrase.kind in (*_MEMBER_KINDS, "office"):
            inner = self._actor(phrase.parts[0])
            if inner and inner.kind != "state" and inner.kind != "person":
                return inner
        return self._body(phrase)

    def _local(self, phrase: Phrase) -> Actor | None:
        name = self.known.match(self.doc.norms, phrase.first, _LOCAL)
        if name is None or name.last < phrase.last:
            return None
        return self._choose(name)

    def _choose(self, name: Name) -> Actor | None:
        """The actor that the name means here: alive on the report's date, in the report's theatre."""
        actors = [self.known.actors[i] for i in name.ids]
        if name.mode == "local":
            actors = [a for a in actors if self.theatre in a.where]
        alive = [a for a in actors if a.lived(self.doc.published)] or (actors if name.mode != "local" else [])
        if len(alive) > 1:
            here = [a for a in alive if self.theatre in a.where]
            alive = here or alive
        return alive[0] if alive else None

    def _body(self, phrase: Phrase) -> Actor | None:
        """A state's body: الجيش السوري, القوات الحكومية in a report on Syria."""
        iso = phrase.country
        key = tuple(
            n.removeprefix("ال")
            for n in (
                self.doc.norms[phrase.first][phrase.letters :],
                *self.doc.norms[phrase.first + 1 : phrase.last],
            )
            if n.removeprefix("ال") not in self.words.nationality
        )
        body = self.known.bodies.get(key)
        if (
            body is None
            and iso
            and phrase.body
            and not phrase.parts
            and (phrase.role in ("MIL", "COP", "GOV", "SPY", "JUD", "LEG"))
        ):
            body = phrase.body
        if body is None or phrase.pronoun:
            return None
        iso = iso or (self.theatre if phrase.definite else None)
        return self.known.actors.get(f"{iso.lower()}-{body}") if iso else None


def theatre_of(doc: Document, words: Lexis) -> str | None:
    """The state that the report speaks of most, by names of states, cities and nationalities; None without any."""
    votes: Counter[str] = Counter()
    for norm in doc.norms:
        vote = words.vote(norm)
        if vote:
            votes[vote[0]] += vote[1]  # type: ignore[assignment]
    return max(votes, key=lambda iso: (votes[iso], iso)) if votes else None
