"""Tasks of the start page about meetings and decisions, each with the list or the page where it is done."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.meetings import sitting
from unions.admin.kit.tasks import Task, change_url, list_url
from unions.models import Decision, Meeting
from unions.models.decision_queries import DecisionQuerySet
from unions.models.meeting import MeetingQuerySet
from unions.text.turkish import format_date

# More meetings than anyone prepares at a time.
CALLS_SHOWN = 5


def meeting_tasks(meetings: MeetingQuerySet, without_minutes: int) -> list[Task]:
    """What is missing from the records of past meetings, and the calls that are still to be sent."""
    coming = meetings.upcoming().not_called()[:CALLS_SHOWN]
    numbers = meetings.numbers_still_planned()
    tasks = [
        minutes_missing(without_minutes),
        results_missing(numbers["without_results"]),
        results_contradict(numbers["with_results"]),
    ]
    return [*(task for task in tasks if task), *map(call_to_send, coming)]


def minutes_missing(number: int) -> Task | None:
    text = ngettext("One past meeting has no minutes.", "%(number)s past meetings have no minutes.", number)
    return overdue_task(text, number, list_url(Meeting, minutes="missing"))


def results_missing(number: int) -> Task | None:
    text = ngettext(
        "It is not recorded whether one past meeting was held.",
        "It is not recorded whether %(number)s past meetings were held.",
        number,
    )
    return overdue_task(text, number, list_url(Meeting, results="missing"))


def results_contradict(number: int) -> Task | None:
    text = ngettext(
        "One meeting has recorded results but is still marked as planned.",
        "%(number)s meetings have recorded results but are still marked as planned.",
        number,
    )
    return overdue_task(text, number, list_url(Meeting, results="contradict"))


def call_to_send(meeting: Meeting) -> Task:
    """A coming meeting whose call is not on record as sent."""
    call, is_overdue = sitting.deadlines(meeting)[0]
    text = _("%(meeting)s: the call must reach the members by %(day)s.")
    return Task(text % {"meeting": meeting, "day": format_date(call.due_on)}, change_url(meeting), is_overdue)


def decision_tasks(decisions: DecisionQuerySet) -> list[Task]:
    """The steps after the vote that are overdue."""
    numbers = decisions.task_numbers()
    tasks = [
        sending_overdue(numbers["not_sent"]),
        summary_overdue(numbers["not_summarised"]),
        outcome_missing(numbers["without_outcome"]),
        outcome_contradicted(numbers["contradicting"]),
    ]
    return [task for task in tasks if task]


def sending_overdue(number: int) -> Task | None:
    text = ngettext(
        "One decision has not been sent to the governor within seven days.",
        "%(number)s decisions have not been sent to the governor within seven days.",
        number,
    )
    return overdue_task(text, number, list_url(Decision, sending="overdue"))


def summary_overdue(number: int) -> Task | None:
    text = ngettext(
        "The summary of one final decision has not been published within seven days.",
        "The summaries of %(number)s final decisions have not been published within seven days.",
        number,
    )
    return overdue_task(text, number, list_url(Decision, summary="overdue"))


def outcome_missing(number: int) -> Task | None:
    text = ngettext(
        "It is not recorded whether one decision was accepted.",
        "It is not recorded whether %(number)s decisions were accepted.",
        number,
    )
    return overdue_task(text, number, list_url(Decision, result="missing"))


def outcome_contradicted(number: int) -> Task | None:
    text = ngettext(
        "One motion that was not accepted is recorded as implemented.",
        "%(number)s motions that were not accepted are recorded as implemented.",
        number,
    )
    return overdue_task(text, number, list_url(Decision, result="contradict"))


def overdue_task(text: str, number: int, url: str) -> Task | None:
    """An overdue task about so many rows; None where there are none."""
    return Task(text % {"number": number}, url, is_overdue=True) if number else None
