from members.models.attendance import Attendance, RollCallVote
from members.models.exchange import ImportRun
from members.models.listing_check import CheckLink, CheckRound, Correction, ListingCheck
from members.models.membership import Listing, Membership
from members.models.municipality import Municipality, Province
from members.models.office import OfficeHolder, Person
from members.models.population import PopulationFigure

__all__ = [
    "Attendance",
    "CheckLink",
    "CheckRound",
    "Correction",
    "ImportRun",
    "Listing",
    "ListingCheck",
    "Membership",
    "Municipality",
    "OfficeHolder",
    "Person",
    "PopulationFigure",
    "Province",
    "RollCallVote",
]
