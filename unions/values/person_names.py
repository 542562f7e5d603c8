"""Names of people as tables have them: with titles before, and seats in brackets behind.

`Prof. Dr. Ali Ak (Yedek)` is the person Ali Ak with a title and a seat, not somebody new.
"""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unions.text.turkish import letters

TITLES = {
    "prof", "doc", "dr", "yrd", "ogr", "uyesi", "av", "op", "uzm", "ecz", "dt", "muh", "mim", "arch", "eng", "sn",
    "sayin", "avukat", "doktor", "profesor", "docent", "vet", "hek", "bay", "bayan", "gor", "ars", "hakim", "kaymakam",
}  # fmt: skip
# Words of address are no title.
ADDRESSES = {"sn", "sayin", "bay", "bayan"}
# A title without its full stop is only one where the word cannot be a name.
CERTAIN_WITHOUT_STOP = {"prof", "doc", "dr", "av", "op", "uzm", "sn", "sayin", "avukat", "doktor", "profesor", "docent"}
REMARK = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*$")
# What no name of a person holds: the sign of another word beside it, of a second person, of a number in a list.
NO_NAME = re.compile(r"[\d,;:/|*+@=<>#_\"()\[\]{}]|\s[-–—&]\s|\s(?:ve|and)\s", re.IGNORECASE)
UNKNOWN_REMARK = _("It is not clear what “(%(value)s)” behind the name means. Delete it or put it into its own column.")
NOT_A_NAME = _("“%(value)s” is not the name of one person. Write given name and surname only.")


@dataclass(frozen=True)
class WrittenPerson:
    """A name without what stands around it."""

    name: str
    title: str = ""
    # What stands in brackets behind the name.
    remark: str = ""


def read_person(text: str) -> WrittenPerson:
    """The name of a person, the titles before it and the remark behind it."""
    rest, remark = " ".join(text.split()), ""
    found = REMARK.search(rest)
    if found:
        rest, remark = rest[: found.start()].strip(), found[1].strip()
    words = re.sub(r"\.(?=\w)", ". ", rest).split(" ")
    titles: list[str] = []
    while len(words) > 1 and is_title(words[0]):
        titles.append(words.pop(0))
    if not titles:
        return WrittenPerson(rest, remark=remark)
    title = " ".join(word for word in titles if letters(word) not in ADDRESSES)
    return WrittenPerson(" ".join(words), title, remark)


def refuse_no_name(name: str) -> None:
    """Raise ValidationError for what is no name, or more than one: Ali Ak / Başkan, 1. Ali Ak, Ali Ak ve Can Öz."""
    if NO_NAME.search(f" {name} "):
        raise ValidationError(NOT_A_NAME, code="no_name", params={"value": name[:60]})


def is_title(word: str) -> bool:
    plain = letters(word)
    return plain in CERTAIN_WITHOUT_STOP or (plain in TITLES and word.endswith("."))
