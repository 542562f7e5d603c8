"""The screen that records the ends of seats, and the notes that lead to it."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.people.endings import begins_too_late, record_ends, unrecorded_ends
from members.people.models import OfficeHolder, Person
from members.people.seat_queries import OfficeHolderQuerySet
from unions.admin.kit.notes import notes_about
from unions.admin.kit.screens import Screens
from unions.admin.kit.tasks import Task
from unions.models import Organ
from unions.tenancy.requests import UnionRequest

# As many as a form may send at once, with room to spare.
SEATS_A_PAGE = 400


class EndingScreens(Screens):
    """Adds the screen of unrecorded ends to the admin of office holders."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.ends)
        return [path("sona-erenler/", view, name="members_officeholder_ends"), *super().get_urls()]

    def ends(self, request: UnionRequest) -> HttpResponse:
        """Seats that have ended with what they stand on: since when and why, and one button that records it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            if not self.has_change_permission(request):
                raise PermissionDenied
            keys = {int(key) for key in request.POST.getlist("seat") if key.isdecimal() and len(key) < 19}
            tell(request, record_ends(keys, by=request.user))
            return HttpResponseRedirect(request.path)
        seats = list(unrecorded_ends()[: SEATS_A_PAGE + 1])
        context: dict[str, Any] = {
            "seats": [(seat, begins_too_late(seat)) for seat in seats[:SEATS_A_PAGE]],
            "has_more": len(seats) > SEATS_A_PAGE,
            "may_record": self.has_change_permission(request) and not all(begins_too_late(seat) for seat in seats),
        }
        return self.screen(request, "admin/people/ends.html", _("Seats that have ended"), **context)


def tell(request: UnionRequest, recorded) -> None:
    if recorded.ended:
        text = ngettext(
            "The end of one seat has been recorded.",
            "The ends of %(number)s seats have been recorded.",
            len(recorded.ended),
        )
        messages.success(request, text % {"number": len(recorded.ended)})
    if recorded.contradictory:
        names = ", ".join(str(seat) for seat in recorded.contradictory[:10])
        text = _("Not recorded, because the seat began after that day: %(names)s. Correct its start or its member.")
        messages.warning(request, text % {"names": names})
    if not recorded.ended and not recorded.contradictory:
        messages.info(request, _("Nothing was recorded: these seats have been changed meanwhile."))


def ends_url() -> str:
    return reverse("admin:members_officeholder_ends")


def ending_tasks(seats: OfficeHolderQuerySet) -> list[Task]:
    """One line that leads to the seats of which nobody has recorded the end."""
    return ending_task(seats.not_recorded_as_ended().count())


def ending_task(number: int) -> list[Task]:
    text = ngettext(
        "One seat has ended with its term, membership or assembly seat, but its end is not recorded.",
        "%(number)s seats have ended with their term, membership or assembly seat, but their ends are not recorded.",
        number,
    )
    return [Task(text % {"number": number}, ends_url(), is_overdue=True)] if number else []


@notes_about(Person)
def of_person(person: Person) -> list[Task]:
    return ending_tasks(OfficeHolder.objects.of_person(person))


@notes_about(Organ)
def of_organ(organ: Organ) -> list[Task]:
    return ending_tasks(OfficeHolder.objects.filter(organ=organ))


@notes_about(OfficeHolder)
def of_seat(seat: OfficeHolder) -> Iterator[Task]:
    if OfficeHolder.objects.filter(pk=seat.pk).not_recorded_as_ended().exists():
        text = _("This seat ended on %(day)s (%(reason)s), but its end is not recorded.")
        day = seat.last_day.display() if seat.last_day else "?"
        yield Task(text % {"day": day, "reason": seat.why_ended}, ends_url())
