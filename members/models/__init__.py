from members.models.attendance import Attendance, RollCallVote
from members.models.listing_check import CheckLink, CheckRound, Correction, ListingCheck
from members.models.membership import Listing, Membership
from members.models.municipality import Municipality, Province
from members.models.office import OfficeHolder, Person

__all__ = [
    "Attendance",
    "CheckLink",
    "CheckRound",
    "Correction",
    "Listing",
    "ListingCheck",
    "Membership",
    "Municipality",
    "OfficeHolder",
    "Person",
    "Province",
    "RollCallVote",
]
