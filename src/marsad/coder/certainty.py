"""Room 6, how sure: what governs a trigger in its clause.

There is no parser: the walk goes from the trigger to the left, over its own clause, and the first governing word wins.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import lru_cache

from marsad.coder import denial
from marsad.coder.attribution import Attributions
from marsad.coder.casualty_state import CasualtyCandidate
from marsad.coder.certainty_words import REACH, modal, words_of_certainty
from marsad.coder.clauses import THAT, parted_by_that, verb_of
from marsad.coder.denial import STOPS
from marsad.coder.lexicon import Hit, lexicon, masdar_preps
from marsad.coder.speakers import plain
from marsad.coder.speech import cues
from marsad.coder.text import Document
from marsad.coder.words import proclitic_cuts

_ANY, _TO_ANY = frozenset(("اي", "ايه")), 4  # "any", and how far before what is denied "not" stands then
_SCOPE_SAYS = {"charge": "alleged", "demand": "called_for", "threat": "called_for", "guess": "possible"}
_SCOPE_REACH = 25
_CLAUSE = frozenset(("انه", "ان", "قد", "فيما", "بينما"))  # before them أمر is a verb: إنه أمر الجيش بكذا
_ASKED = 34  # tokens from a verb that takes ب to its masdar
_PACT = 10  # how far before قضى the agreement stands
_HEARSAY = 6  # tokens from أنباء عن to what is heard
_SHOOTING = frozenset({"ground_attack", "killing"})  # what إطلاق النار may tell, but not a truce
_UNLESS: dict[str, tuple[Callable[[Document, int], bool], str, str]] = {
    "capture": (denial.for_taking, "purpose", "certainty:for"),
    **dict.fromkeys(("withdrawal", "handover", "release"), (denial.refused, "denied", "certainty:refused")),
    "siege": (denial.lifted, "negated", "certainty:lifted"),
}
"""What must not be so for these to be asserted, and what they are else."""
_UNCODED = frozenset({"negated", "denied", "purpose", "conditional"})
_DOUBT = 3  # tokens behind a trigger in which doubt may follow
_NONE = frozenset(("دون", "بدون", "لا", "عدم", "اي", "ايه"))
_WHO = THAT - {"ان"}  # who somebody is: يعتقد أنهم جهاديون
_HANDS = frozenset({"يد", "ايدي", "ايدى", "قبل", "بايدي", "بيد"})
_FOE = 7  # tokens around a trigger in which the foe is named
_TRYING = 10  # tokens from a verb of trying, or one of not being able, to what was tried
_PROMISED = frozenset({"casualties", "threat", "support"})  # سنساعد كذا is support, ستدفعون الثمن a threat
SPEECH = frozenset({"accusation", "denial", "demand", "threat", "support"})


def certainty_at(
    doc: Document, first: int, last: int, attributions: Attributions, event: str | None = None
) -> tuple[str, str]:
    """The certainty of a claim whose trigger is tokens [first, last), and the id of the rule that says so.

    `event` is the claim's event type, or `casualties`: an act of speech is done, whatever is demanded in it, and
    victims are not called for.
    Besides the codebook's values there are `negated`, `denied`, `conditional` and `purpose`: such a thing is not coded.
    """
    before = doc.norms[first - 1] if first else ""
    if event in _SHOOTING and before in words_of_certainty().stopping and denial.is_fire(doc.norms[first]):
        return "negated", "certainty:truce"  # خرق اتفاق وقف إطلاق النار
    if denial.not_done(doc, first) or event == "killing" and denial.is_sentence(doc, first):
        return "negated", "certainty:not-done"
    found = _governed(doc, first, last, attributions, event)
    if found[0] == "asserted" and denial.planned(doc, first):
        return "called_for", "certainty:planned"
    if found[0] == "called_for" and before in words_of_certainty().stopping:
        return "negated", "certainty:stopped"  # طالب بوقف القصف: that it stops is called for
    if found[0] == "asserted" and event in _UNLESS and _UNLESS[event][0](doc, first):
        return _UNLESS[event][1:]
    return found


def _governed(
    doc: Document, first: int, last: int, attributions: Attributions, event: str | None
) -> tuple[str, str]:
    """The certainty by what governs the trigger, and the rule."""
    norms = doc.norms
    if event != "casualties":
        found = _asked(doc, first)
        if found is not None:
            return found
    if event not in _PROMISED and _is_future(norms[first]):
        return "called_for", "certainty:future"
    if event in SPEECH:
        return "asserted", "certainty:speech"
    if event == "capture" and _attempted(doc, first):
        return "purpose", "certainty:attempt"
    forms = _forms(norms[first])
    done = event == "casualties" or "perfect" in forms and "masdar" not in forms
    found = _walk(doc, first, last, done) or _by_scope(doc, first, attributions, done) or _behind(doc, last)
    if found is not None and not (
        event == "agreement" and found[1].rpartition(":")[2] in words_of_certainty().provides
    ):
        return found
    if "imperfect" in forms and last < len(norms) and _provided(doc, last):
        return "called_for", "certainty:terms"
    if event in words_of_certainty().deeds and _adversary(doc, first, last, attributions):
        return "alleged", "certainty:adversary"
    if _named_foe(doc, first, last, attributions):
        return "alleged", "certainty:foe"
    return "asserted", "certainty:plain"


def certainty_of_count(
    doc: Document, count: CasualtyCandidate, attributions: Attributions
) -> tuple[str, str]:
    """The certainty of counted people, and the rule.

    Where the word of what happened is before them it may be denied (نفت الوزارة مقتل عشرين), threatened (هدد بإعدام
    عشرين) or tried (حاولوا خطف صحفي): then they are not coded. Doubt may stand behind them: خمسون شخصا ربما قتلوا.
    """
    found, told = certainty_at(doc, count.first, count.last, attributions, "casualties"), count.trigger
    if told is not None and told < count.first and found[0] not in _UNCODED:
        if denial.not_done(doc, told) or denial.is_sentence(doc, told):
            return "negated", "certainty:not-done"
        asked = _asked(doc, told)
        if asked is not None and asked[0] == "called_for":
            return "purpose", asked[1]
        if _attempted(doc, told) or denial.planned(doc, told):
            return "purpose", "certainty:attempt"
        governed = _walk(doc, told, told + 1, False)
        if governed is not None and governed[0] == "denied":
            return governed
    if found[0] == "asserted" and _hedged(doc.norms, count.group_last):
        return "possible", "certainty:possible:behind"
    return found


def _hedged(norms: list[str], last: int) -> bool:
    """Whether doubt stands right behind counted people: 50 شخصا ربما قتلوا، 15 مسلحا قد يكونون قتلوا."""
    behind = norms[last : last + 2]
    return behind[:1] == ["ربما"] or len(behind) == 2 and behind[0] == "قد" and modal(behind[1])


def certainty_of(doc: Document, hit: Hit, attributions: Attributions) -> tuple[str, str]:
    """The certainty of what a trigger states, and the rule; one that sets it itself overrules its clause."""
    found, rule = certainty_at(doc, hit.first, hit.last, attributions, hit.trigger.type)
    return hit.trigger.certainty or found, rule


def _asked(doc: Document, first: int) -> tuple[str, str] | None:
    """اتهم X، الذي ...، Y بشن هجمات: a verb that takes ب reaches its masdar over whatever stands between."""
    norms = doc.norms
    cuts: Set[str] = masdar_preps(norms[first])
    if "" in cuts and first and (light := _light_masdar(norms[first - 1])) is not None:
        cuts, first = {light}, first - 1  # بارتكاب مجزرة، إلى شن هجوم
    before = norms[first - 1].removeprefix("و") if first else ""
    prep = "ب" if "ب" in cuts else before if "" in cuts else ""
    takes = words_of_certainty().takes.get(prep)
    if takes is None:
        return None
    lo = max(doc.sentences[doc.sentence_of[first]].first, first - _ASKED)
    for k in range(first - 1, lo - 1, -1):
        norm = norms[k]
        if norm in takes and (norm != "امر" or norms[k - 1] in _CLAUSE) and _provided_for(norms, k):
            return takes[norm], f"certainty:{takes[norm]}:{norm}"
        if norm in STOPS or norm == ":" or _reports(norm):
            return None
    return None


def _provided_for(norms: list[str], k: int) -> bool:
    """Whether قضى at `k` has an agreement as its subject, not somebody who died: قضى الاتفاق بنشر، no قضى بتفجير."""
    if norms[k].lstrip("وف") not in ("قضي", "قضت"):
        return True
    return not words_of_certainty().pacts.isdisjoint(norms[max(0, k - _PACT) : k + 2])


@lru_cache(maxsize=1 << 12)
def _light_masdar(norm: str) -> str | None:
    """The preposition glued to a masdar that only carries the noun of a deed behind it; None for other words."""
    return next((c.prep for c in proclitic_cuts(norm) if c.stem in words_of_certainty().carrying), None)


def _attempted(doc: Document, first: int) -> bool:
    """حاول X منذ أشهر السيطرة على Y، فشل في استعادة Y: what was only tried is not taken."""
    norms, words = doc.norms, words_of_certainty()
    lo = max(doc.sentences[doc.sentence_of[first]].first, first - _TRYING)
    for k in range(first - 1, lo - 1, -1):
        if norms[k] in words.attempts:
            return True
        ends = norms[k] in words.factive and norms[k] != "منذ" or norms[k] in words.soft
        if ends or norms[k] in STOPS or norms[k] in ("،", ","):
            return False
    return False


def _behind(doc: Document, last: int) -> tuple[str, str] | None:
    """غارة يعتقد أن إسرائيل نفذتها، قتلوا على الأرجح: doubt right behind the trigger."""
    norms, end = doc.norms, doc.sentences[doc.sentence_of[last - 1]].last
    for k in range(last, min(last + _DOUBT, end)):
        if not norms[k].isalpha():
            return None
        for phrase in words_of_certainty().doubts.get(norms[k], ()):
            if tuple(norms[k : k + len(phrase)]) == phrase:
                return "possible", f"certainty:possible:{norms[k]}"
    return None


def _provided(doc: Document, last: int) -> bool:
    """اتفاق ينتشر الجيش بموجبه: what an agreement provides for has not happened yet."""
    end = doc.sentences[doc.sentence_of[last - 1]].last
    return not words_of_certainty().terms.isdisjoint(doc.norms[last : min(last + _DOUBT, end)])


def _named_foe(doc: Document, first: int, last: int, attributions: Attributions) -> bool:
    """Whether the deed is told, on someone's word, as done by people whom only an adversary calls so: إرهابيين.

    They stand before the trigger with no other force, or behind على أيدي or من قبل.
    """
    norms, words = doc.norms, words_of_certainty()
    scopes = attributions.scopes_at(first)
    if not scopes:
        return False
    lo = max(scopes[0].first, first - _FOE)
    before = norms[lo:first]
    if any(_names_foe(norms, k) for k in range(lo, first)):
        return not any(plain(n.lstrip("وبل")) in words.own_forces for n in before)
    after = norms[last : min(last + _FOE, doc.sentences[doc.sentence_of[first]].last)]
    at = next((k for k, n in enumerate(after) if n in words.foes), 0)
    return any(n in _HANDS for n in after[:at])


def _names_foe(norms: list[str], k: int) -> bool:
    """Whether the token calls people terrorists who may have done it: إرهابيون, مجموعة إرهابية.

    Not a deed (هجوم إرهابي), a name (داعش الإرهابي), nor those to whom it was done (عدد من الإرهابيين، تحييد إرهابيين).
    """
    norm, before = norms[k], norms[k - 1] if k else ""
    if norm not in words_of_certainty().foes or norm[:2] in ("لل", "بال"):
        return False
    band = before.removeprefix("و").removeprefix("ال") in words_of_certainty().bands
    return band or norm.endswith("ون") or before in _CLAUSE and norm.endswith("ين")


@lru_cache(maxsize=1 << 14)
def _forms(norm: str) -> frozenset[str]:
    """The forms (perfect, masdar, future ...) of which triggers the folded word can be."""
    return frozenset(form for _, form, _ in lexicon().of_word(norm))


def _is_future(norm: str) -> bool:
    return norm[0] in "سوف" and (
        norm.removeprefix("و").removeprefix("ف") in words_of_certainty().futures or "future" in _forms(norm)
    )


def _walk(doc: Document, first: int, last: int, done: bool) -> tuple[str, str] | None:
    """The nearest governing word to the left of the trigger, within its clause."""
    norms, words = doc.norms, words_of_certainty()
    lo = doc.sentences[doc.sentence_of[first]].first
    commas = 0
    soft = False
    for k in _telling(norms, max(lo, first - 20), last):
        norm = norms[k]
        if k < first and (norm in STOPS or norm in words.factive or _reports(norm) or _meanwhile(norms, k)):
            return None
        soft = soft or k < first and norm in words.soft
        if norm in ("،", ","):
            commas += 1
        group = words.single.get(norm)
        for phrase, phrase_group in words.phrases.get(norm, ()):
            if tuple(norms[k - len(phrase) + 1 : k + 1]) == phrase:
                group = phrase_group
        if norm in ("قد", "فقد") and k + 1 < len(norms) and modal(norms[k + 1]):
            group = "possible"
        if k < first and first - k <= 4 and not commas and _is_future(norm):
            group = "called_for"
        if group == "negated" and not _negates(norms, k, first, done) or group == "called_for" and done:
            continue
        if (
            group is None
            or soft
            or _untold(norms, k, first, group)
            or first - k > (_TRYING if group == "negated" else REACH[group])
        ):
            continue
        if k >= first and (group not in ("possible", "called_for") or k == first and last - first == 1):
            continue
        if commas and group in ("negated", "purpose", "conditional"):
            continue
        no = denial.denies(norm) or group == "possible" and denial.news_denied(doc, k)
        return ("denied" if no else group), f"certainty:{group}:{norm}"
    return None


def _of_people(norms: list[str], k: int, first: int) -> bool:
    """Whether the word at `k` tells of people, not of what the trigger states.

    Who is charged, with nothing named behind ب (أهالي المتهمين حاصروا), and who somebody is believed to be
    (مسلحون يعتقد أنهم جهاديون هاجموا).
    """
    words, norm = words_of_certainty(), norms[k].removeprefix("و")
    if norm in words.accused:
        return not any(n[0] == "ب" for n in norms[k + 1 : first + 1])
    if norm not in words.doubting or k + 2 >= first or norms[k + 1].removeprefix("ب") not in _WHO:
        return False
    return verb_of(norms[k + 2]) is None or norms[first][0] in "وف" and "perfect" in _forms(norms[first])


def _untold(norms: list[str], k: int, first: int, group: str) -> bool:
    """Whether the word of this group at `k` says nothing of the trigger: it tells of people, or of other news."""
    if group not in ("alleged", "possible"):
        return False
    parted = group == "possible" and parted_by_that(norms, k + 1, first) and norms[k + 1] not in THAT
    return parted or _of_people(norms, k, first) or _unheard(norms, k, first)


def _unheard(norms: list[str], k: int, first: int) -> bool:
    """Whether أنباء عن at `k` doesn't reach the trigger: أنباء عن قتيل في الاشتباكات, or there are none (دون)."""
    if norms[k] not in ("عن", "بشان"):
        return False
    return first - k > _HEARSAY or "في" in norms[k:first] or not _NONE.isdisjoint(norms[k - 3 : k])


def _meanwhile(norms: list[str], k: int) -> bool:
    """Whether the token ends a clause as في وقت does: ووعد بإرسال قوة، في وقت يسيطر التنظيم على كذا."""
    return norms[k] == "وقت" and norms[k - 1] == "في"


def _telling(norms: list[str], lo: int, hi: int) -> list[int]:
    """The tokens of [lo, hi) that mean something to `_walk`, from the last to the first."""
    return [k for k in range(hi - 1, lo - 1, -1) if not _is_idle(norms[k])]


@lru_cache(maxsize=1 << 14)
def _is_idle(norm: str) -> bool:
    """Whether the word means nothing to `_walk`, as most do."""
    words = words_of_certainty()
    return not (
        norm in STOPS
        or norm in words.factive
        or norm in words.soft
        or norm in words.single
        or norm in words.phrases
        or norm in ("،", ",", "قد", "فقد", "وقت")
        or _reports(norm)
        or _is_future(norm)
    )


def _reports(norm: str) -> bool:
    cue = cues().get(norm)
    return (
        cue is not None and cue.kind == "verb" and cue.mode == "report" and not cue.guards and not cue.pronoun
    )


def _negates(norms: list[str], k: int, first: int, done: bool) -> bool:
    """Whether the negation at token `k` reaches the trigger: right before it, or with a light verb between.

    Of a verb of being able, as far as what is not done: لم تتمكن القوات من إحراز تقدم.
    """
    able = None if done else words_of_certainty().abilities.get(norms[k + 1] if k + 1 < len(norms) else "")
    if able is not None:
        return not able or norms[first - 1] == able
    if denial.denies(norms[k]):
        return denial.is_denied(norms, k, first)
    if norms[k].endswith(("دون", "عدم")):
        return first - k <= 3
    if norms[first - 1] in _ANY:
        return first - k <= _TO_ANY  # لم تحدث أية اشتباكات
    return first - k == 1 or first - k == 2 and norms[k + 1] in words_of_certainty().light


def _by_scope(doc: Document, first: int, attributions: Attributions, done: bool) -> tuple[str, str] | None:
    scopes = attributions.scopes_at(first)
    if not scopes or first - scopes[0].first > _SCOPE_REACH:
        return None
    between = doc.norms[scopes[0].first : first]
    factive = words_of_certainty().factive
    said = _SCOPE_SAYS.get(scopes[0].mode)
    if said is None or done and said == "called_for":
        return None
    if not any(n in factive for n in between):
        return said, f"certainty:scope:{scopes[0].rule}"
    return None


def _adversary(doc: Document, first: int, last: int, attributions: Attributions) -> bool:
    """Whether a party to the conflict tells of a deed of a state or its forces that is not its own side's.

    What it says of gunmen, militias and the like is told plainly, as what an official says of them is.
    """
    speaker, words = attributions.speaker_at(first), words_of_certainty()
    if speaker is None or speaker.kind or not speaker.words & words.party or speaker.words & words.no_party:
        return False
    if attributions.scopes_at(first)[0].mode == "condemn":
        return False  # what is condemned is known to have happened
    if doc.norms[first].endswith("نا") or denial.claimed(doc.norms, first):
        return False  # what we did, what it says that it did
    lo = max(first - 9, attributions.scopes_at(first)[0].first)
    near = [a for a in attributions.actors if lo <= a[0] < a[1] <= first or last <= a[0] < last + 3]
    if speaker.words & words.states and any(a[2] <= words.own_forces for a in near):
        return False
    foes = any(a[0] in attributions.powers or a[2] & words.powers for a in near)
    return foes and not any(a[2] & speaker.words for a in near)
