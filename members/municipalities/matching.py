"""Which municipality the text of a cell means: `ISPARTA`, `Çorlu Belediyesi`, `Ereğli (Konya)`, `Corlı`."""

import re
from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from members.municipalities.models import Municipality
from unions.text.turkish import letters

# How alike two names must be to be offered, and how many are offered.
LIKENESS = 0.72
OFFERED = 5
METROPOLITAN = {"buyuksehir", "bsb", "metropolitan"}
# Words around the name that say nothing about which one it is.
EMPTY_WORDS = {
    "t",
    "c",
    "tc",
    "belediyesi",
    "belediye",
    "belediyeleri",
    "baskanligi",
    "bld",
    "bel",
    "bsk",
    "municipality",
    "of",
}
IN_BRACKETS = re.compile(r"^(?P<name>[^()/]+?)\s*(?:\((?P<bracket>[^()]+)\)|/\s*(?P<slash>[^()/]+))\s*$")


@dataclass(frozen=True)
class Match:
    """One certain municipality, or some to choose from, or none."""

    municipality: Municipality | None = None
    offered: list[Municipality] = field(default_factory=list)
    # Several have exactly this name; otherwise those offered have similar names.
    is_ambiguous: bool = False


class Register:
    """The municipalities of the country by their names."""

    def __init__(self, municipalities, *, preferred: Set[int] = frozenset()):
        self.all = list(municipalities)
        # Members of the union: preferred to others of the same name.
        self.preferred = preferred
        self.by_code = {each.code: each for each in self.all}
        self.by_key = {str(each.pk): each for each in self.all}
        self.by_name = defaultdict(list)
        self.provinces = {}
        for municipality in self.all:
            province = municipality.province
            self.by_name[letters(municipality.name)].append(municipality)
            for spelling in [letters(province.name), f"{province.plate:02}", str(province.plate)]:
                self.provinces[spelling] = province
        self._matches: dict = {}

    def find(self, name: str, province: str = "", kind: str = "") -> Match:
        """The municipality that a name, with a province and a kind where they are given, means."""
        key = (name, province, kind)
        if key not in self._matches:
            self._matches[key] = self._find(*key)
        return self._matches[key]

    def _find(self, name: str, province: str, kind: str) -> Match:
        named = IN_BRACKETS.match(name)
        if named:
            within = named["bracket"] or named["slash"]
            if not province and self._province(within):
                name, province = named["name"], within
            elif named["bracket"]:
                name = named["name"]
        words = letters(name).removeprefix("municipality of ").split()
        is_metropolitan = not METROPOLITAN.isdisjoint(words) or not METROPOLITAN.isdisjoint(letters(kind).split())
        words = [word for word in words if word not in EMPTY_WORDS | METROPOLITAN] or words
        place = self._province(province)
        if len(words) > 1 and words[-1] == "merkez" or words == ["merkez"] and place:
            words = words[:-1] or letters(place.name).split()
        return self._among(" ".join(words), place, province, is_metropolitan, kind)

    def _province(self, text: str):
        words = [word for word in letters(text).split() if word not in {"ili", "il", "province"}]
        return self.provinces.get(" ".join(words))

    def _among(self, name: str, place, province: str, is_metropolitan: bool, kind: str) -> Match:
        bearers = self.by_name.get(name, [])
        if province.strip() and letters(province):
            there = [each for each in bearers if place is not None and each.province_id == place.plate]
            if not there:
                return Match(offered=self._first_of([*bearers, *self._alike(name, place)]))
            bearers = there
        bearers = narrow(bearers, lambda each: (each.kind == Municipality.Kind.METROPOLITAN) == is_metropolitan)
        if kind:
            bearers = narrow(bearers, lambda each: letters(kind) in spelled_kinds(each))
        bearers = narrow(bearers, lambda each: each.closed_on is None)
        bearers = narrow(bearers, lambda each: each.pk in self.preferred)
        if len(bearers) == 1:
            return Match(municipality=bearers[0])
        if bearers:
            return Match(offered=bearers, is_ambiguous=True)
        return Match(offered=self._first_of(self._alike(name, place)))

    def _alike(self, name: str, place) -> list[Municipality]:
        """Names that are nearly the same, the nearest first; those of the province before others."""
        if len(name) < 2:
            return []
        ranked = []
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(name)
        for spelling, bearers in self.by_name.items():
            matcher.set_seq1(spelling)
            if matcher.real_quick_ratio() < LIKENESS or matcher.quick_ratio() < LIKENESS:
                continue
            likeness = matcher.ratio()
            if likeness >= LIKENESS:
                ranked += [(self._rank(each, place, likeness), each) for each in bearers]
        return [each for _rank, each in sorted(ranked, key=lambda pair: pair[0])]

    def _rank(self, each: Municipality, place, likeness: float) -> tuple:
        is_elsewhere = place is not None and each.province_id != place.plate
        return (is_elsewhere, each.pk not in self.preferred, -round(likeness, 3), each.sort_key, each.pk)

    def _first_of(self, offered: list[Municipality]) -> list[Municipality]:
        return list(dict.fromkeys(offered))[:OFFERED]


def narrow(municipalities: list[Municipality], fits) -> list[Municipality]:
    """Those that fit, or all of them where none does."""
    return [each for each in municipalities if fits(each)] or municipalities


def spelled_kinds(municipality: Municipality) -> set[str]:
    return {letters(municipality.kind), letters(municipality.get_kind_display())}


def distinct_name(municipality: Municipality) -> str:
    """The name of a municipality with what tells it from others of the same name."""
    closed = f", †{municipality.closed_on}" if municipality.closed_on else ""
    return f"{municipality.name} – {municipality.province.name}, {municipality.get_kind_display()}{closed}"
