"""Tasks of the start page about meetings and decisions, each with the list or the page where it is done."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from members.meetings import sitting
from unions.admin.kit.tasks import Task, change_url, list_url
from unions.models import Decision, Meeting
from unions.models.decision_queries import DecisionQuerySet
from unions.models.meeting import MeetingQuerySet
from unions.text.turkish import format_date

# More meetings than anyone prepares at a time.
CALLS_SHOWN = 5


class Overdue(NamedTuple):
    """What should be done by now: how it is called, and which list shows the rows that wait for it."""

    # Its name among the numbers that are counted.
    counted: str
    text: Any
    model: type[Meeting | Decision]
    filters: dict[str, str]

    def task(self, number: int) -> Task | None:
        """The task about so many rows; None where there are none."""
        if not number:
            return None
        return Task(self.text % {"number": number}, list_url(self.model, **self.filters), is_overdue=True)


OF_MEETINGS = [
    Overdue(
        "without_minutes",
        ngettext_lazy("One past meeting has no minutes.", "%(number)s past meetings have no minutes.", "number"),
        Meeting,
        {"minutes": "missing"},
    ),
    Overdue(
        "without_results",
        ngettext_lazy(
            "It is not recorded whether one past meeting was held.",
            "It is not recorded whether %(number)s past meetings were held.",
            "number",
        ),
        Meeting,
        {"results": "missing"},
    ),
    Overdue(
        "with_results",
        ngettext_lazy(
            "One meeting has recorded results but is still marked as planned.",
            "%(number)s meetings have recorded results but are still marked as planned.",
            "number",
        ),
        Meeting,
        {"results": "contradict"},
    ),
]
# The steps after the vote.
OF_DECISIONS = [
    Overdue(
        "not_sent",
        ngettext_lazy(
            "One decision has not been sent to the governor within seven days.",
            "%(number)s decisions have not been sent to the governor within seven days.",
            "number",
        ),
        Decision,
        {"sending": "overdue"},
    ),
    Overdue(
        "not_summarised",
        ngettext_lazy(
            "The summary of one final decision has not been published within seven days.",
            "The summaries of %(number)s final decisions have not been published within seven days.",
            "number",
        ),
        Decision,
        {"summary": "overdue"},
    ),
    Overdue(
        "without_outcome",
        ngettext_lazy(
            "It is not recorded whether one decision was accepted.",
            "It is not recorded whether %(number)s decisions were accepted.",
            "number",
        ),
        Decision,
        {"result": "missing"},
    ),
    Overdue(
        "contradicting",
        ngettext_lazy(
            "One motion that was not accepted is recorded as implemented.",
            "%(number)s motions that were not accepted are recorded as implemented.",
            "number",
        ),
        Decision,
        {"result": "contradict"},
    ),
]


def meeting_tasks(meetings: MeetingQuerySet, without_minutes: int) -> list[Task]:
    """What is missing from the records of past meetings, and the calls that are still to be sent."""
    coming = meetings.upcoming().not_called()[:CALLS_SHOWN]
    numbers = {"without_minutes": without_minutes, **meetings.numbers_still_planned()}
    return [*tasks_of(OF_MEETINGS, numbers), *map(call_to_send, coming)]


def decision_tasks(decisions: DecisionQuerySet) -> list[Task]:
    """The steps after the vote that are overdue."""
    return tasks_of(OF_DECISIONS, decisions.task_numbers())


def tasks_of(overdue: list[Overdue], numbers: dict[str, int]) -> list[Task]:
    return [task for each in overdue if (task := each.task(numbers[each.counted]))]


def call_to_send(meeting: Meeting) -> Task:
    """A coming meeting whose call is not on record as sent."""
    call, is_overdue = sitting.deadlines(meeting)[0]
    text = _("%(meeting)s: the call must reach the members by %(day)s.")
    return Task(text % {"meeting": meeting, "day": format_date(call.due_on)}, change_url(meeting), is_overdue)
