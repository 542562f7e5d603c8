"""What one step saves, remembered so that the step can be taken back as a whole."""

from typing import Any

from members.exchange.undoing import refuse_changed, stored_rows, take_back
from members.exchange.writing import differing, log_line, stored_texts
from members.people.models import OfficeHolder

# New seats hold on to people and terms, so they go first.
ORDER = ["members.checkround", "members.officeholder", "members.listing", "members.person", "unions.term"]


class Writer:
    """Saves rows and remembers what they were."""

    def __init__(self, by, reason: str):
        self.by, self.reason = by, reason
        self.log: list[dict[str, Any]] = []

    def save(self, row, twin=None) -> None:
        row._history_user, row._change_reason = self.by, self.reason[:100]
        if isinstance(row, OfficeHolder):
            # Person and term may only now have got their keys.
            row.person, row.term = row.person, row.term
        before = stored_texts(twin, differing(row, twin)) if twin is not None else None
        row.save()
        self.log.append(log_line(row) | ({"before": before} if before is not None else {}))


def take_all_back(log: list[dict[str, Any]], *, by, reason: str) -> None:
    """Everything as it was before the step; raises Refused, naming the records, where one has been changed since."""
    by_model: dict[str, list] = {}
    for line in log:
        by_model.setdefault(line["model"], []).append(line)
    stored = {label: stored_rows(label, lines) for label, lines in by_model.items()}
    refuse_changed(by_model, stored)
    for label in sorted(by_model, key=ORDER.index):
        take_back(stored[label], by_model[label], by, reason)
