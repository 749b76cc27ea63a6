"""Room 4, clauses: whose a joined verb is that names no subject: صد الجيش هجوما شنه مسلحون وقتل عشرة منهم.

Such a verb goes on with the subject of the main clause, not with that of a relative clause in between. Where it
fires on gold and other coded reports, the subject is the one that the reader has in 116 of 123 deeds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from marsad.coder.actor_references import epicene, feminine
from marsad.coder.actor_words import lexis
from marsad.coder.clauses import saying, verb_of
from marsad.coder.mentions import ActorMention
from marsad.coder.syntax import function_words

_ACTING = ("group", "force", "people", "state")
_THAT, _WHO = ("ان", "بان"), ("الذين", "ممن")
_REACH = 25  # tokens from the joined verb back to the main one
_COUNTED = 5  # tokens from a verb to whose people are counted
_IN_IT = ("فيه", "فيها", "خلاله", "خلالها")
_OBJECTS = ("ه", "ها", "هم", "هما")


def main_subject(
    norms: Sequence[str],
    first: int,
    verb: int,
    named: Mapping[int, ActorMention],
    opens: Callable[[int], bool],
) -> ActorMention | None:
    """Who is the subject of the main clause before the joined `verb`, in the sentence that begins at token `first`.

    `named` are the mentions by their first token, those behind prepositions and conjunctions left out; `opens` says of
    a token whether it is a verb of a deed whose subject stands right behind it.
    """
    resumptive = function_words("resumptive")
    behind = norms[verb + 1 : verb + 3]
    if behind[:1] != ["من"] and any(n in _IN_IT for n in behind):
        return None  # الهجوم الذي تبناه كذا وقتل فيه سبعة
    if not function_words("attackers").isdisjoint(norms[verb + 1 : verb + _COUNTED]):
        return None  # هاجم مسلحون الثكنة وقتل سبعة من المهاجمين
    reported = False
    for i in range(verb - 1, max(first, verb - _REACH) - 1, -1):
        if norms[i] in _WHO:
            return None  # واجهوا الجنود الذين هاجموا وقتلوا
        reported = reported or norms[i] in function_words("told")
        pointed = norms[i + 1] in resumptive and verb_of(norms[i]) is not None  # وتصدت لهم الشرطة وقتلت
        if pointed and i + 2 not in named:
            return None  # وتصدى لها رجالنا وقتلوا
        subject = named.get(i + 1 + pointed)
        if pointed:
            return subject
        if norms[i] in _THAT:
            return subject
        if subject is None or _relative(norms, i):
            continue
        if verb_of(norms[i]) in saying():
            return subject if reported and _acts(subject) else None
        if opens(i):
            return subject if not reported and _acts(subject) else None
        if norms[i][0] in "وف":
            return None  # ورد الجيش: perhaps a verb that no list has
    return None


def _relative(norms: Sequence[str], i: int) -> bool:
    """Whether the verb at token `i` is that of a relative clause: هجوم شنته كذا، القوات التي هاجمت."""
    return norms[i].endswith(_OBJECTS) or i > 0 and norms[i - 1] in function_words("relatives")


def _acts(mention: ActorMention) -> bool:
    """Whether the mention can be a subject: مسلحون, no مسلحين or رجلا."""
    return mention.kind in _ACTING and not mention.name.split(" ")[0].endswith(("ين", "ا", "اً"))


def goes_with(shown: str, mention: ActorMention) -> bool:
    """Whether a verb of the number and gender `shown` (p f m) can have `mention` as its subject before it."""
    many = mention.kind == "people" and (
        mention.head in lexis().plurals or mention.head.endswith(("ين", "ون"))
    )
    if shown == "p":
        return many or mention.kind in ("group", "force") and not feminine(mention)  # القوات قتلت
    if epicene(mention):
        return True
    if shown == "f":
        return feminine(mention)
    return shown == "m" and not many and not feminine(mention)
