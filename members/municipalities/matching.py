"""Which municipality a text means: `ISPARTA`, `Edirne (Enez)`, `EDİRNE/ENEZ`, `İpsala İlçe Belediyesi`, `Corlı`.

A municipality is meant with certainty only where every word is understood: one part is its name, and the rest is its
province, its district or its kind. Everything else is a question with candidates.
"""

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import lru_cache

from members.municipalities.models import Municipality, Province
from members.municipalities.names import (
    CENTRAL_DISTRICTS,
    METROPOLITAN,
    OTHER_MEMBERS,
    OTHER_NAMES,
    PROVINCE,
    PROVINCE_NAMES,
    TOWN,
    WrittenName,
    joined,
    kinds_in,
    read_name,
)
from unions.text.turkish import letters

# How alike two names must be to be offered before others, and how many are offered.
LIKENESS = 0.72
OFFERED = 5
# Longer texts are no name.
MOST_WORDS = 8
# Of all names, how many are compared letter by letter, and for how many texts that is done.
COMPARED = 40
COMPARED_TEXTS = 500
CENTRE = "merkez"


@dataclass(frozen=True)
class Match:
    """One certain municipality, or some to choose from."""

    municipality: Municipality | None = None
    offered: list[Municipality] = field(default_factory=list)
    # Several fit what is written; otherwise those offered have similar names.
    is_ambiguous: bool = False


class Register:
    """The municipalities of the country by their names."""

    def __init__(self, municipalities, *, preferred: Set[int] = frozenset()):
        self.all = list(municipalities)
        # Members of the union: preferred to others of the same name.
        self.preferred = preferred
        self.by_code = {each.code: each for each in self.all}
        self.by_key = {str(each.pk): each for each in self.all}
        self.by_name: dict[str, list[Municipality]] = defaultdict(list)
        self.provinces: dict[str, Province] = {}
        for municipality in self.all:
            province = municipality.province
            self.by_name[joined(municipality.name)].append(municipality)
            if municipality.kind in OTHER_MEMBERS:
                self._add_bare_name(municipality)
            for spelling in [joined(province.name), f"{province.plate:02}", str(province.plate)]:
                self.provinces[spelling] = province
        self._add_other_names()
        self._pairs = [(spelling, letter_pairs(spelling)) for spelling in self.by_name]
        self._compared = 0
        self._matches: dict = {}

    def _add_bare_name(self, municipality: Municipality) -> None:
        """Of “Karpuzlu Köyü” and “Edirne İl Özel İdaresi” the words of the kind are part of the name."""
        bare = "".join(read_name(municipality.name).words)
        if bare and bare != joined(municipality.name):
            self.by_name[bare].append(municipality)

    def _add_other_names(self) -> None:
        for municipality in self.all:
            for former in municipality.former:
                if joined(former.name) not in self.by_name:
                    self.by_name[joined(former.name)].append(municipality)
        by_plate = {province.plate: province for province in self.provinces.values()}
        for spelling, plate in PROVINCE_NAMES.items():
            if plate in by_plate:
                self.provinces.setdefault(spelling, by_plate[plate])
        for spelling, code in OTHER_NAMES.items():
            if code in self.by_code and spelling not in self.by_name:
                self.by_name[spelling].append(self.by_code[code])

    def find(self, name: str, province: str = "", kind: str = "", district: str = "") -> Match:
        """The municipality that a name means, with a province, a kind and a district where they are given."""
        key = (name, province, kind, district)
        if key not in self._matches:
            self._matches[key] = self._find(*key)
        return self._matches[key]

    def _find(self, name: str, province: str, kind: str, district: str) -> Match:
        written, around = read_name(name), self.province(province)
        limits = Limits(
            province=around,
            is_province_unknown=bool(letters(province)) and around is None,
            kinds=kinds_in(kind),
            district=read_name(district),
        )
        readings = self._readings(written, name, limits)
        bearers = list(dict.fromkeys(each for reading in readings for each in self._meant(reading, limits)))
        bearers = self._narrowed(bearers, written, kind)
        if len(bearers) == 1:
            return Match(municipality=bearers[0])
        if bearers:
            return Match(offered=bearers, is_ambiguous=True)
        return Match(offered=self._offered(readings[0], limits))

    def _readings(self, written: WrittenName, name: str, limits: "Limits") -> list[WrittenName]:
        """What the words may be; a kind or “Merkez” alone belongs to the district or province beside it."""
        readings = [written]
        if written.is_centre:
            # “Merkez Efendi” is a name.
            readings.append(WrittenName(tuple(letters(name).split())))
        if not written.words and (written.is_centre or written.kinds):
            place = limits.district.words or tuple(letters(limits.province.name).split() if limits.province else ())
            readings = [replace(written, words=place)]
        return readings

    def province(self, text: str) -> Province | None:
        """The province of a text: its name, an earlier or short one, its plate number, or both."""
        words = read_name(text).words
        whole = self.provinces.get("".join(words))
        if whole or len(words) < 2:
            return whole
        for place in range(1, len(words)):
            first, second = (self.provinces.get("".join(part)) for part in [words[:place], words[place:]])
            if first is not None and first is second:
                return first
        return None

    def _meant(self, written: WrittenName, limits: "Limits") -> list[Municipality]:
        """Those of whom one part of the words is the name and all others are province and district."""
        words = written.words
        if len(words) > MOST_WORDS:
            return []
        return [
            each
            for start in range(len(words))
            for end in range(start + 1, len(words) + 1)
            for each in self.by_name.get("".join(words[start:end]), [])
            if self.explains(each, words[:start])
            and self.explains(each, words[end:])
            and allows(each, written)
            and limits.allow(each)
        ]

    def explains(self, municipality: Municipality, words: tuple[str, ...]) -> bool:
        """Whether all words name the province, the plate number or the district of a municipality."""
        if not words:
            return True
        for end in range(1, len(words) + 1):
            part = "".join(words[:end])
            is_province = self.provinces.get(part) == municipality.province
            is_district = part == joined(municipality.district_name)
            if (is_province or is_district) and self.explains(municipality, words[end:]):
                return True
        return False

    def _narrowed(self, bearers: list[Municipality], written: WrittenName, kind: str) -> list[Municipality]:
        if not written.kinds and not kinds_in(kind):
            bearers = narrow(bearers, lambda each: each.kind not in OTHER_MEMBERS)
            bearers = narrow(bearers, lambda each: each.kind != METROPOLITAN)
        bearers = narrow(bearers, lambda each: letters(kind) in spelled_kinds(each))
        bearers = narrow(bearers, lambda each: each.closed_on is None)
        return narrow(bearers, lambda each: each.pk in self.preferred)

    def _offered(self, written: WrittenName, limits: "Limits") -> list[Municipality]:
        """What may be meant: the centre of a metropolitan province, bearers of a part of the words, similar names."""
        offered = self._centres(written, limits) if written.is_centre else []
        words = written.words[:MOST_WORDS]
        named = [
            (start - end, self._rank(each, limits, 1), each)
            for start in range(len(words))
            for end in range(start + 1, len(words) + 1)
            for each in self.by_name.get("".join(words[start:end]), [])
        ]
        offered += [each for _length, _rank, each in sorted(named, key=lambda triple: triple[:2])]
        if words and len(dict.fromkeys(offered)) < OFFERED:
            alike = self._alike(words, limits)
            offered += [each for ratio, each in alike if ratio >= LIKENESS] or (
                [] if offered else [e for _, e in alike]
            )
        return list(dict.fromkeys(offered))[:OFFERED]

    def _centres(self, written: WrittenName, limits: "Limits") -> list[Municipality]:
        province = self.provinces.get("".join(written.words)) or limits.province
        if province is None:
            return []
        codes = [f"{province.plate:02}-{name}" for name in CENTRAL_DISTRICTS.get(province.plate, [])]
        return [self.by_code[code] for code in [f"{province.plate:02}", *codes] if code in self.by_code]

    def _alike(self, words: tuple[str, ...], limits: "Limits") -> list[tuple[float, Municipality]]:
        """Names that are nearly the same, the nearest first; those of the province before others."""
        self._compared += 1
        if self._compared > COMPARED_TEXTS:
            return []
        texts = dict.fromkeys(
            ["".join(words), *words, *("".join(pair) for pair in zip(words, words[1:], strict=False))]
        )
        likeness: dict[str, float] = {}
        for text in texts:
            for spelling, ratio in self._similar(text):
                likeness[spelling] = max(ratio, likeness.get(spelling, 0))
        ranked = [
            ((ratio < LIKENESS, *self._rank(each, limits, ratio)), ratio, each)
            for spelling, ratio in likeness.items()
            for each in self.by_name[spelling]
        ]
        return [(ratio, each) for _rank, ratio, each in sorted(ranked, key=lambda triple: triple[0])]

    def _similar(self, text: str) -> list[tuple[str, float]]:
        """The spellings that share most pairs of letters with a text, each with its likeness."""
        pairs = letter_pairs(text)
        shared = sorted(
            (-len(pairs & others) / (len(pairs) + len(others)), spelling) for spelling, others in self._pairs
        )
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(text)
        similar = []
        for _share, spelling in shared[:COMPARED]:
            matcher.set_seq1(spelling)
            similar.append((spelling, matcher.ratio()))
        return similar

    def _rank(self, each: Municipality, limits: "Limits", likeness: float) -> tuple:
        is_elsewhere = limits.province is not None and each.province_id != limits.province.plate
        return (is_elsewhere, each.pk not in self.preferred, -round(likeness, 3), each.sort_key, each.pk)


@dataclass(frozen=True)
class Limits:
    """What other columns say of the municipality that a name means."""

    province: Province | None
    # A province is given, but there is none of this name.
    is_province_unknown: bool
    kinds: frozenset[str]
    district: WrittenName

    def allow(self, municipality: Municipality) -> bool:
        if self.is_province_unknown:
            return False
        if self.province is not None and municipality.province_id != self.province.plate:
            return False
        if self.kinds and municipality.kind not in self.kinds:
            return False
        return self.is_in_district(municipality)

    def is_in_district(self, municipality: Municipality) -> bool:
        """Whether the municipality lies in the district that is given; that of a metropolis lies in many."""
        name = "".join(self.district.words)
        if municipality.kind == METROPOLITAN or not (name or self.district.is_centre):
            return True
        if self.district.is_centre and is_central(municipality):
            return not name or name in {joined(municipality.province.name), joined(municipality.name)}
        district = municipality.district_name if municipality.kind == TOWN else municipality.name
        return name == joined(district)


def is_central(municipality: Municipality) -> bool:
    """Whether a municipality lies in the central district of a province without a metropolis."""
    return municipality.kind == PROVINCE or joined(municipality.district_name) == CENTRE


def allows(municipality: Municipality, written: WrittenName) -> bool:
    """Whether the words beside a name fit a municipality."""
    if written.kinds and municipality.kind not in written.kinds:
        return False
    if not written.is_centre or not written.words:
        return True
    if municipality.kind == TOWN:
        return joined(municipality.district_name) == CENTRE
    return municipality.kind != METROPOLITAN


def narrow(municipalities: list[Municipality], fits) -> list[Municipality]:
    """Those that fit, or all of them where none does."""
    return [each for each in municipalities if fits(each)] or municipalities


@lru_cache(maxsize=8192)
def letter_pairs(text: str) -> frozenset[str]:
    """Neighbouring letters of a word, its beginning and end included."""
    padded = f" {text} "
    return frozenset(padded[place : place + 2] for place in range(len(padded) - 1))


def spelled_kinds(municipality: Municipality) -> set[str]:
    return {letters(municipality.kind), letters(municipality.get_kind_display())}


def distinct_name(municipality: Municipality) -> str:
    """The name of a municipality with what tells it from others of the same name."""
    closed = f", †{municipality.closed_on}" if municipality.closed_on else ""
    return f"{municipality.name} – {municipality.province.name}, {municipality.get_kind_display()}{closed}"
