from unions.models.account_link import AccountLink
from unions.models.agenda import AgendaItem, AgendaPaper
from unions.models.allowance import Allowance
from unions.models.budget import BudgetFigures
from unions.models.court_ruling import CourtRuling
from unions.models.decision import Decision
from unions.models.deletion import Deletion
from unions.models.duty import Duty
from unions.models.emblem import Emblem
from unions.models.file_record import FileRecord
from unions.models.file_text import FileText
from unions.models.generation import Generation
from unions.models.headquarters import ContactPoint, Headquarters
from unions.models.history_event import HistoryEvent
from unions.models.invitation import Invitation
from unions.models.legal_basis import LegalBasis
from unions.models.mail import OutgoingMail
from unions.models.meeting import Meeting
from unions.models.next_version import NextVersion
from unions.models.organ import Organ, OrganPower
from unions.models.ownership import Editable, ScopedManager, ScopedQuerySet, UnionOwned, managers
from unions.models.paper import Paper
from unions.models.picture_job import PictureJob
from unions.models.redirect import PathRedirect
from unions.models.review import Review
from unions.models.shared_preview import SharedPreview
from unions.models.staff import StaffRole, User
from unions.models.statute import Statute
from unions.models.statute_change import StatuteChange
from unions.models.subject import Subject
from unions.models.term import Term
from unions.models.union import Union, UnionHost, UnionName
from unions.models.unit import Unit
from unions.models.unsaved_work import UnsavedWork
from unions.models.work import PeriodicTask, WorkProcess

__all__ = [
    "AccountLink",
    "AgendaItem",
    "AgendaPaper",
    "Allowance",
    "BudgetFigures",
    "ContactPoint",
    "CourtRuling",
    "Decision",
    "Deletion",
    "Duty",
    "Editable",
    "Emblem",
    "FileRecord",
    "FileText",
    "Generation",
    "Headquarters",
    "HistoryEvent",
    "Invitation",
    "LegalBasis",
    "Meeting",
    "NextVersion",
    "Organ",
    "OrganPower",
    "OutgoingMail",
    "Paper",
    "PathRedirect",
    "PeriodicTask",
    "PictureJob",
    "Review",
    "ScopedManager",
    "ScopedQuerySet",
    "SharedPreview",
    "StaffRole",
    "Statute",
    "StatuteChange",
    "Subject",
    "Term",
    "Union",
    "UnionHost",
    "UnionName",
    "UnionOwned",
    "Unit",
    "UnsavedWork",
    "User",
    "WorkProcess",
    "managers",
]
