"""Room 6, guards: whether a verb is one of saying where it stands, and what follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from marsad.coder.clauses import verb_of
from marsad.coder.sources import gender_of
from marsad.coder.speakers import is_head, is_masdar, named_ali, noun_phrase, outlet_at, outlet_like
from marsad.coder.speech import Cue, ahead, cues, match_phrase, word_map, word_set
from marsad.coder.text import Document

QUOTES = frozenset({'"', "“", "”", "«", "»"})
OPENING = frozenset({'"', "“", "«"})
COMMAS = frozenset({"،", ",", "-", "–"})
_MASDAR = re.compile("ا(نت?..ا.|[^ن]ت.ا.|ست..?ا.)$")  # ارتقاء، استيلاء، انطفاء
_CLAUSE = 25  # how far the complement of a verb can stand behind it
_QUOTED = 10  # the same for the name of a body
_CONTRAST = 18  # how far before a verb the word can stand that sets its clause against the one before
_DATELINE = frozenset(("-", "–", "—"))
_NAME = 9  # a quoted name has no more tokens than this


def open_quote(norms: Sequence[str]) -> bool:
    """Whether a quotation that begins in `norms` is still open behind them."""
    inside = False
    for norm in norms:
        if norm in QUOTES:
            inside = norm in ("“", "«") or norm == '"' and not inside
    return inside


def that_follows(norms: list[str], i: int, hi: int) -> bool:
    """Whether a complement of the verb at `i` follows in its clause."""
    words, known = word_set("complementisers"), cues()
    for k in range(i + 1, min(i + 1 + _CLAUSE, hi)):
        norm = norms[k]
        if norm in words or norm == ":":
            return True
        if norm in QUOTES and k > i + 1:
            return True
        cue = known.get(norm)
        if cue is not None and cue.kind == "verb":
            return False
    return False


def guarded(doc: Document, i: int, cue: Cue, start: int, end: int, lo: int, hi: int) -> bool:
    """Whether the verb at `i` is one of saying here, where its form alone does not tell.

    Tokens [start, end) are the noun phrase behind it, [lo, hi) its sentence.
    """
    norms, guards = doc.norms, cue.guards
    if norms[i] == "عبر" and i + 1 < hi and norms[i + 1] in word_map("ways").keys() | word_map("via_words"):
        return False  # عبر منصة كذا: by which way, not who
    if not guards:
        return cue.perfect or i == lo or end > start or that_follows(norms, i, hi)
    if "conj" in guards and not (cue.conj or i == lo and that_follows(norms, i, hi)):
        return False  # تابعت وحدات كذا عملياتها
    if "that" in guards and not that_follows(norms, i, hi):
        return False
    for guard in guards:
        wanted = ahead(guard)
        if wanted is not None and wanted[1].isdisjoint(norms[i + 1 : i + 1 + wanted[0]]):
            return False
    if "recorder" in guards and end > start and _records(norms[start]):
        return True
    if not guards.isdisjoint(("outlet", "recorder")):
        return end > start and is_outlet(norms, start, end) or outlet_before(doc, i, lo)
    return True


def _records(head: str) -> bool:
    """Whether a body of that head counts victims: لجنة أطباء كذا، مركز كذا الطبي."""
    return head.removeprefix("ال").startswith(tuple(word_set("recorder_stems")))


def is_outlet(norms: list[str], start: int, end: int) -> bool:
    """Whether tokens [start, end) name an outlet, a network of activists or a monitor."""
    head = norms[start].removeprefix("ال")
    return head.startswith(tuple(word_set("outlet_stems"))) or any(
        outlet_at(norms, k, end) for k in range(start, end)
    )


def outlet_before(doc: Document, i: int, lo: int) -> bool:
    """Whether such a name ends right before the verb at `i` (المرصد وثق، الشبكة قد وثقت)."""
    at = i - 1 if i > lo and doc.norms[i - 1] == "قد" else i
    starts = (k for k in range(max(lo, at - 7), at) if is_outlet(doc.norms, k, k + 1))
    return any(noun_phrase(doc, k, at) == at for k in starts)


def is_complement(doc: Document, start: int, hi: int, cue: Cue) -> bool:
    """Whether what follows the verb is its complement, so that no subject is named behind it."""
    if start >= hi:
        return True
    norm = doc.norms[start]
    if norm == "علي" and cue.lemma not in word_set("with_ala") and named_ali(doc, start):
        return False
    if match_phrase("proper_phrases", doc.norms, start, hi):
        return False
    if norm in word_set("complementisers") or norm in (":", ".", "الي", "عن", "علي", "في", "ل"):
        return True
    if norm in OPENING:
        return not quoted_speaker(doc.norms, start, hi)
    if norm.startswith("ل") and outlet_like(doc.norms, start, hi):
        return True
    return norm.startswith("ب") and cue.lemma in word_set("with_ba")


def quoted_speaker(norms: list[str], start: int, hi: int) -> bool:
    """Whether the quotation marks at `start` hold a speaker's name, not what is said."""
    if start + 1 < hi and outlet_at(norms, start + 1, hi):
        return True
    end = next((k for k in range(start + 1, min(start + _NAME, hi)) if norms[k] in QUOTES), -1)
    if end < 0 or end + 1 >= hi:
        return False
    if is_head(norms[start + 1]):
        return True
    behind = norms[end + 1 : end + 9]
    return end - start < 5 and any(n in word_set("complementisers") or n == "عن" for n in behind)


def is_object(norm: str) -> bool:
    """Whether the noun behind a feminine verb cannot be its subject: وأكدت تدمير كذا."""
    if norm in QUOTES or is_head(norm) or gender_of(norm) == "f":
        return False
    return is_masdar(norm.removeprefix("ال")) or _MASDAR.match(norm) is not None


def addressed(norms: list[str], start: int, end: int, cue: Cue) -> int:
    """Where in [start, end), behind a definite name, begins whom it turns to: دعت النقابة | السلطات; 0 for nowhere.

    An office only behind a feminine verb, where no man's title can stand: ناشدت الرابطة | المبعوث الأممي.
    """
    men = word_set("addressed_men") if cue.gender == "f" else frozenset[str]()
    for k in range(start + 1, end):
        if norms[k] in word_set("addressed") or norms[k] in men:
            before = norms[k - 1]
            if before == ")" or before in QUOTES or before.startswith(("ال", "لل", "بال", "وال")):
                return k
    return 0


def begins_anew(norms: list[str], k: int, first: int) -> bool:
    """Whether a clause that nobody demands begins at `k`: طالبوا بالعودة، ففرقتهم قوة, دعا إلى كذا، وسارت مظاهرة.

    What is demanded begins at token `first`.
    """
    norm = norms[k]
    if k == first or norms[k - 1] not in ("،", ",") or norm[0] not in "فو" or norm in cues():
        return False
    return verb_of(norm) is not None and (norm[0] == "ف" or norm.endswith("ت"))


def heads_item(norms: list[str], lo: int, colon: int) -> bool:
    """Whether [lo, colon) is a place that heads an item, or a dateline: محافظة حلب: قصفت, القدس ـ «كذا»: قتل."""
    if norms[lo] in word_set("regions"):
        return True
    if is_head(norms[lo]) or is_outlet(norms, lo, lo + 1):
        return False
    signs = (k for k in range(lo + 1, colon - 1) if norms[k] in QUOTES or norms[k] in _DATELINE)
    return any(outlet_at(norms, k + 1, colon) for k in signs)


def quoted_body(norms: list[str], bodies: Set[int], start: int, hi: int) -> int:
    """Where the quotation that opens at `start` and names a body ends: أعلنت "قوات كذا – كذا"؛ 0 for any other."""
    if start + 1 not in bodies or norms[start] not in QUOTES:
        return 0
    reach = range(start + 2, min(start + _QUOTED, hi))
    return next((k + 1 for k in reach if norms[k] in QUOTES), 0)


def recorded_by(norms: list[str], end: int, hi: int) -> bool:
    """Whether a relative clause behind what is cited, at `end`, names who recorded it: الحصيلة التي أوردها كذا."""
    cue = cues().get(norms[end + 1]) if end + 2 < hi else None
    return cue is not None and cue.pronoun and norms[end] in word_set("relatives")


def contrasted(norms: list[str], i: int, lo: int, head: str) -> bool:
    """Whether the subject of the verb at `i`, a name of `head`, stands before it behind لكن or فيما."""
    contrasts = word_set("contrasts")
    at = next((k for k in range(i - 1, max(lo, i - _CONTRAST), -1) if norms[k] in contrasts), -1)
    return at >= 0 and norms[at + 1].lstrip("و") in (head, "ال" + head)


def skip_adverbials(doc: Document, i: int, last: int) -> int:
    """The first token from `i` on that is not an adverbial, comma or dash aside."""
    norms = doc.norms
    while i < last:
        n = match_phrase("adverbial_phrases", norms, i, last)
        if n:
            i += n
        elif norms[i] in ("،", ",", "-", "–") or norms[i] in word_set("adverbials"):
            i += 1
        elif norms[i].isdigit() and i + 1 < last and norms[i - 1] in word_set("adverbials"):
            i += 2  # السبت 24 فبراير
        elif norms[i] == "(" and i + 4 < last and ")" in norms[i : i + 5]:
            i = norms.index(")", i) + 1
        else:
            break
    return i


def topic(doc: Document, i: int, lo: int) -> tuple[int, int] | None:
    """أما وكالة كذا فقد أعلنت: the tokens of the subject that stands before its verb at `i`."""
    norms = doc.norms
    apart = norms[i - 1] == "فقد"
    if norms[lo] not in ("اما", "واما") or not (apart or norms[i].startswith("ف")):
        return None
    end = noun_phrase(doc, lo + 1, i - apart)
    return (lo + 1, end) if end > lo + 1 else None


def believed(norms: list[str], i: int, before: str) -> bool:
    """Whether the verb of believing at `i` is passive, of who somebody is: التي يعتقد أنها, مسلحون يعتقد أنهم كذا."""
    if before in word_set("relatives"):
        return True
    about = not word_set("that_it").isdisjoint(norms[i + 1 : i + 2]) and not norms[i].startswith(("و", "ف"))
    return (
        about
        and before[:1].isalpha()
        and not before.startswith("ال")
        and before not in word_set("complementisers")
    )
