"""Who is named where after the elections of `benchmarks.elections_walk`, and who should be."""

from datetime import date

from tests.members.standards.oparl.reading import Mirror
from unions.models import Organ
from unions.text.turkish import letters


def lasts(start: str | None, end: str | None, day: date) -> bool:
    return (not start or start <= day.isoformat()) and (not end or end >= day.isoformat())


def followed(follower: Mirror, organ: Organ, day: date) -> set[str]:
    """Who sits in an organ by the copy of a client."""
    return {
        follower.objects[row["person"]]["name"]
        for row in follower.objects.values()
        if row.get("type", "").endswith("/Membership")
        and row["organization"].endswith(f"/organ-{organ.pk}/")
        and lasts(row.get("startDate"), row.get("endDate"), day)
    }


def differences(shown: set[str], expected: set[str]) -> str:
    """Who is named and should not be, and who is missing; the workbook has some surnames in capitals."""
    named, meant = {letters(name): name for name in shown}, {letters(name): name for name in expected}
    if named.keys() == meant.keys():
        return ""
    too_many = sorted(named[key] for key in named.keys() - meant.keys())
    return f"too many {too_many[:5]}, missing {sorted(meant[key] for key in meant.keys() - named.keys())[:5]}"
