"""Room 3, actors: who can act or be acted upon, found in a document and looked up in the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from marsad.coder.actor_phrases import Reader
from marsad.coder.actor_shorts import with_short_names
from marsad.coder.actor_words import Lexis, Phrase, lexis
from marsad.coder.catalogue import OPENING, Actor, Catalogue, Name
from marsad.coder.mentions import ActorMention, NumberMention
from marsad.coder.text import Document, paired
from marsad.coder.words import bare

__all__ = ["find_actors", "theatre_of"]

_LISTED = frozenset(("name", "headed"))
_REPEATED = frozenset(("قوات", "جنود", "طايرات", "مروحيات", "طيران", "مقاتلات", "شرطه", "حكومه", "سلطات"))
_THEATRE = frozenset(("local",))
_STATES = frozenset(("name",))
_PERSONAL = frozenset(("name", "short"))
_WITH_PARTS = ("force", "group", "people", "office")


def find_actors(doc: Document, numbers: Sequence[NumberMention] = ()) -> list[ActorMention]:
    """All mentions of actors in `doc` in text order; a mention flagged `nested` lies inside the one before it.

    Ids are resolved as of the report's date, and names that mean different actors in different wars by the state that
    the report speaks of most.
    """
    words = lexis()
    reader = Reader(doc, words)
    phrases: list[Phrase] = []
    i, size = 0, len(doc.norms)
    live = words.live
    while i < size:
        phrase = reader.at(i) if live(doc.norms[i]) else None
        if phrase is None:
            i += 1
            continue
        phrases.append(phrase)
        i = max(phrase.last, i + 1)
    resolver = Resolver(doc, words, phrases)
    phrases = with_short_names(reader, phrases, resolver.theatre)
    by_end = {n.last: n for n in numbers if not n.ordinal}
    out: list[ActorMention] = []
    for phrase in phrases:
        _emit(doc, phrase, resolver, by_end, out, False)
    _appose(doc.norms, out)
    return out


def _appose(norms: list[str], mentions: list[ActorMention]) -> None:
    """حركة الشباب، وهي جماعة متشددة: what a group is said to be is that group."""
    named: ActorMention | None = None
    for m in mentions:
        if "nested" in m.flags:
            continue
        gap = norms[named.last : m.first] if named else []
        if named and m.id is None and m.kind == named.kind == "group" and gap in (["وهي"], ["،", "وهي"]):
            m.id, m.role, m.country, m.known = named.id, named.role or m.role, named.country, named.known
        named = m


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


class Resolver:
    """Looks phrases up in the catalogue, as of the report's date and theatre."""

    def __init__(self, doc: Document, words: Lexis, phrases: Sequence[Phrase]) -> None:
        self.doc = doc
        self.words = words
        self.known = words.known
        self.theatre = theatre_of(doc, words, phrases)
        self._abroad = dict(_abroad(doc, self.known))
        self._said: dict[
            str, Actor
        ] = {}  # the last actor named in full behind a head: قوات -> the French forces

    def mention(self, phrase: Phrase) -> ActorMention:
        """`phrase` as a mention, with id, role and country where they are known."""
        tokens = self.doc.tokens
        start = tokens[phrase.first]
        text = self.doc.quote(phrase.first, phrase.last)
        name = paired(bare(text, phrase.letters))
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
        found.prep, found.conj = phrase.prep or _lone(self.doc.norms, phrase.first), phrase.conj
        found.flags |= phrase.flags - {"glued_article"}
        if phrase.pronoun:
            found.flags.add("possessed")
        if phrase.definite:
            found.flags.add("definite")
        return found

    def _role(self, phrase: Phrase, actor: Actor | None) -> str | None:
        """The actor's role; of people in general, what their own noun says; of members, what their group is."""
        if actor and phrase.kind == "force" and actor.role == "GOV" and phrase.role in ("MIL", "COP"):
            return phrase.role  # قوات حكومة الوفاق
        if actor and (phrase.kind != "people" or phrase.role in ("MIL", "UAF", "COP", None)):
            return actor.role
        generic = (
            phrase.role is None or phrase.head in self.words.leading or phrase.head in self.words.members
        )
        if generic and _owned(phrase) and phrase.parts[0].kind in ("force", "group"):
            return phrase.parts[0].role or phrase.role
        return phrase.role

    def _actor(self, phrase: Phrase) -> Actor | None:
        """The catalogue's actor for `phrase`: by its name, its person, the group its head belongs to, or its state."""
        local = self._local(phrase)
        if local or phrase.name:
            named = local or (self._choose(phrase.name, phrase) if phrase.name else None)
            head = self.doc.norms[phrase.first][phrase.letters :]
            if named and head in _REPEATED:
                self._said[head] = named  # قوات الدعم السريع, then القوات
            return named
        if phrase.person:
            name = self.known.match(self.doc.norms, phrase.person, _PERSONAL)
            person = name and self.known.actors[name.ids[0]].kind == "person"
            return self._choose(name, phrase) if name and person else None
        if _owned(phrase) and phrase.kind in _WITH_PARTS:
            inner = self._actor(phrase.parts[0])
            if inner and inner.kind not in ("state", "person"):
                of_state = inner.role == "GOV" and phrase.kind == "force"
                return of_state and self._body(phrase) or inner  # قوات الحكومة السورية: the army
        group = self._by_adjective(phrase)
        if group:
            return group
        bare = phrase.last - phrase.first == 1 and phrase.definite and not phrase.pronoun
        if bare and phrase.head in self._said:
            return self._said[phrase.head]
        found = self._body(phrase)
        if found and not bare and phrase.country and phrase.head in _REPEATED:
            self._said[phrase.head] = found
        return found

    def _by_adjective(self, phrase: Phrase) -> Actor | None:
        """The group whose adjective stands behind the phrase's head: قناص حوثي، عناصر داعشية."""
        end = min([phrase.core or phrase.last, *(p.first for p in phrase.parts)])
        found = (self.words.of_group(n) for n in self.doc.norms[phrase.first + 1 : end])
        return next((self.known.actors[f[1]] for f in found if f), None)

    def _local(self, phrase: Phrase) -> Actor | None:
        """The actor that the whole phrase means in the report's theatre, or by a name that needs its head."""
        for modes in (_THEATRE, _LISTED):
            name = self.known.match(self.doc.norms, phrase.first, modes)
            if name and name.last >= (phrase.core or phrase.last):
                found = self._choose(name, phrase)
                if found:
                    return found
        return None

    def _where(self, phrase: Phrase) -> str | None:
        """The state that is spoken of where `phrase` stands: the report's, or that of a passage about another."""
        return self._abroad.get(self.doc.sentence_of[phrase.first], self.theatre)

    def _choose(self, name: Name, phrase: Phrase) -> Actor | None:
        """The actor that the name, part of `phrase`, means in this report."""
        return self.known.choose(name.ids, name.mode, self.doc.published, self._where(phrase))

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
        iso = iso or (self._owner(phrase) or self._where(phrase) if phrase.definite else None)
        return self.known.actors.get(f"{iso.lower()}-{body}") if iso else None

    def _owner(self, phrase: Phrase) -> str | None:
        """The state of the army or government named behind ل: الطيران الحربي للاحتلال."""
        norms = self.doc.norms
        if phrase.last >= len(norms) or not norms[phrase.last].startswith("ل"):
            return None
        name = next(
            filter(None, (self.known.match(norms, phrase.last, m) for m in (_LISTED, _THEATRE))), None
        )
        owner = self._choose(name, phrase) if name and name.prep == "ل" else None
        return owner.country if owner and owner.role in ("MIL", "GOV") else None


def _abroad(doc: Document, known: Catalogue) -> Iterator[tuple[int, str]]:
    """Sentences of a passage about another state, with it: وفي الجزائر قتل الجيش ..., to the end of its paragraph."""
    state = ""
    for sentence in doc.sentences:
        if sentence.index and "\n" in doc.text[doc.sentences[sentence.index - 1].end : sentence.start]:
            state = ""
        if doc.norms[sentence.first] in ("في", "وفي") and sentence.first + 1 < len(doc.norms):
            name = known.match(doc.norms, sentence.first + 1, _STATES, clitics=False)
            if name and known.actors[name.ids[0]].kind == "state":
                state = name.ids[0].upper()
        if state:
            yield sentence.index, state


def _lone(norms: list[str], first: int) -> str:
    """The ل that stands before the quotation marks of a name: لـ«داعش»."""
    at = first - (2 if norms[first - 1] in OPENING else 1)
    return norms[at] if 0 <= at < first and norms[at] == "ل" else ""


def _owned(phrase: Phrase) -> bool:
    """Whether the first name inside `phrase` is the body its head belongs to."""
    return bool(phrase.parts) and "tied" not in phrase.parts[0].flags


def theatre_of(doc: Document, words: Lexis, phrases: Sequence[Phrase] = ()) -> str | None:
    """The state that the report speaks of most, by names of states, cities, nationalities and of the actors found.

    None where nothing speaks for any state.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    for norm in doc.norms:
        vote = words.vote(norm)
        if vote:
            votes[vote[0]] += vote[1]
    for phrase in phrases:
        if phrase.name and phrase.country and phrase.kind != "state":
            votes[phrase.country] += words.weight(phrase.country)
    return max(votes, key=lambda iso: (votes[iso], iso)) if votes else None
