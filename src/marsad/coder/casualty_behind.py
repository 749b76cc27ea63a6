"""Room 6, casualties: verbs behind the people whose fate they tell: 53 شخصا قتلوا."""

from __future__ import annotations

from marsad.coder.casualty_governors import Governing
from marsad.coder.casualty_groups import Group
from marsad.coder.casualty_state import BREAKS

_REACH = 12  # tokens from the people to the verb


class Behind(Governing):
    """Looks past the people for the verb that tells of them."""

    def _told_behind(self, group: Group, end: int) -> tuple[list[str], str, int | None]:
        """53 شخصا قتلوا، أربعة جنود لقوا مصرعهم."""
        if group.form == "name":
            return self._named_behind(group, end)
        if group.form == "sound" and self._headed(group) and self._dual_verb(group, end):
            group.form, group.min, group.max = "du", 2, 2
        if (
            group.form in ("pl", "sound")
            or group.kind == "nation"
            and group.form != "number"
            and not self._headed(group)
        ):
            return [], "", None
        if group.definite and group.form != "number":
            return [], "", None
        if (
            group.form == "sg"
            and not self._headed(group)
            or group.kind == "bare"
            and "partitive" not in group.flags
            and not self._headed(group)
        ):
            return [], "", None
        for j in range(group.last, min(end, group.last + _REACH)):
            norm = self.norms[j]
            if norm in BREAKS or norm in ("ان", "بعد", "حيث", "قبل", "التي", "الذي", "الذين", "اللذين"):
                break
            if norm in self.words.lost and self.norms[j - 1] in (
                "عداد",
                "تزال",
                "يزالون",
                "زالوا",
                "زال",
                "زالت",
                "يزال",
            ):
                return ["missing"], "behind", j
            senses = self.words.read(norm)
            done = next(
                (s for s in senses if s.kind == "masdar" and s.cut.pronoun in ("هم", "هما", "ه", "ها")), None
            )
            if done and self.norms[j - 1] in ("تم", "جري", "يتم"):  # تم اختطافهم
                return [done.value], "behind", j
            sense = next((s for s in senses if s.kind in ("either", "suffers")), None)
            if sense is None or sense.cut.prep or sense.cut.pronoun:
                continue
            if sense.cut.conj and j > group.last + 2:
                break
            if group.form == "number" and sense.form == "one" and (group.max or 9) > 1 and norm[-1] != "ت":
                break
            if j in self.spent and not group.conj:
                break  # it told of the people named before: these words describe them
            needed = self.words.completed.get(sense.cut.stem)
            if (
                needed
                and not self._completed(j, needed)
                or sense.value == "displaced"
                and group.form != "number"
            ):
                break
            if sense.kind == "either" and self._has_object(j, end):
                break  # they are the ones who killed
            outcomes = [sense.value]
            self.spent.add(j)
            self._also_behind(j, end, outcomes)
            return outcomes, "behind", j
        return [], "", None

    def _dual_verb(self, group: Group, end: int) -> bool:
        """عسكريين قتلا: the verb shows that the plural is a dual."""
        window = self.norms[group.last : min(end, group.last + 4)]
        return any(
            w.endswith("ا") and any(s.kind in ("either", "suffers") for s in self.words.read(w))
            for w in window
        )

    def _named_behind(self, group: Group, end: int) -> tuple[list[str], str, int | None]:
        """الناشط فلان أصيب: the verb right behind the name."""
        for j in range(group.last, min(end, group.last + 3)):
            if self.norms[j] in ("قد", "كان", "الذي", "ايضا"):
                continue
            sense = next((s for s in self.words.read(self.norms[j]) if s.kind in ("either", "suffers")), None)
            if (
                sense is None
                or sense.cut.conj
                or sense.cut.pronoun
                or sense.form != "one"
                or self._has_object(j, end)
            ):
                break
            needed = self.words.completed.get(sense.cut.stem)
            if needed and not self._completed(j, needed) or not self._is_new(group, [sense.value]):
                break
            self.spent.add(j)
            return [sense.value], "behind", j
        return [], "", None

    def _has_object(self, j: int, end: int) -> bool:
        """Whether people stand close behind the verb as its object."""
        for k in range(j + 1, min(end, j + 4)):
            if (
                self.norms[k] in self.words.prepositions
                or self.norms[k] in ("،", ",")
                or self.norms[k].startswith("و")
            ):
                return False
            other = self.groups.at(k, end)
            if other and other.kind != "victim":
                return not other.prep and not other.conj
        return False

    def _also_behind(self, j: int, end: int, outcomes: list[str]) -> None:
        """قتلوا أو أصيبوا: a second outcome at once behind the first."""
        k = j + 1 + (j + 1 < end and self.norms[j + 1] in ("او", "و"))
        sense = (
            next((s for s in self.words.read(self.norms[k]) if s.kind in ("either", "suffers")), None)
            if k < end
            else None
        )
        if sense and (k == j + 2 or sense.cut.conj) and sense.form == "many" and sense.value not in outcomes:
            nxt = self.groups.at(k + 1, end) if k + 1 < end else None
            if nxt is None or nxt.conj or nxt.prep:
                outcomes.append(sense.value)
                self.spent.add(k)

    def _headed(self, group: Group) -> bool:
        """Whether أن or إن stands before the people, or they begin the sentence."""
        if group.first == self.begin:
            return True
        return any(
            w in ("ان", "وان", "بان", "حيث", "ولان")
            for w in self.norms[max(self.begin, group.first - 2) : group.first]
        )
