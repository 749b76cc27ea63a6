"""Room 6, casualties: which of the people behind a verb act, and which are those it befell."""

from __future__ import annotations

from marsad.coder.casualty_categories import PARTS
from marsad.coder.casualty_groups import Group
from marsad.coder.casualty_state import BREAKS, Governor, State
from marsad.coder.weapons import weapon_at
from marsad.coder.words import INTO, reads_as

_DATED = 6  # words of a date between a verb and a name
_PHRASES = 8  # words of days, manners and places between a verb and a name
_TO_SEIZED = 10  # tokens from those who seized somebody to that one
_ASIDE = 3  # words of a phrase of where between a verb and the name of who died
_THAT = (["خلال", "ذلك"], ["اثر", "ذلك"], ["اثناء", "ذلك"])


class Agents(State):
    """Tells those who act from those they hurt."""

    def _doer(self, governor: Governor) -> int | None:
        """The token behind the body that is the verb's subject right behind it; None where there is none."""
        return self.groups.bodies.get(governor.last) if governor.kind in ("does", "either") else None

    def _arms(self, governor: Governor) -> int | None:
        """قتلت غارة أمريكية القيادي فلانا: the token behind the blow or the weapon that is the verb's subject."""
        at = governor.last
        if governor.kind not in ("does", "either") or at >= len(self.norms):
            return None
        last = weapon_at(self.norms, at, len(self.norms))[0]
        last += last == at and reads_as(self.norms[at], self.words.strikes)
        if last == at or self.norms[at].startswith(("ب", "في")):
            return None
        return last + (last not in self.groups.persons and last + 1 in self.groups.persons)

    def _past_doer(self, governor: Governor, group: Group, gap: int) -> int:
        """أعدم تنظيم الدولة الإسلامية في العراق رجلين: the distance without the body that did it, if more than one."""
        doer = self._doer(governor)
        return min(gap, max(1, group.first - doer)) if doer and doer <= group.first else gap

    def _seize(self, governor: Governor, group: Group, gap: int) -> bool:
        """احتجز عشرات الأهالي، المحافظ فلانا: whether uncounted many are the ones who seized somebody named behind."""
        if gap or group.max is not None or governor.outcomes != ["captured"] or governor.form != "one":
            return False
        if governor.kind not in ("does", "either"):
            return False
        for j in range(group.last, min(group.last + _TO_SEIZED, len(self.norms))):
            if self._breaks_off(j) or self.norms[j] in PARTS:
                return False
            other = self.groups.at(j, len(self.norms))
            if other is None or other.form not in ("name", "sg"):
                continue
            apart = self.norms[j - 1] in ("،", ",") or j - 1 in self.groups.dated
            return apart and not other.conj and not other.prep
        return False

    def _aside(self, first: int, last: int) -> bool:
        """وقتل في المعارك القائد فلان: whether only a phrase of where or when stands at tokens [first, last)."""
        while first < last and self.norms[first] in ("،", ","):
            first += 1  # اغتال مسلحون، الثلاثاء، القاضي فلانا
        while first < last and self.norms[last - 1] in ("،", ","):
            last -= 1
        told = self.norms[first:last]
        if last - first == 1 and told[0] in self.words.thereby or told in _THAT:
            return True  # قتل فيها القائد فلان، وقتل أيضا العقيد فلان
        if first < last <= first + _DATED and all(
            k in self.groups.dated or self.norms[k] in INTO for k in range(first, last)
        ):
            return True  # احتجزت في 12 حزيران الناشط فلان
        if told[:1] == ["علي"] and len(told) <= _ASIDE and told[1:2] and told[1] in self.words.mounts:
            return True  # قتل مسلحون على دراجة نارية الناشط فلانا
        if len(told) > _ASIDE:
            return self._are_phrases(first, last)
        if len(told) < 2 or told[0] not in (*INTO, "من"):
            return False
        return (told[1].startswith("ال") or first + 1 in self.place_starts) and all(n.isalpha() for n in told)

    def _are_phrases(self, first: int, last: int) -> bool:
        """اغتيل الأربعاء بالرصاص في العاصمة التونسية القيادي فلان: whether only days, manners and places are told."""
        k = first
        while k < last <= first + _PHRASES:
            placed = self.norms[k] in INTO and k + 1 < last
            if placed and (self.norms[k + 1].startswith("ال") or k + 1 in self.place_starts):
                k += 2
                k += k < last and self.norms[k].startswith("ال")
            elif (
                k in self.groups.dated
                or self.norms[k] in self.words.manners
                or placed
                and k + 1 in self.groups.dated
            ):
                k += 1
            else:
                return False
        return k >= last

    def _breaks_off(self, j: int) -> bool:
        """Whether another clause or sentence begins at token `j`."""
        return self.norms[j] in BREAKS or self.norms[j] in self.words.clauses or self.norms[j] == "."

    def _kills(self, governor: Governor, group: Group, gap: int) -> bool:
        """قتل قناص امرأة: of two people right behind the verb an armed one is its subject."""
        dual = group.form == "du" and self.norms[group.head].endswith("ان")  # اغتال مجهولان العقيد
        single = group.form == "sg" and governor.kind == "either"
        armed = group.category == "combatant" or reads_as(self.norms[group.head], self.words.hurting)
        armed = armed or group.category == "police" and group.form == "sg"  # قتل شرطي متظاهرا
        if governor.kind not in ("either", "does") or gap or not armed:
            return False
        if not dual and not single:
            return False
        other = self._object_of(group)
        people = other is not None and other.kind == "people" and other.form in ("sg", "du", "number", "name")
        return people and other is not None and not other.conj and not other.prep

    def _object_of(self, group: Group) -> Group | None:
        """The people right behind others, or past a phrase of where, when or on what: قتل مسلح في السوق شرطيا."""
        start = group.last + self._has_nation(group)
        for j in range(start, min(group.last + _ASIDE + 1, len(self.norms))):
            other = self.groups.at(j, len(self.norms))
            if other is not None and not other.prep:
                marked = other.form in ("name", "number") or self.norms[other.first].endswith(("ا", "ين"))
                near = j == start or self._aside(group.last, j)
                past = marked and self.norms[j - 1] not in ("،", ",") and near
                return other if j == group.last or past else None
        return None

    def _has_nation(self, group: Group) -> bool:
        """قتل جندي تركي شابا: whether a nation's adjective stands right behind the people."""
        nation = self.groups.at(group.last, len(self.norms)) if group.last < len(self.norms) else None
        return nation is not None and nation.kind == "nation" and not nation.conj and not nation.prep

    def _is_agent(self, group: Group) -> bool:
        """قتل مسلحون خمسة جنود: people behind the verb are its agents if others follow at once."""
        for j in range(group.last, min(group.last + 14, len(self.norms))):
            if self._breaks_off(j):
                return False
            other = self.groups.at(j, len(self.norms))
            if other is not None and other.form in ("pl", "sound") and not other.conj:
                continue  # معارضون مسلحون
            if other is not None:
                return (
                    not other.conj
                    and not other.prep
                    and other.form in ("number", "sg", "du", "name")
                    and self.norms[j - 1] not in self.words.prepositions
                )
        return self.norms[group.first].endswith("ون") and group.category == "combatant"
