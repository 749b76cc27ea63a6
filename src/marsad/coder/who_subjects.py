"""What a finite verb settles of its subject and object, by what stands right behind it and agrees with it.

Arabic news puts the verb first, and the same word order serves a verb whose subject was named before. Most often the
words themselves tell the two apart: a pronoun on the verb takes the object's place (قصفها الجيش), a verb without object
leaves only a subject (ونددت طهران), of two names in a row the first acts (اتهمت بغداد أنقرة), a plural verb has its
subject behind it already (وطالبوا الحكومة), and so has one of the other gender (وطالبت المجلس).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from marsad.coder.actor_references import feminine
from marsad.coder.actor_words import lexis
from marsad.coder.lexicon import FINITE, Hit
from marsad.coder.mentions import ActorMention
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.syntax import counts, function_words
from marsad.coder.who_around import REACH
from marsad.coder.who_context import SPEECH, agreement

if TYPE_CHECKING:
    from marsad.coder.who_candidates import Candidate

_PERSONS = ("person", "office", "people")
_MUTUAL = frozenset(("agreement", "talks"))
_FLEEING = frozenset(("displacement",))
_MOVING = _FLEEING | {"protest"}
_RECEIVES = frozenset(("handover/tasallama", "handover/istalama", "handover/tasallama_makan"))
_NEAR = 2  # tokens of adjectives between a subject and the verb behind it
_MANY = 7  # tokens between a verb and those who are counted behind it: نزح ما لا يقل عن ثلاثة آلاف شخص


def subjects(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """Who is named right behind the verb and can only be its subject."""
    hit, norms = proposal.hit, reading.doc.norms
    k = _behind(reading, proposal, found)
    if k is None:
        return
    m = found[k].mention
    word, takes = norms[m.first], hit.trigger.args.get("obj")
    if word.endswith("ون"):
        yield k
    elif hit.cut.pronoun:
        if not word.endswith("ا"):
            yield k
    elif takes == "recipients":
        opens = m.first == proposal.last and not _told_before(reading, hit, found)
        if opens and (_next(found, k) is not None or _speaks(reading, proposal, m)):
            yield k
    elif _lone(hit, proposal.type) and not _told_before(reading, hit, found):
        fits = m.kind != "facility" and "possessed" not in m.flags and not word.endswith("ين")
        yield from (k,) if fits else ()


def objects(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """Whom the verb's own form shows to be its object, and who is named behind its subject."""
    hit = proposal.hit
    k = _behind(reading, proposal, found)
    if k is None or hit.cut.pronoun or hit.trigger.args.get("obj") != "recipients":
        return
    m, second = found[k].mention, _next(found, k)
    if second is not None:
        if proposal.type in SPEECH and not _apposed(m, found[second].mention):
            yield second
    elif m.first == proposal.last and (_in_plural(reading, hit) or _differs(reading, proposal, m)):
        yield k


def crowds(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """نزح أكثر من 400 ألف شخص، خروج مئات الطلاب: those who are counted behind a verb of moving or its masdar."""
    hit, norms, at = proposal.hit, reading.doc.norms, proposal.last
    if not _moves(proposal) or _in_plural(reading, hit):
        return
    behind = ((c.mention.first, k) for k, c in enumerate(found) if not c.back and c.mention.first >= at)
    first, k = min(behind, default=(at + _MANY + 1, -1))
    if first - at > _MANY or found[k].mention.kind not in ("people", "group") or found[k].mention.prep:
        return
    if all(counts(n) or n in function_words("amounts") for n in norms[at:first]):
        yield k


def _moves(proposal: Proposal) -> bool:
    """Whether those who are named behind the trigger flee or gather: نزح، نزوح، تظاهر."""
    hit = proposal.hit
    finite, args = hit.form in FINITE, hit.trigger.args
    if hit.trigger.passive or hit.cut.pronoun or proposal.type not in (_MOVING if finite else _FLEEING):
        return False
    return args.get("subj" if finite else "gen") == "actors" and args.get("obj") != "recipients"


def _behind(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> int | None:
    """Who is named right behind a finite verb in the active voice, or behind a pronoun that goes with it: رحبت به."""
    hit, norms, at = proposal.hit, reading.doc.norms, proposal.last
    if hit.form not in FINITE or hit.trigger.passive or hit.last - hit.first > 1:
        return None
    if hit.trigger.args.get("subj") != "actors" or norms[hit.first - 1] in function_words("prepositions"):
        return None  # على قتلهم الأبرياء is no verb
    at += norms[at : at + 1] != [] and norms[at] in function_words("resumptive")
    bare = (k for k, c in enumerate(found) if not (c.back or c.mention.prep or c.mention.conj))
    return next((k for k in bare if found[k].mention.first == at), None)


def _next(found: Sequence[Candidate], k: int) -> int | None:
    """Who is named right behind the candidate `k`, by no preposition or conjunction."""
    end = found[k].mention.last
    bare = (j for j, c in enumerate(found) if not (c.back or c.mention.prep or c.mention.conj))
    return next((j for j in bare if found[j].mention.first == end), None)


def _apposed(first: ActorMention, second: ActorMention) -> bool:
    """Whether the second name only says who the first is: رجل الدين فلان، الزعيم السجين، اللواء فلان قائد الجيش."""
    if second.kind == "office" and second.head in lexis().speakers or second.kind == "person":
        return True
    if first.kind not in ("person", "office"):
        return False
    many = second.head in lexis().plurals or second.head.endswith(("ين", "ون", "ات"))
    return second.kind == "office" or second.kind == "people" and not many


def _lone(hit: Hit, kind: str) -> bool:
    """Whether the verb has no object that could stand behind it in place of its subject."""
    return "obj" not in hit.trigger.args and kind not in _MUTUAL


def _told_before(reading: Reading, hit: Hit, found: Sequence[Candidate]) -> bool:
    """Whether the subject stands before the verb: القوات تقاتل المليشيات، التي تقاتل المليشيات، وهاجموا الثكنة."""
    if reading.doc.norms[hit.first - 1] in function_words("relatives") or _in_plural(reading, hit):
        return True
    at = hit.first
    return not hit.cut.conj and any(not c.back and at - _NEAR <= c.mention.last <= at for c in found)


def _speaks(reading: Reading, proposal: Proposal, mention: ActorMention) -> bool:
    """Whether a man of office is named behind a verb of speech that agrees with him: وطالب الوزير فلان بتحقيق."""
    if proposal.type not in SPEECH or mention.kind not in ("person", "office"):
        return False
    hit, agrees = proposal.hit, agreement(reading, proposal) in ("m", "d")  # دعا ends like a dual
    written = reading.doc.norms[hit.first][len(hit.cut.conj) :]
    return agrees and (hit.form == "perfect" or written.startswith(("ي", "سي")))  # no أطالب


def _in_plural(reading: Reading, hit: Hit) -> bool:
    """Whether the verb is in the plural, which it is behind its subject only: وطالبوا، يهاجمون."""
    norm = reading.doc.norms[hit.first]
    return hit.form in FINITE and norm.endswith("وا" if hit.form == "perfect" else "ون")


def _differs(reading: Reading, proposal: Proposal, mention: ActorMention) -> bool:
    """Whether the verb is of another gender than who is named behind it: وطالبت | مجلس الأمن."""
    hit, told = proposal.hit, agreement(reading, proposal)
    if proposal.type not in SPEECH or mention.kind in _PERSONS or "possessed" in mention.flags:
        return False
    if told == "m":  # رفض without a conjunction may be the noun
        return feminine(mention) and (bool(hit.cut.conj) or hit.form != "perfect")
    return told == "f" and mention.head in lexis().references and not feminine(mention)


def receivers(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """تسلمت الشرطة القاعدة من الجيش: who stands behind a verb of receiving, or right before it, is given the place."""
    hit = proposal.hit
    if hit.trigger.id in _RECEIVES and hit.form in FINITE:
        sides = [(k, c.mention) for k, c in enumerate(found) if not c.back and not c.mention.prep]
        yield from (k for k, m in sides if m.first == proposal.last or m.last == proposal.first)


def givers(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """تسلمت الشرطة القاعدة من الجيش: from whom a place is received."""
    norms, hit = reading.doc.norms, proposal.hit
    if hit.trigger.id in _RECEIVES:
        for k, c in enumerate(found):
            if (
                not c.back
                and 0 < c.mention.first - proposal.last <= REACH
                and norms[c.mention.first - 1] == "من"
            ):
                yield k
