"""Meetings, decisions and annual documents as objects of OParl 1.1."""

from members.meetings.models import Attendance
from members.standards.oparl.writing import VENDOR, ObjectWriter
from unions.models import AgendaItem, CourtRuling, Decision, Meeting, Paper
from unions.standards.linked_data import without_empty
from unions.text.dates import moment_for_programs

MEETING_STATES: dict[str, str] = {
    Meeting.State.PLANNED: "terminiert",
    Meeting.State.HELD: "durchgeführt",
    # It was opened and could not be held; `cancelled` says so.
    Meeting.State.INQUORATE: "terminiert",
    Meeting.State.POSTPONED: "terminiert",
    Meeting.State.CANCELLED: "terminiert",
}


class ProceedingsWriter(ObjectWriter):
    """Writes what the organs do."""

    def meeting(self, meeting: Meeting) -> dict:
        items = meeting.agenda_items.all()
        properties = {
            "name": meeting.title,
            "meetingState": meeting_state(meeting),
            # OParl has whole moments only: what is not known to the hour is given as precisely as it is known.
            "start": moment_for_programs(meeting.starts_at) if meeting.precision == Meeting.Precision.TIME else None,
            "end": moment_for_programs(meeting.ends_at) if meeting.ends_at else None,
            f"{VENDOR}:date": str(meeting.known_date),
            f"{VENDOR}:state": meeting.state,
            f"{VENDOR}:kind": meeting.kind,
            "location": self.meeting_place(meeting) if meeting.place_tr else None,
            "organization": [self.url("organization", f"organ-{meeting.organ_id}")],
            "participant": self._participants(meeting),
            "invitation": self.file_or_none(meeting, "call_letter"),
            "resultsProtocol": self.file_or_none(meeting, "minutes"),
            "agendaItem": [self.agenda_item(item, order=order, embedded=True) for order, item in enumerate(items)],
            "web": self.web(meeting.get_absolute_url()),
            f"{VENDOR}:secondCall": moment_for_programs(meeting.second_call_at) if meeting.second_call_at else None,
            f"{VENDOR}:fullNumber": meeting.full_number,
        }
        content = self.object("Meeting", "meeting", meeting.pk, meeting, properties)
        content["cancelled"] = meeting.state in Meeting.NOT_HELD
        return content

    def _participants(self, meeting: Meeting) -> list[str]:
        """Those who attended in person; before the meeting nobody is."""
        if meeting.state not in {Meeting.State.HELD, Meeting.State.INQUORATE}:
            return []
        present = [line for line in meeting.attendances.all() if line.state == Attendance.State.PRESENT]
        return [self.url("person", line.seat.person_id) for line in present]

    def agenda_item(self, item: AgendaItem, *, order: int | None = None, embedded: bool = False) -> dict:
        decisions = [decision for decision in item.decisions.all() if decision.is_public]
        decision = decisions[0] if decisions else None
        content = self.head("AgendaItem", "agenda-item", item.pk, item)
        # Its place, which a number that was left out or given twice does not say.
        content["order"] = list(item.meeting.agenda_items.all()).index(item) if order is None else order
        content.update(
            without_empty(
                {
                    "meeting": None if embedded else self.url("meeting", item.meeting_id),
                    "number": str(item.number),
                    "name": item.title,
                    "public": True,
                    "consultation": self.url("consultation", decision.pk) if decision else None,
                    "result": result_in_words(decision) if decision else None,
                    # A motion that was not accepted is no resolution.
                    "resolutionText": decision.title if decision and decision.was_accepted else None,
                    "resolutionFile": self.file_or_none(decision, "file")
                    if decision and decision.was_accepted
                    else None,
                    "auxiliaryFile": [self.file(paper, "file", embedded=True) for paper in item.papers.all()],
                }
            )
        )
        return content

    def decision(self, decision: Decision) -> dict:
        """A decision as a paper; its votes are properties of our own, since OParl has none for them."""
        item = decision.agenda_item
        properties = {
            "body": self.url("body", self.union.pk),
            "name": decision.title,
            "reference": decision.citation,
            "date": str(decision.date),
            "paperType": str(Decision._meta.verbose_name),
            "relatedPaper": [self.url("paper", f"decision-{decision.amends_id}")]
            if decision.amends and decision.amends.is_public
            else [],
            "mainFile": self.file_or_none(decision, "file"),
            "originatorOrganization": [self.url("organization", f"organ-{decision.organ_id}")],
            "consultation": [self.consultation(decision, embedded=True)] if item and item.meeting.is_public else [],
            "web": self.web(decision.get_absolute_url()),
            # Flat, because importers drop an object without an id.
            f"{VENDOR}:votesFor": decision.votes_for,
            f"{VENDOR}:votesAgainst": decision.votes_against,
            f"{VENDOR}:votesAbstaining": decision.votes_abstaining,
            f"{VENDOR}:unanimous": decision.is_unanimous or None,
            f"{VENDOR}:outcome": decision.outcome,
            f"{VENDOR}:force": decision.force.value,
            f"{VENDOR}:inForce": decision.force.stands,
            **self.rulings(decision.known_rulings()),
        }
        return self.object("Paper", "paper", f"decision-{decision.pk}", decision, properties)

    def rulings(self, rulings: list[CourtRuling]) -> dict:
        """What courts ruled: lists of texts in one order, with an empty text for what is not on record."""
        parts = {
            "rulingKinds": [ruling.kind for ruling in rulings],
            "rulingCourts": [ruling.court for ruling in rulings],
            "rulingFileNumbers": [ruling.file_number for ruling in rulings],
            "rulingNumbers": [ruling.ruling_number for ruling in rulings],
            "ruledOn": [str(ruling.ruled_on) for ruling in rulings],
            "rulingsLiftedOn": [str(ruling.lifted_on or "") for ruling in rulings],
        }
        return {f"{VENDOR}:{name}": values for name, values in parts.items()}

    def consultation(self, decision: Decision, *, embedded: bool = False) -> dict:
        content = self.head("Consultation", "consultation", decision.pk, decision)
        content.update(
            without_empty(
                {
                    "paper": None if embedded else self.url("paper", f"decision-{decision.pk}"),
                    "agendaItem": self.url("agenda-item", decision.agenda_item_id),
                    "meeting": self.url("meeting", decision.agenda_item.meeting_id) if decision.agenda_item else None,
                    "organization": [self.url("organization", f"organ-{decision.organ_id}")],
                    "authoritative": True,
                }
            )
        )
        return content

    def paper(self, paper: Paper) -> dict:
        return self.object(
            "Paper",
            "paper",
            f"paper-{paper.pk}",
            paper,
            {
                "body": self.url("body", self.union.pk),
                "name": str(paper),
                "reference": paper.short_address,
                "date": str(paper.published_on) if paper.published_on else None,
                "paperType": paper.get_kind_display(),
                "relatedPaper": [self.url("paper", f"decision-{paper.decision_id}")]
                if paper.decision and paper.decision.is_public
                else [],
                "mainFile": self.file_or_none(paper, "file"),
                f"{VENDOR}:adoption": paper.adoption.value,
                "web": self.web(paper.get_absolute_url()),
            },
        )


def result_in_words(decision: Decision) -> str:
    """What became of an agenda item: the decision, and its outcome where that is on record."""
    if decision.outcome == Decision.Outcome.UNRECORDED:
        return decision.citation
    return f"{decision.citation}: {decision.get_outcome_display()}"


def meeting_state(meeting: Meeting) -> str:
    if meeting.state in [Meeting.State.PLANNED, Meeting.State.INQUORATE] and meeting.called_on:
        return "eingeladen"
    return MEETING_STATES[meeting.state]
