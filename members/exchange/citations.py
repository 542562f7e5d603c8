"""Numbers of decisions as offices write them: 2023/9, 9/2023, E-17, 2023/E-17, Karar No: 9."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from members.exchange import values
from unions.text.turkish import upper

NO_NUMBER = _("“%(value)s” is not the number of a decision. Enter it as 2023/9, or as 9 beside the date.")
TWO_READINGS = _("It is not clear which part of “%(value)s” is the year. Enter the year first: 2023/9.")

LEADING_WORDS = re.compile(r"^(?:KARAR(?:IN)?|SAYI(?:SI)?|NUMARA(?:SI)?|NO|NUMBER|DECISION)[.:\s]*", re.IGNORECASE)
YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
REFERENCE = r"(?:(?P<series>[A-Z]{1,4})-?)?0{0,6}(?P<number>[1-9][0-9]{0,5})"
YEAR_FIRST = re.compile(rf"(?:{YEAR}[/-])?{REFERENCE}")
YEAR_LAST = re.compile(rf"{REFERENCE}[/-]{YEAR}")


@dataclass(frozen=True)
class Citation:
    """What a cell says of a decision's number; the year may stand in another cell."""

    number: int
    series: str = ""
    year: int | None = None

    def __str__(self):
        reference = f"{self.series}-{self.number}" if self.series else str(self.number)
        return f"{self.year}/{reference}" if self.year else reference


def citation(text: str) -> Citation:
    """The number of a decision; refused where year and number cannot be told apart."""
    plain = upper(text).replace("SAYILI", "").strip()
    while LEADING_WORDS.match(plain):
        plain = LEADING_WORDS.sub("", plain, count=1)
    plain = re.sub(r"\s+|\.$", "", plain).replace("–", "-").replace("\\", "/")
    first, last = YEAR_FIRST.fullmatch(plain), YEAR_LAST.fullmatch(plain)
    if first and last:
        raise values.refuse(TWO_READINGS, "two_readings", text)
    found = first or last
    if found is None:
        raise values.refuse(NO_NUMBER, "citation", text)
    return Citation(int(found["number"]), found["series"] or "", int(found["year"]) if found["year"] else None)
