"""Room 6, speakers: where the name behind a word of saying ends, and the outlets that reports cite."""

from __future__ import annotations

from functools import cache, lru_cache

from marsad.coder.actor_words import lexis
from marsad.coder.clauses import verb_of
from marsad.coder.lexicon import lexicon
from marsad.coder.speech import by_deed, cues, is_own_act, match_phrase, word_map, word_set
from marsad.coder.text import Document, Token, fold
from marsad.knowledge import read_yaml

_OPEN, _CLOSE = {'"', "“", "«", "”", "''", "'"}, {'"', "”", "»", "“", "''", "'"}
_SIGNS = frozenset("-–—/*_ـ'`")
_PLAIN = 5  # letters of an agency's name that is hardly anybody else's: إفي is also Avi
_LONGEST = 14
_QUOTED = 6  # a quoted name has no more words than this


@cache
def outlets() -> dict[str, list[tuple[tuple[str, ...], dict[str, str | None]]]]:
    """The outlet catalogue by first word of a name: (its words, the record), longest first."""
    out: dict[str, list[tuple[tuple[str, ...], dict[str, str | None]]]] = {}
    for record in read_yaml("outlets.yaml"):
        for name in record["names"]:
            words = tuple(plain(fold(w)) for w in str(name).split())
            out.setdefault(words[0], []).append((words, record))
    for found in out.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return out


@cache
def _homes() -> dict[str, str]:
    """Countries of the outlets by the letters of their ids and names."""
    return {
        _letters(str(name)): str(record["country"])
        for record in read_yaml("outlets.yaml")
        for name in (record["id"], *record["names"])
        if record.get("country")
    }


def home_of(outlet: str | None) -> str | None:
    """The country (alpha-3) of the outlet that a report is from, by its name or id; None where it is not known."""
    return _homes().get(_letters(outlet)) if outlet else None


def _letters(name: str) -> str:
    return "".join(c for c in fold(name).casefold() if c.isalnum())


def plain(norm: str) -> str:
    """A folded word without article and with the spellings of مسؤول made one, for comparing names."""
    if norm.startswith("ال") and len(norm) > 4:
        norm = norm[2:]
    return norm.replace("مسيول", "مسوول")


def outlet_at(
    norms: list[str], i: int, last: int, glued: str = ""
) -> tuple[int, dict[str, str | None]] | None:
    """An outlet's name that begins at token `i` (behind the clitic `glued`): (tokens, record)."""
    word = plain(unglue(norms[i], glued))
    if (
        i
        and not glued
        and norms[i].endswith("ي")
        and norms[i].startswith("ال")
        and norms[i - 1].startswith("ال")
    ):
        return None  # أعلن الجيش المصري اليوم
    for words, record in outlets().get(word, ()):
        n = len(words)
        if i + n <= last and all(plain(norms[i + k]) == words[k] for k in range(1, n)):
            return None if n == 1 and is_head(word) and _another(norms, i + 1, last) else (n, record)
    return None


def _another(norms: list[str], i: int, last: int) -> bool:
    """Whether an adjective at token `i` tells a body from the one that is known without it: المرصد اليمني."""
    return i < last and norms[i].startswith("ال") and norms[i].endswith(("ي", "يه"))


def unglue(norm: str, clitic: str) -> str:
    """`norm` without the clitic ل or ب or و at its front; لل becomes ال."""
    if not clitic or not norm.startswith(clitic):
        return norm
    if clitic == "ل" and norm.startswith("لل"):
        return ("ال" if "ل" + norm[2:] not in word_set("proper_l") else "الل") + norm[2:]  # للجان: ل + اللجان
    return norm[len(clitic) :]


def noun_phrase(doc: Document, i: int, last: int, clitic: str = "") -> int:
    """Where the speaker's name that begins at token `i` ends (equal to `i` if there is none), at most `last`."""
    norms = doc.norms
    if i < last and not clitic and _no_name(norms[i]):
        return i
    at, taken, whole = i, 0, -1
    head = unglue(norms[i], clitic) if i < last else ""
    known = outlet_at(norms, i, last, clitic) if i < last else None
    if known and known[0] > 1:
        at, taken = i + known[0], known[0]  # هيئة البحث والتعرف على المفقودين
    while at < last and taken < _LONGEST:
        norm = unglue(norms[at], clitic) if at == i else norms[at]
        if norm in _OPEN or norm == "(" or norm == "/":
            closing = _quoted_name(norms, at, last)
            if not closing:
                break
            at = closing
            continue
        owner = _owner_in_quotes(norms, at, last) if at > i and plain(head) in word_set("offices") else 0
        if owner:
            at, taken = owner, taken + 2  # المركز الإعلامي لـ"كذا"
            continue
        words = _taken_whole(doc, at, i, last, head)
        if words:
            at, taken = at + words, taken + words
            whole = at
            continue
        if (
            at == whole
            and is_masdar(norm)
            or not norm[:1].isalnum()
            or _ends_name(doc, norm, at, i, last, head)
        ):
            break
        if norm == "في":
            at += 1
        at += 1
        taken += 1
    while at > i and (norms[at - 1] in word_set("prepositions") or norms[at - 1] in _SIGNS):
        if norms[at - 1] == "علي" and at - 1 > i and _ali_goes_on(doc, at - 1):
            break
        at -= 1
    return at


def _taken_whole(doc: Document, at: int, i: int, last: int, head: str) -> int:
    """How many tokens of a name that begins at `i` are surely part of it from token `at` on; 0 where none is."""
    norms = doc.norms
    norm = norms[at]
    if norm in _SIGNS and at > i and at + 1 < last and doc.tokens[at].start == doc.tokens[at - 1].end:
        return 1  # a name with a hyphen: جان-ايف
    if norm in word_set("initials") and norms[at + 1 : at + 2] == ["."] and at + 2 < last:
        return 2  # د. مراد
    if norm == "من" and at == i + 1 < last - 1 and head in word_set("amounts"):
        return 1  # عدد من شهود العيان
    outlet = outlet_at(norms, at, last) if at > i and not is_told_to(norms, at, last, head) else None
    words = match_phrase("proper_phrases", norms, at, last) or (outlet[0] if outlet else 0)
    return words if words > 1 else 0


def _no_name(norm: str) -> bool:
    """Whether no speaker's name begins with the word: a particle, a verb of saying, or ل or بال with its noun."""
    if norm in word_set("no_names") or norm[0] == "ي" and verb_of(norm) is not None:
        return True  # وقال دون أن, أكدت يسود
    cue = cues().get(norm)
    if cue is not None and cue.kind == "verb" and cue.guards <= {"issue"} and not cue.pronoun:
        return True
    if norm.startswith("بال") and len(norm) > 5:
        return True
    if norm[0] != "ل" or len(norm) < 4 or norm.startswith("لا"):
        return False
    return norm not in word_set("proper_l") and norm not in outlets()


def _quoted_name(norms: list[str], at: int, last: int) -> int:
    """Where a short quoted or bracketed name that opens at token `at` ends, or 0."""
    while at + 1 < last and norms[at] == norms[at + 1] == "'":
        at += 1  # two apostrophes for a quotation mark
    if norms[at + 1 : at + 2] and norms[at + 1] in word_set("complementisers"):
        return 0
    closing = {")"} if norms[at] == "(" else {"/"} if norms[at] == "/" else _CLOSE
    for k in range(at + 1, min(at + 2 + _QUOTED, last)):
        if norms[k] in closing:
            return k + 1 if k > at + 1 else 0
        if norms[k] in cues() and k > at + 1:
            return 0
    return 0


def _owner_in_quotes(norms: list[str], at: int, last: int) -> int:
    """Where the quoted owner of an office ends behind ل at token `at`; 0 where none is named, or an outlet."""
    if norms[at] != "ل" or at + 2 >= last or norms[at + 1] not in _OPEN or outlet_at(norms, at + 2, last):
        return 0
    return _quoted_name(norms, at + 1, last)


def is_handed_out(norm: str) -> bool:
    """Whether the folded word is a statement as the object of who hands it out: بيانا."""
    return norm.endswith("ا") and norm[:-1] in word_set("carriers")


def _ends_name(doc: Document, norm: str, at: int, i: int, last: int, head: str) -> bool:
    norms = doc.norms
    if _reads_otherwise(doc, at, i, last):
        return False
    ended = norm == "القضاء" and norms[at + 1 : at + 2] == ["علي"]  # أعلن الجيش | القضاء على
    if ended or norm in word_set("stops") or norm in word_set("complementisers") or norm in ("ل", "ب", "ان"):
        return True
    if at > i and (is_handed_out(norm) or _is_object(norms, at)):
        return True  # أصدرت الحركة | بيانا
    if at > i and norm[0] == "ب" and len(norm) > 4:
        return _is_means(doc.tokens[at])
    if at > i and is_told_to(norms, at, last, head):
        return True  # أبلغ شهود وكالة X, أفاد مصدر طبي رويترز: whom they told
    if at > i and _is_told(doc, at, head if at == i + 1 else ""):
        return True
    cue = cues().get(norm)
    if cue and not cue.pronoun and at > i and cue.kind != "tail":
        return True
    if cue and cue.kind == "tail":
        return True
    if norm == "في":
        return at + 1 >= last or at == i or _is_way(norms[at + 1]) or not _may_have_place(head)
    if at > i and norm.startswith("ل") and len(norm) > 2 and norm[1:] not in ("يبيا", "بنان"):
        return outlet_like(norms, at, last) and not head.startswith("مراسل")
    if at > i and norm[0] == "و" and len(norm) > 3:
        rest = norm[1:]
        return (
            rest in word_set("stops") or rest in word_set("prepositions") or rest[0] in "يت" and len(rest) > 4
        )
    return at > i and norm.isdigit() and outlet_at(norms, at - 1, last) is None


def _is_object(norms: list[str], at: int) -> bool:
    """اتهم المحافظ | بعض القوى: whether an amount of people opens what is said of others."""
    return norms[at] in word_set("objects") and norms[at - 1] not in word_set("prepositions")


def _is_means(token: Token) -> bool:
    """Whether a word with ب tells what is said or how, and is no part of a name: بسقوط، بإلزام."""
    norm = token.norm
    if norm[1:] in word_set("stops") or by_deed(token):
        return True
    return plain(norm) not in word_set("proper_b") and states_event(norm)


def is_told_to(norms: list[str], at: int, last: int, head: str) -> bool:
    """Whether an agency is named from token `at` on that the speaker, a name of `head`, is no part of: whom he told."""
    if plain(head) in word_set("of_outlets"):
        return False
    found = outlet_at(norms, at, last)
    if norms[at] == "وكاله":
        return (found or outlet_at(norms, at + 1, last) if at + 1 < last else found) is not None
    if found is None or found[1]["kind"] != "agency" or found[0] == 1 and len(norms[at]) < _PLAIN:
        return False
    return norms[at - 1].removeprefix("ال") not in word_set("of_agencies")


def _reads_otherwise(doc: Document, at: int, i: int, last: int) -> bool:
    """Whether a word that ends names is another here: علي, not على; والي المدينة, not وإلى; الأمين العام."""
    norm = doc.norms[at]
    if norm == "علي":
        return _ali_goes_on(doc, at) if at > i else named_ali(doc, at)
    if norm == "والي":
        return doc.tokens[at].text == norm
    return norm == "العام" and at > i and _is_general(doc.norms, at, last)


def _is_told(doc: Document, at: int, head: str) -> bool:
    """Whether what is told begins at token `at`: أعلن المرصد | استهداف كذا، بحسب ناشطين | بلدة كذا.

    `head` is the word before it where that is the whole name so far.
    """
    norm = doc.norms[at]
    if norm in word_set("received") or "ً" in doc.tokens[at].text:
        return True  # بيان للجهاز | تلقته القناة، سجلت الهيئة | إقبالاً
    if _is_done(doc.norms[at - 1], norm):
        return True
    if head and head.startswith("ال") and _is_act(norm):
        return True  # أعلن الجيش | الاستنفار
    if head and _is_plural(head) and not norm.startswith("و") and not _agrees(norm):
        return True
    if doc.norms[at - 1].startswith("ال") or not lexis().given.isdisjoint(doc.norms[max(0, at - 2) : at]):
        return is_masdar(norm) or is_own_act(doc.tokens[at])  # أعلن المتحدث يحيى سريع | استهداف كذا
    quality = None if head else lexis().quality(doc.norms, at - 1)  # منظمات حقوقية | قلقها
    return quality is not None and not quality.definite and is_own_act(doc.tokens[at])


@lru_cache(maxsize=1 << 14)
def _is_done(before: str, norm: str) -> bool:
    """Whether a finite verb follows a definite word, no title: وقالت الشعبة | دخل جنود, العملية | تستهدف."""
    if not before.startswith(("ال", "لل")) or norm.startswith(("ال", "و")) or is_title(before):
        return False
    return before not in word_set("ranks") and verb_of(norm) is not None


@lru_cache(maxsize=1 << 14)
def _is_act(norm: str) -> bool:
    """Whether the folded word is a masdar with the article that states an event."""
    found = lexicon().of_word(norm)
    return any(f == "masdar" and cut.article and not cut.conj and "." not in t.type for t, f, cut in found)


def _is_plural(head: str) -> bool:
    """Whether unnamed people are a sound plural or dual, which no genitive follows: ناشطون، مسؤولين."""
    return head.endswith(("ون", "ين", "ان")) and head[:-2] in word_set("told_of")


def _agrees(norm: str) -> bool:
    """Whether a word can be an adjective of such people: سوريين، كبار."""
    return norm.endswith(("ون", "ين", "ان")) or norm in ("في", "من") or norm in word_set("broken_adjectives")


def _is_general(norms: list[str], at: int, last: int) -> bool:
    """Whether العام at token `at` is part of an office (الأمين العام), not the year (المصدر العام الماضي)."""
    following = norms[at + 1] if at + 1 < last else ""
    year = following.isdigit() or following in word_set("adverbials")
    return not year and norms[at - 1].startswith("ال") and is_title(norms[at - 1])


@lru_cache(maxsize=1 << 14)
def is_masdar(norm: str) -> bool:
    """Whether the folded word is a masdar without article that states an event."""
    found = lexicon().of_word(norm)
    return any(form == "masdar" and not cut.article and not cut.conj for _, form, cut in found)


def states_event(norm: str) -> bool:
    """Whether the folded word is ب and a masdar that states an event: أفادت مصادر بسقوط."""
    return _glued_masdar(norm) == "ب"


def is_purpose(norm: str) -> bool:
    """Whether the folded word is ل and a masdar that states an event: دعا الحركة لتسليم."""
    return _glued_masdar(norm) == "ل"


@lru_cache(maxsize=1 << 14)
def _glued_masdar(norm: str) -> str:
    found = lexicon().of_word(norm)
    return next((cut.prep for _, form, cut in found if form == "masdar" and cut.prep), "")


def named_ali(doc: Document, at: int) -> bool:
    """Whether علي at token `at` is the name: written with dots, and no usual object of على follows."""
    return doc.tokens[at].text == "علي" and _may_be_named(doc, at)


def _may_be_named(doc: Document, at: int) -> bool:
    following = doc.norms[at + 1] if at + 1 < len(doc.norms) else ""
    return following[:1].isalpha() and following not in word_set("on_words")


def _ali_goes_on(doc: Document, at: int) -> bool:
    """The same inside a name: behind a title, or where the report writes the preposition without dots (على)."""
    following = doc.tokens[at + 1].text if at + 1 < len(doc.tokens) else "."
    if not following.isalnum() or following == "إن":
        return True  # no preposition stands before a comma
    if not _may_be_named(doc, at):
        return False
    if doc.norms[at - 1] in word_set("titles"):
        return True
    return doc.tokens[at].text == "علي" and any(t.text == "على" for t in doc.tokens)


def outlet_like(norms: list[str], at: int, last: int) -> bool:
    """Whether token `at`, with ل, names who was spoken to: لوكالة، لصحيفة، للصحفيين، لرويترز."""
    word = unglue(norms[at], "ل")
    return norms[at] not in word_set("proper_l") and (
        plain(word) in word_set("listeners") or outlet_at(norms, at, last, "ل") is not None
    )


@cache
def _ways() -> frozenset[str]:
    return frozenset(word_map("ways"))


def _is_way(norm: str) -> bool:
    return norm in _ways() or norm in word_set("times")


def _may_have_place(head: str) -> bool:
    return plain(head) in _plain_heads()


@cache
def _plain_heads() -> frozenset[str]:
    return frozenset(plain(w) for w in word_set("heads") | word_set("titles"))


def is_head(norm: str) -> bool:
    """Whether the folded word can head a source's name (مصدر، شهود، وزارة)."""
    return plain(norm) in _plain_heads()


def is_title(norm: str) -> bool:
    """Whether the folded word is a title or office that a person's name may follow."""
    return plain(norm) in _plain_titles()


@cache
def _plain_titles() -> frozenset[str]:
    return frozenset(plain(w) for w in word_set("titles"))
