"""The models of all slices, where Django looks for them."""

from members.checks.models import CheckLink, CheckRound, Correction, ListingCheck
from members.directory.models import Listing
from members.elections.models import Elections
from members.exchange.models import ImportRun, RememberedAnswer
from members.meetings.models import Attendance, RollCallVote
from members.membership.models import Membership
from members.municipalities.models import Municipality, PopulationFigure, Province
from members.people.models import OfficeHolder, Person

__all__ = [
    "Attendance",
    "CheckLink",
    "CheckRound",
    "Correction",
    "Elections",
    "ImportRun",
    "Listing",
    "ListingCheck",
    "Membership",
    "Municipality",
    "OfficeHolder",
    "Person",
    "PopulationFigure",
    "Province",
    "RememberedAnswer",
    "RollCallVote",
]
