"""Requests under Laws 4982, 3071 and 6698: by when they are answered, and what comes after."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from unions.law.rules import Deadline, rule_of
from unions.law.working_days import end_on_working_day, working_days_after, working_days_between

ACCESS_DAYS, EXTENDED_DAYS, PAYMENT_DAYS, BOARD_DAYS = 15, 30, 15, 30
PETITION_DAYS, SILENCE_DAYS, OBJECTION_DAYS, COURT_DAYS = 30, 30, 15, 60
DATA_SUBJECT_DAYS, COMPLAINT_DAYS, COMPLAINT_DAYS_IN_ALL = 30, 30, 60


class RefusalGround(StrEnum):
    """Why access may be refused, by the article of Law 4982."""

    NOT_HELD = "not_held"
    SEPARATE_WORK = "separate_work"
    PUBLISHED = "published"
    NOT_REVIEWABLE = "not_reviewable"
    STATE_SECRET = "state_secret"  # noqa: S105  # a ground of the law
    ECONOMIC_INTEREST = "economic"
    INTELLIGENCE = "intelligence"
    INVESTIGATION = "investigation"
    PROSECUTION = "prosecution"
    PRIVACY = "privacy"
    CORRESPONDENCE = "correspondence"
    TRADE_SECRET = "trade_secret"  # noqa: S105  # a ground of the law
    COPYRIGHT = "copyright"
    INTERNAL_RULES = "internal_rules"
    INTERNAL_ADVICE = "internal_advice"
    OPINION = "opinion"
    FORM_MISSING = "form_missing"


ARTICLES = {
    RefusalGround.NOT_HELD: "4982 art. 7/1",
    RefusalGround.SEPARATE_WORK: "4982 art. 7/2",
    RefusalGround.PUBLISHED: "4982 art. 8",
    RefusalGround.NOT_REVIEWABLE: "4982 art. 15",
    RefusalGround.STATE_SECRET: "4982 art. 16",
    RefusalGround.ECONOMIC_INTEREST: "4982 art. 17",
    RefusalGround.INTELLIGENCE: "4982 art. 18",
    RefusalGround.INVESTIGATION: "4982 art. 19",
    RefusalGround.PROSECUTION: "4982 art. 20",
    RefusalGround.PRIVACY: "4982 art. 21",
    RefusalGround.CORRESPONDENCE: "4982 art. 22",
    RefusalGround.TRADE_SECRET: "4982 art. 23",
    RefusalGround.COPYRIGHT: "4982 art. 24",
    RefusalGround.INTERNAL_RULES: "4982 art. 25",
    RefusalGround.INTERNAL_ADVICE: "4982 art. 26",
    RefusalGround.OPINION: "4982 art. 27",
    RefusalGround.FORM_MISSING: "4982 art. 6",
}


@dataclass(frozen=True)
class AccessSteps:
    """What has happened to a request for information, as far as its clock asks."""

    received_on: date
    # On which day the applicant was told that it takes thirty days.
    extended_on: date | None = None
    # On which day the applicant was told what it costs, and paid.
    cost_notified_on: date | None = None
    paid_on: date | None = None


@dataclass(frozen=True)
class Clock:
    """By when a request is answered; while it is stopped, by when the applicant pays."""

    deadline: Deadline
    is_stopped: bool = False

    def is_overdue(self, today: date) -> bool:
        return not self.is_stopped and today > self.deadline.due_on


@rule_of("4982 art. 11", is_verified=True)
def extension_notice_deadline(received_on: date) -> Deadline:
    """4982 art. 11: that it takes thirty working days is told, with its reason, before the fifteen are over.

    Verified.
    """
    return Deadline("extension_notice", working_days_after(received_on, ACCESS_DAYS), "4982 art. 11")


@rule_of("4982 art. 11", is_verified=True)
def may_extend(received_on: date, notified_on: date) -> bool:
    """4982 art. 11: whether a notice of that day still extends the term; a late one does not.

    Verified.
    """
    return received_on <= notified_on <= extension_notice_deadline(received_on).due_on


@rule_of("4982 art. 11", is_verified=True)
def payment_deadline(cost_notified_on: date) -> Deadline:
    """4982 art. 11: who does not pay within fifteen working days has given the request up.

    Verified.
    """
    return Deadline("payment", working_days_after(cost_notified_on, PAYMENT_DAYS), "4982 art. 11")


@rule_of("4982 art. 11", is_verified=True)
def is_given_up(cost_notified_on: date, paid_on: date | None, today: date) -> bool:
    """4982 art. 11: whether the applicant has let the term for payment pass.

    Verified.
    """
    return payment_deadline(cost_notified_on).is_missed(paid_on, today)


@rule_of("4982 art. 11", is_verified=False)
def access_clock(steps: AccessSteps) -> Clock:
    """4982 art. 11: fifteen working days, thirty if extended in time; the notice of a cost stops them until it is paid.

    Unverified as to what follows the payment: the law says that the term is "cut". The days before the notice are
    counted here, and the rest runs on from the payment: no other reading ends earlier.
    """
    is_extended = steps.extended_on is not None and may_extend(steps.received_on, steps.extended_on)
    days = EXTENDED_DAYS if is_extended else ACCESS_DAYS
    due_on = working_days_after(steps.received_on, days)
    # A notice after the last day stops nothing.
    if steps.cost_notified_on is None or steps.cost_notified_on > due_on:
        return Clock(Deadline("access", due_on, "4982 art. 11"))
    if steps.paid_on is None:
        return Clock(payment_deadline(steps.cost_notified_on), is_stopped=True)
    left = days - working_days_between(steps.received_on, steps.cost_notified_on)
    return Clock(Deadline("access", working_days_after(steps.paid_on, left), "4982 art. 11"))


@rule_of("3071 art. 7", is_verified=True)
def petition_deadline(received_on: date) -> Deadline:
    """3071 art. 7: a petition or complaint is answered, with reasons, within thirty days, holidays included.

    Verified; a last day on a holiday is not put off here, although 2577 art. 8 would do so for a court.
    """
    return Deadline("petition_answer", received_on + timedelta(days=PETITION_DAYS), "3071 art. 7")


@rule_of("6698 art. 13", is_verified=True)
def data_subject_deadline(received_on: date) -> Deadline:
    """6698 art. 13: what somebody asks about their own data is settled, free of charge, within thirty days.

    Verified: days of the calendar, as fast as the matter allows; nothing extends them, and no cost stops them.
    """
    return Deadline("data_subject", received_on + timedelta(days=DATA_SUBJECT_DAYS), "6698 art. 13")


@rule_of("6698 art. 14", is_verified=True)
def complaint_deadline(received_on: date, answered_on: date | None) -> Deadline:
    """6698 art. 14: complaint to the Board within thirty days of the answer, within sixty of the request in every case.

    Verified. Whether a last day on a holiday is put off is not: it is not put off here, so no day is named too late.
    """
    last = received_on + timedelta(days=COMPLAINT_DAYS_IN_ALL)
    if answered_on is not None:
        last = min(last, answered_on + timedelta(days=COMPLAINT_DAYS))
    return Deadline("data_complaint", last, "6698 art. 14")


@rule_of("4982 art. 13", is_verified=True)
def objection_deadline(notified_on: date) -> Deadline:
    """4982 art. 13: whoever is refused may object to the Review Board within fifteen days of the notice.

    Verified; that a last day on a holiday is put off follows 2577 art. 8.
    """
    due_on = end_on_working_day(notified_on + timedelta(days=OBJECTION_DAYS))
    return Deadline("objection", due_on, "4982 art. 13")


@rule_of("4982 art. 13", is_verified=True)
def board_deadline(objected_on: date) -> Deadline:
    """4982 art. 13: the Review Board decides within thirty working days.

    Verified.
    """
    return Deadline("board", working_days_after(objected_on, BOARD_DAYS), "4982 art. 13")


@rule_of("2577 art. 7", is_verified=True)
def court_deadline(notified_on: date) -> Deadline:
    """2577 art. 7: action before the administrative court within sixty days of the notice.

    Verified. A last day on a holiday is put off to the next working day; one in the recess of the courts (20 July to
    31 August) to seven days after it. An objection to the Review Board suspends the term, which is not counted here.
    """
    due_on = notified_on + timedelta(days=COURT_DAYS)
    if date(due_on.year, 7, 20) <= due_on <= date(due_on.year, 8, 31):
        due_on = date(due_on.year, 9, 7)
    return Deadline("court", end_on_working_day(due_on), "2577 art. 7")


@rule_of("2577 art. 10", is_verified=True)
def silent_refusal(received_on: date, deadline: Deadline) -> date:
    """2577 art. 10: what was not answered within thirty days of the request counts as refused with the last of them.

    Verified, for requests under Law 4982 by what the Review Board says of itself: not the end of their fifteen working
    days. Where the term of the answer ends later (extended, or stopped by a cost), its last day is taken, before which
    nobody is late. The terms of appeal run from that day.
    """
    return max(received_on + timedelta(days=SILENCE_DAYS), deadline.due_on)


@rule_of("4982 art. 30", is_verified=True)
def yearly_report_deadline(year: int) -> Deadline:
    """4982 art. 30: the report on the requests of a year goes to the Review Board by the end of February of the next.

    Verified.
    """
    return Deadline("requests_report", date(year + 1, 3, 1) - timedelta(days=1), "4982 art. 30")


@rule_of("4982 art. 15", is_verified=True)
def article_of(ground: RefusalGround) -> str:
    """4982 art. 15: the article that lets access be refused on this ground, of art. 7 to 27.

    Verified.
    """
    return ARTICLES[ground]
