"""What grammar settles of who did it: a relative verb's subject, a deed's adjective, the owner of a strike.

Unlike the rules of `grammar`, which are heard as features and weigh what the gold taught, these speak of phrasings that
the gold has too few of: they add a fixed weight. What each did on the gold stands in `docs/notes/coder.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from marsad.coder.catalogue import OPENING
from marsad.coder.certainty import SPEECH
from marsad.coder.guards import skip_adverbials
from marsad.coder.lexicon import FINITE, Hit
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.syntax import answered, function_words
from marsad.coder.who_around import (
    AT_SITES,
    ENDS,
    HARM,
    OWNERS,
    PARTED,
    REACH,
    STRIKES,
    does,
    fallen,
    fought_beside,
    harboured,
    hosts,
    interceptors,
    launched,
    mourners,
    survivors,
)
from marsad.coder.who_chained import chained
from marsad.coder.who_driven import driven
from marsad.coder.who_subjects import crowds, givers, objects, receivers, subjects
from marsad.coder.who_told import (
    accused,
    besieged,
    commenters,
    conditions,
    curbers,
    flyers,
    holders,
    jailers,
    joined_objects,
    latter,
    repliers,
)
from marsad.coder.words import analyses, stem

if TYPE_CHECKING:
    from marsad.coder.who_candidates import Candidate

WEIGHT = 4.0
"""Log-odds that a settled candidate gains in its slot, and loses in the other."""
_COVERED = STRIKES | {"destruction", "capture"}
_OF_SIDES = AT_SITES | {"armed_clash", "killing", "arrest", "abduction"}
_TO_OWNER = 4  # tokens from a site to whose it is


def settled(
    reading: Reading, proposal: Proposal, found: Sequence[Candidate]
) -> tuple[list[float], list[float]]:
    """For each candidate what is added to its weight as an actor, and as a recipient."""
    acts, suffers = [0.0] * len(found), [0.0] * len(found)
    for rules, act, suffer in _SETTLES:
        for k in (k for rule in rules for k in rule(reading, proposal, found)):
            acts[k], suffers[k] = act or acts[k], suffer or suffers[k]
    for k, sign in _backing(reading, proposal, found):
        acts[k], suffers[k] = sign * WEIGHT, -sign * WEIGHT
    hit = proposal.hit
    noun = hit.form in ("masdar", "phrase") or hit.last - hit.first > 1  # سقط صاروخ
    if not noun or proposal.type in SPEECH:
        return acts, suffers
    for rule in (_done_by, _left_by, _adjectives, _owners, _craft, _genitives, _repelled):
        doers = list(rule(reading, proposal, found))
        if doers:
            for k in doers:
                acts[k], suffers[k] = WEIGHT, -WEIGHT
            break
    return acts, suffers


def _exposed(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """كمين تعرضت له مفرزة من الجيش: who was exposed to the deed that stands right before."""
    norms, at = reading.doc.norms, proposal.last
    if proposal.type in STRIKES and norms[at : at + 1] and norms[at] in function_words("exposure"):
        begin = at + 2 if norms[at + 1] in function_words("resumptive") else -1
        yield from (
            k
            for k, c in enumerate(found)
            if not c.back and begin <= c.mention.first <= begin + 2 and begin > 0
        )


def _hit_towns(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """كما قصفت تل أبيب بالصواريخ: the town right behind the verb is hit, where nothing else is named that could be."""
    hit, norms = proposal.hit, reading.doc.norms
    if proposal.type not in STRIKES or hit.form not in FINITE:
        return
    for k, c in enumerate(found):
        m = c.mention
        behind = norms[m.last] if m.last < len(norms) else "."
        ends = not behind[0].isalpha() or behind[0] in "بوف" and len(behind) > 2
        if not c.back and "capital" in m.flags and m.first == hit.last and ends:
            yield k


def _attached(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """قصفت المليشيات الموالية لإيران: who is only named to say whose friends others are."""
    if proposal.type not in _OF_SIDES:
        return
    norms = reading.doc.norms
    for k, c in enumerate(found):
        m = c.mention
        at = m.first - 1 if m.prep == "ل" else m.first - 2 if norms[m.first - 1] == "من" else -1
        if at >= 0 and norms[at] in function_words("attached"):
            yield k


def _protectors(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """اقتحم مستوطنون القرية بحماية قوات كذا: who covers those who act; what they do is support."""
    if proposal.type in _COVERED:
        cover = {c.entity for c in found if not c.back and _covers(reading.doc.norms, c.mention.first)}
        yield from (k for k, c in enumerate(found) if c.entity in cover)


def _backing(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[tuple[int, float]]:
    """سيطر الجيش بدعم روسي، بإسناد من كذا: who backs, and whom: who acts before it."""
    norms, at = reading.doc.norms, proposal.first
    if proposal.type != "support" or not norms[at].startswith(("ب", "تحت")):
        return
    near = [k for k, c in enumerate(found) if not c.back and at < c.mention.first <= proposal.last + 3]
    backers = [
        k for k in near if _covers(norms, found[k].mention.first) or found[k].mention.rule == "actor/deed"
    ]
    yield from ((k, 1.0) for k in backers)
    first = reading.doc.sentences[proposal.sentence].first
    before = [k for k, c in enumerate(found) if not c.back and first <= c.mention.first < at]
    sides = [k for k in before if found[k].mention.kind in (*OWNERS, "state") and not found[k].mention.prep]
    if backers and sides:
        verbs = {h.last for h in reading.hits_in.get(proposal.sentence, ()) if h.form in FINITE}
        yield max(sides, key=lambda k: (found[k].mention.first in verbs, found[k].mention.first)), -1.0


def _sufferers(_: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """تتعرض قوات كذا لهجمات: the subject of a verb of suffering, right behind it or before it."""
    hit = proposal.hit
    if hit.trigger.passive and hit.form in FINITE:
        for k, c in enumerate(found):
            beside = c.mention.last == hit.first or hit.first < c.mention.first <= hit.first + 1
            if not c.back and not c.mention.prep and beside:
                yield k


def _answerers(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """أطلقت الكتائب صواريخ ردا على قصف البرج: who answers a deed has not done it."""
    at = proposal.hit.first
    if answered(reading.doc.norms, at):
        yield from (k for k, c in enumerate(found) if not c.back and c.mention.first < at)


def _blamed(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """قصف على المستشفى، واتهمت الحركة إسرائيل: who is blamed has done it on the accuser's word only."""
    blamed = reading.attributions.blamed
    if proposal.type in HARM:
        yield from (k for k, c in enumerate(found) if not c.back and blamed(c.mention.first, proposal.first))


def _covers(norms: list[str], first: int) -> bool:
    """Whether the words before token `first` make a cover of who is named there: بحماية من، تحت حماية."""
    before = norms[max(0, first - 3) : first]
    of = before[-1:] == ["من"]
    if of and not function_words("backing").isdisjoint(before):
        return True
    at = len(before) - 1 - of
    if at < 0 or before[at] not in function_words("protection"):
        return False
    return before[at].startswith("ب") or at > 0 and before[at - 1] == "تحت"


def _done_by(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """غارات شنتها طائرات كذا، صاروخ أطلقه مسلحون: the subject of the verb of doing whose object the deed is."""
    verb = _verb_of_doing(reading, proposal.hit)
    if verb < 0:
        return
    doc = reading.doc
    begin = skip_adverbials(doc, verb + 1, doc.sentences[proposal.sentence].last)
    begin += doc.norms[begin : begin + 1] != [] and doc.norms[begin] in OPENING
    yield from (k for k, c in enumerate(found) if not c.back and c.mention.first == begin)


def _verb_of_doing(reading: Reading, hit: Hit) -> int:
    """The token of the verb of doing whose object pronoun stands for the deed at `hit`; -1 where there is none.

    It stands for the nearest noun of a deed before it.
    """
    norms = reading.doc.norms
    end = min(reading.doc.sentences[reading.doc.sentence_of[hit.first]].last, hit.last + REACH)
    at = next((k for k in range(hit.last, end) if norms[k] in ENDS or does(norms[k])), -1)
    if at < 0 or norms[at] in ENDS:
        return -1
    here = reading.hits_in.get(reading.doc.sentence_of[hit.first], ())
    deeds = (h for h in here if h.form in ("masdar", "phrase") and "." not in h.trigger.type)
    nearer = any(hit.last <= h.first < at for h in deeds)
    return -1 if nearer else at


def _left_by(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """انفجار لغم من مخلفات كذا: who left the arms there."""
    norms, end = reading.doc.norms, proposal.last
    at = next(
        (k for k in range(end, min(end + REACH, len(norms))) if norms[k] in function_words("leftovers")), -1
    )
    if at > end and norms[at - 1] == "من" and PARTED.isdisjoint(norms[end:at]):
        yield from (k for k, c in enumerate(found) if not c.back and c.mention.first == at + 1)


def _adjectives(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """غارات سورية وروسية: the states that the adjectives of a deed name."""
    if proposal.type not in STRIKES:
        return
    end = proposal.last
    near = sorted((c.mention.first, k) for k, c in enumerate(found) if not c.back)
    for first, k in near:
        if found[k].mention.rule == "actor/deed" and end <= first <= end + 1:
            end = found[k].mention.last
            yield k


def _owners(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """قصف مدفعي لقوات كذا، هجوم لـ«كذا» على: the armed side that an indefinite strike belongs to by ل."""
    hit, norms = proposal.hit, reading.doc.norms
    if proposal.type not in STRIKES or hit.cut.article or hit.cut.pronoun:
        return
    if function_words("owned").isdisjoint(c.stem for c in analyses(norms[hit.first])):
        return
    for k, c in enumerate(found):
        m = c.mention
        side = m.first >= hit.last and (m.kind in OWNERS or bool(m.id))
        if not c.back and m.prep == "ل" and side and _is_owned(norms[hit.last : m.first]):
            yield k
            return


def _craft(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """طائرات مسيرة تابعة للحركة: whose the planes are that strike."""
    norms, end = reading.doc.norms, proposal.last
    if proposal.type == "air_strike":
        near = ((k, c.mention) for k, c in enumerate(found) if not c.back)
        ties = function_words("ties")
        yield from (
            k for k, m in near if m.prep == "ل" and end < m.first <= end + 3 and norms[m.first - 1] in ties
        )


def _genitives(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """اعتداءات كذا وكذا على قرية: sides joined behind a deed that went against others."""
    hit, norms = proposal.hit, reading.doc.norms
    if proposal.type not in STRIKES or hit.form != "masdar":
        return
    end, doers = hit.last, list[int]()
    for first, k in sorted((c.mention.first, k) for k, c in enumerate(found) if not c.back):
        m = found[k].mention
        if first == end and not m.prep and (not doers or m.conj == "و"):
            doers.append(k)
            end = m.last
    if len(doers) > 1 and norms[end : end + 1] in (["علي"], ["ضد"]):
        yield from doers


def _called_upon(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """دعا الوزير المسلحين إلى تسليم أسلحتهم، أجبر الجيش المسلحين على الانسحاب: who is asked or forced does it.

    The second of two that stand between a verb of asking and the deed, right before this.
    """
    if proposal.hit.form != "masdar" or proposal.type in SPEECH:
        return
    norms = reading.doc.norms
    here = reading.hits_in.get(proposal.sentence, ())
    asks = [h.last for h in here if h.trigger.type == "demand" and h.form in FINITE]
    reach = range(max(0, proposal.first - REACH), proposal.first)
    asks += [i + 1 for i in reach if norms[i] in function_words("forcing")]
    asked = max((last for last in asks if 0 < proposal.first - last <= REACH), default=None)
    if asked is None or not PARTED.isdisjoint(norms[asked : proposal.first]):
        return
    between = [(c.mention.first, c.mention.last, k) for k, c in enumerate(found) if not c.back]
    between = sorted(m for m in between if asked <= m[0] and m[1] <= proposal.first)
    if len(between) < 2 or between[0][1] > between[-1][0]:
        return
    if norms[between[-1][1] : proposal.first] in ([], ["الي"], ["علي"]):
        yield between[-1][2]


def _repelled(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """أثناء التصدي لهجمات كذا: whose the attacks are that others repel."""
    hit, norms = proposal.hit, reading.doc.norms
    if (
        proposal.type not in STRIKES
        or not hit.first
        or norms[hit.first - 1] not in function_words("repelling")
    ):
        return
    begin = hit.last + (norms[hit.last : hit.last + 1] != [] and norms[hit.last] in OPENING)
    yield from (
        k for k, c in enumerate(found) if not c.back and c.mention.first == begin and not c.mention.prep
    )


def _sites(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """سيطروا على مقر غير رئيسي لداعش: the armed side whose site was struck or taken, named behind ل."""
    if proposal.type not in AT_SITES:
        return
    norms = reading.doc.norms
    for k, c in enumerate(found):
        m = c.mention
        if c.back or m.first < proposal.last or m.prep != "ل" or m.kind not in OWNERS:
            continue
        near = range(max(proposal.last, m.first - _TO_OWNER), m.first)
        between = norms[proposal.last : m.first]
        if len(between) > REACH or not {*between}.isdisjoint(PARTED | function_words("nearness")):
            return
        heads = (stem(norms[j]) for j in near if not norms[j].startswith("ال"))
        if any(not function_words("sites").isdisjoint((n, n.removesuffix("ا"))) for n in heads):
            yield k
            return


def _is_owned(gap: Sequence[str]) -> bool:
    """Whether words between a strike and who owns it only describe it: عنيف، بالمدفعية الثقيلة."""
    words = [n for n in gap if n not in OPENING and n != "ل"]
    means = next((k for k, n in enumerate(words) if n.startswith("ب")), len(words))
    return means <= 1 and len(words) - means <= 2 and not any(n.startswith("ال") for n in words[:means])


_SETTLES = (
    ((subjects, crowds, chained, _called_upon, accused, jailers, repliers, latter, givers), WEIGHT, -WEIGHT),
    ((objects, receivers, driven), -WEIGHT, WEIGHT),
    ((_sites, _sufferers, _exposed, harboured, launched, fallen, survivors, besieged), -WEIGHT, WEIGHT),
    (
        (
            _answerers,
            _blamed,
            interceptors,
            mourners,
            hosts,
            commenters,
            conditions,
            curbers,
            flyers,
            holders,
            joined_objects,
        ),
        -WEIGHT,
        0.0,
    ),
    ((fought_beside,), 0.0, -WEIGHT),
    ((_hit_towns, _attached, _protectors), -WEIGHT, -WEIGHT),
)
"""Rules that settle, and what each adds to the weight as an actor and as a recipient; 0 leaves it."""
