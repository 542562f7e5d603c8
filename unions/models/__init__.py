from unions.models.allowance import Allowance
from unions.models.decision import Decision, Subject
from unions.models.generation import Generation
from unions.models.mail import OutgoingMail
from unions.models.meeting import AgendaItem, AgendaPaper, Meeting
from unions.models.organ import Organ, OrganPower, Statute, Term
from unions.models.ownership import Editable, ScopedManager, ScopedQuerySet, UnionOwned, managers
from unions.models.paper import Paper
from unions.models.redirect import PathRedirect
from unions.models.staff import StaffRole, User
from unions.models.union import ContactPoint, Duty, Headquarters, HistoryEvent, LegalBasis, Union, UnionHost, UnionName

__all__ = [
    "AgendaItem",
    "AgendaPaper",
    "Allowance",
    "ContactPoint",
    "Decision",
    "Duty",
    "Editable",
    "Generation",
    "Headquarters",
    "HistoryEvent",
    "LegalBasis",
    "Meeting",
    "Organ",
    "OrganPower",
    "OutgoingMail",
    "Paper",
    "PathRedirect",
    "ScopedManager",
    "ScopedQuerySet",
    "StaffRole",
    "Statute",
    "Subject",
    "Term",
    "Union",
    "UnionHost",
    "UnionName",
    "UnionOwned",
    "User",
    "managers",
]
