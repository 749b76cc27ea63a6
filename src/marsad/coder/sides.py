"""Standing: the names around a word that could be its two sides, and where each of them stands to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from marsad.coder.actor_words import lexis
from marsad.coder.lexicon import Hit
from marsad.coder.mentions import ActorMention, PlaceMention
from marsad.coder.reading import Reading
from marsad.coder.sources import written
from marsad.coder.speakers import unglue
from marsad.coder.syntax import function_words
from marsad.coder.who_context import leads_of
from marsad.coder.words import stem

_SIGNS = frozenset("“”«»\"'()،,-–") | {"''", "ـ"}
_ENDS = frozenset(".؛!?؟:")
_MOST = 3  # names looked at on each side
_REACH = 14  # tokens from the word to a side
# Whom a pronoun can mean, by the kinds of mention.
_AGREES = {
    "هم": ("people", "group", "force"),
    "ها": ("group", "force", "state"),
    "ه": ("person", "group", "force", "state"),
}
_PLURAL = ("ون", "ين")


@dataclass(slots=True)
class Side:
    """A name that could be a side: the mention, where it stands to the word, and what is known of it."""

    mention: ActorMention | PlaceMention | None
    first: int
    last: int
    place: (
        str  # left, relative, cut (inside a longer name), right, pronoun, before (an earlier sentence), none
    )
    prep: str = ""
    bare: str = ""  # the position of the frame's valency where there is no preposition
    gap: int = 0
    rank: int = 0
    head: str = ""  # the folded head word
    kind: str = ""
    role: str = ""
    outer: bool = True
    known: bool = False
    definite: bool = False
    number: str = "m"  # m, f, p: how an adjective agrees
    entity: int | None = None
    joined: tuple[ActorMention, ...] = field(default=())  # names that follow with و: من روسيا وإيران


def _side(reading: Reading, m: ActorMention, k: int, place: str, gap: int) -> Side:
    norms = reading.doc.norms
    before = norms[m.first - 1] if m.first else ""
    prep = m.prep or (before if before in function_words("prepositions") else "")
    head = norms[m.first]
    people = m.kind == "people" or head.endswith(_PLURAL)
    return Side(
        m,
        m.first,
        m.last,
        place,
        prep,
        gap=gap,
        head=stem(head.removeprefix(m.prep) or head),
        kind=m.kind,
        role=m.role or "",
        outer=k not in reading.nested,
        known=m.known,
        definite=head.startswith(("ال", "لل", "وال", "بال")) or m.known,
        number="p" if people else "f" if head.endswith(("ه", "ات", "اء")) else "m",
        entity=reading.entity_of.get(k),
    )


def _between(norms: list[str]) -> int:
    """How many words, signs aside, stand between."""
    return sum(n not in _SIGNS for n in norms)


_THAT = frozenset({"ان", "بان"})  # what is told begins behind it: قال المرصد إن جبهة كذا


def _may_act(reading: Reading, hit: Hit, k: int) -> bool:
    """Whether a name can be whom a word of standing is said of.

    Not a state that is only the place (في سوريا), nor whom another is tied to (الحركة المرتبطة بتنظيم كذا); of a phrase
    (إلى جانب) nobody behind a preposition (ذراع لتنظيم كذا).
    """
    m = reading.actors[k]
    before = reading.doc.norms[m.first - 1] if m.first else ""
    if m.last < hit.first and is_tie(reading.doc.norms, m):
        return False
    return not (m.kind == "state" and before == "في") and not (hit.form == "phrase" and m.prep)


def actors_left(reading: Reading, hit: Hit) -> list[Side]:
    """Names before the word in its sentence, nearest first; one that runs on over the word is cut before it."""
    doc, out = reading.doc, []
    here = [k for k in reading.actors_in.get(doc.sentence_of[hit.first], ()) if _may_act(reading, hit, k)]
    for k in here:
        m = reading.actors[k]
        if m.first < hit.first < m.last:
            out.append(_side(reading, m, k, "cut", 0))
    ends = sorted(
        (
            k
            for k in here
            if reading.actors[k].last <= hit.first and hit.first - reading.actors[k].last <= _REACH
        ),
        key=lambda k: (-reading.actors[k].last, reading.actors[k].first),
    )
    for k in ends[: _MOST + 1]:
        m = reading.actors[k]
        words = doc.norms[m.last : hit.first]
        if _ENDS & set(words):
            break
        place = "relative" if function_words("relatives") & set(words) else "left"
        out.append(_side(reading, m, k, place, _between(words)))
    told = max(
        (
            i
            for i in range(doc.sentences[doc.sentence_of[hit.first]].first, hit.first)
            if doc.norms[i] in _THAT
        ),
        default=-1,
    )
    about = (k for k in here if told < reading.actors[k].first and reading.actors[k].last <= hit.first)
    topic = next((k for k in about if k not in reading.nested), None)
    if topic is not None and all(s.mention is not reading.actors[topic] for s in out):
        m = reading.actors[topic]  # جبهة كذا، التي ...، تقاتل إلى جانب: whom the sentence is about
        out.append(_side(reading, m, topic, "topic", _between(doc.norms[m.last : hit.first])))
    if hit.form == "participle" and not any(s.last == hit.first or s.place == "cut" for s in out):
        out += _noun_before(reading, hit)
    for rank, side in enumerate(out):
        side.rank, side.bare = rank, "subj"
    return out


def _noun_before(reading: Reading, hit: Hit) -> Iterator[Side]:
    """A noun that no catalogue knows, right before its participle: الدول الداعمة, مؤسسة إعلامية موالية."""
    norms, last = reading.doc.norms, hit.first
    first = last - 1
    if first < reading.doc.sentences[reading.doc.sentence_of[hit.first]].first or not _is_noun(norms[first]):
        return
    both = first and norms[first].endswith(("ي", "يه")) and _is_noun(norms[first - 1])
    if both and norms[first].startswith("ال") == norms[first - 1].startswith("ال"):
        first -= 1
    yield _worded(reading, first, last, "", "left")


def _is_noun(norm: str) -> bool:
    groups = ("prepositions", "temporal", "subordinators", "relatives", "negations", "auxiliaries")
    return len(norm) > 2 and norm.isalpha() and not any(norm in function_words(g) for g in groups)


def _worded(reading: Reading, first: int, last: int, clitic: str, place: str) -> Side:
    """A side named by words that are no known mention."""
    name = written(reading.doc, first, last, clitic)
    m = ActorMention(
        first, last, name, reading.doc.norms[first], None, None, None, "words", "standing/words", prep=clitic
    )
    side = _side(reading, m, -1, place, 0)
    side.entity = None
    return side


def _noun_behind(reading: Reading, hit: Hit) -> Iterator[Side]:
    """The complement that the word's valency asks for, where no known mention begins there: مرتبطة بالقاعدة."""
    norms, args = reading.doc.norms, hit.trigger.args
    i, end = hit.last, reading.doc.sentences[reading.doc.sentence_of[hit.first]].last
    if i >= end:
        return
    clitic = norms[i][0] if norms[i][0] in "بل" and norms[i][0] in args and len(norms[i]) > 4 else ""
    if not clitic:
        if norms[i] in args and norms[i] in function_words("prepositions"):
            i += 1
        elif not (
            hit.cut.pronoun
            or hit.form in ("phrase", "masdar")
            or "obj" in args
            and norms[hit.first][-1] in "هام"
        ):
            return
    if i >= end or not _is_noun(norms[i]):
        return
    last = i + 1
    definite = unglue(norms[i], clitic).startswith("ال")
    while (
        definite
        and last < min(end, i + 3)
        and norms[last].startswith("ال")
        and norms[last].endswith(("ي", "يه"))
    ):
        last += 1
    side = _worded(reading, i, last, clitic, "right")
    side.prep = clitic or (norms[i - 1] if i > hit.last else "")
    side.bare = "gen" if hit.form in ("masdar", "phrase") else "bare1"
    yield side


def actors_right(reading: Reading, hit: Hit) -> list[Side]:
    """Names behind the word in its sentence, nearest first; a pronoun right behind it leads to names before."""
    doc, out = reading.doc, []
    norms, sentence = doc.norms, doc.sentence_of[hit.first]
    here = reading.actors_in.get(sentence, ())
    starts = sorted(
        (k for k in here if 0 <= reading.actors[k].first - hit.last <= _REACH),
        key=lambda k: (reading.actors[k].first, -reading.actors[k].last),
    )
    order = 0
    for k in starts[: _MOST + 1]:
        m = reading.actors[k]
        words = norms[hit.last : m.first]
        if _ENDS & set(words):
            break
        side = _side(reading, m, k, "right", _between(words))
        if any(n in function_words("relatives") or n in function_words("subordinators") for n in words):
            side.place = "right-far"
        side.bare = "gen" if hit.form in ("masdar", "phrase") and not order else f"bare{min(order + 1, 2)}"
        side.joined = tuple(_joined(reading, m, starts))
        order += side.outer
        out.append(side)
    if not any(s.first - hit.last <= (s.prep in norms[hit.last : s.first]) for s in out):
        out += _noun_behind(reading, hit)
    behind = norms[hit.last] if hit.last < doc.sentences[sentence].last else ""
    pronoun = behind in ("له", "لها", "لهم", "بها", "به", "بهم", "معه", "معها", "معهم", "منه", "منها")
    if pronoun or hit.cut.pronoun or hit.trigger.type == "relation.neutral":
        kinds = _AGREES.get(hit.cut.pronoun or behind[1:])
        leads = [k for k in leads_of(reading, hit.first) if kinds is None or reading.actors[k].kind in kinds]
        leads = [k for k in leads if not is_tie(norms, reading.actors[k])]
        for k in leads[:_MOST]:  # not القاعدة in الحركة المرتبطة بالقاعدة
            side = _side(reading, reading.actors[k], k, "pronoun", 0)
            side.prep, side.bare = (behind[0], "") if pronoun else ("", "gen")
            side.gap = min(9, reading.doc.sentence_of[hit.first] - reading.doc.sentence_of[side.first])
            out.append(side)
    for rank, side in enumerate(out):
        side.rank = rank
    return out


def _joined(reading: Reading, m: ActorMention, starts: Iterable[int]) -> Iterator[ActorMention]:
    """Names that follow `m` at once with و: من روسيا وإيران."""
    end = m.last
    for k in starts:
        other = reading.actors[k]
        if (
            k not in reading.nested
            and other.first == end
            and reading.doc.norms[end].startswith("و")
            and other.kind == m.kind
        ):
            yield other
            end = other.last


def places_around(reading: Reading, hit: Hit) -> list[Side]:
    """Places of the sentence nearest to the word on both sides, and the last one named before the sentence."""
    doc = reading.doc
    sentence = doc.sentence_of[hit.first]
    here = [p for k in reading.places_in.get(sentence, ()) if not is_tie(doc.norms, p := reading.places[k])]
    left = [p for p in here if p.last <= hit.first][::-1][:_MOST]
    right = [p for p in here if p.first >= hit.last][:_MOST]
    out = []
    for rank, p in enumerate(left):
        words = doc.norms[p.last : hit.first]
        place = "relative" if function_words("relatives") & set(words) else "left"
        out.append(place_side(doc.norms, p, place, _between(words), rank))
    for rank, p in enumerate(right):
        words = doc.norms[hit.last : p.first]
        far = bool(function_words("relatives") & set(words))
        out.append(place_side(doc.norms, p, "right-far" if far else "right", _between(words), rank))
    earlier = next(
        (ks for s in range(sentence - 1, max(-1, sentence - 4), -1) if (ks := reading.places_in.get(s))), []
    )
    if earlier:
        out.append(place_side(doc.norms, reading.places[earlier[-1]], "before", 9, len(out)))
    return out or [Side(None, -1, -1, "none")]


def is_tie(norms: list[str], p: PlaceMention | ActorMention) -> bool:
    """Whether a place or name only tells whose a body is: المدعومة من الولايات المتحدة، التابعة لدمشق."""
    at = p.first - 1 - (not p.prep)
    preps = lexis().ties.get(norms[at].removeprefix("ال")) if at >= 0 else None
    return preps is not None and (p.prep or norms[p.first - 1]) in preps


def place_side(norms: list[str], p: PlaceMention, place: str, gap: int, rank: int) -> Side:
    before = norms[p.first - 1] if p.first else ""
    prep = p.prep or (before if before in function_words("prepositions") else "")
    precision = str((p.place or {}).get("precision"))
    return Side(p, p.first, p.last, place, prep, gap=gap, rank=rank, kind=precision, role=p.kind or "",
                known=bool(p.place and p.place.get("id")))  # fmt: skip
