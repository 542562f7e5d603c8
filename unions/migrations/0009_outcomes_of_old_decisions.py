"""Give decisions recorded before outcomes were kept the outcome that their own record proves.

The votes decide where they are known. Without votes, a step that only an accepted motion can have (unanimity, its
implementation, an insistence after it was sent back, a paper it adopts, an earlier decision it changes) shows that it was
accepted. Everything else stays "not recorded": see docs/decisions/0031-outcomes.md.
"""

from django.db import migrations
from django.db.models import Exists, OuterRef, Q

BATCH = 500
SHORT = "Çoğunluk lehte oy verdiği hâlde reddedildi: {needed} oy gerekiyordu (5393 sayılı Kanun, md. 22)."


def outcome_by_votes(votes_for, votes_against, votes_abstaining, full_number):
    """Accepted, rejected or, for a tie, neither; and how many votes it took."""
    cast = votes_for + votes_against + votes_abstaining
    needed = max(cast // 2 + 1, max(1, -(-(full_number or cast) // 4)))
    if votes_for == votes_against:
        return "unrecorded", needed
    return ("accepted" if votes_for >= needed else "rejected"), needed


def derive(apps, schema_editor):
    decisions = apps.get_model("unions", "Decision")._base_manager.using(schema_editor.connection.alias)
    papers = apps.get_model("unions", "Paper")._base_manager.using(schema_editor.connection.alias)
    proof = Q(carried_out_on__isnull=False) | Q(upheld_on__isnull=False) | Q(amends__isnull=False)
    proof |= Q(is_unanimous=True) | Q(Exists(papers.filter(decision=OuterRef("pk"))))
    decisions.filter(proof, votes_for=None, votes_against=None).update(outcome="accepted")
    changed = []
    voted = decisions.exclude(votes_for=None).select_related("organ", "agenda_item__meeting")
    for decision in voted.iterator(chunk_size=BATCH):
        counts = [decision.votes_for, decision.votes_against or 0, decision.votes_abstaining or 0]
        if not any(counts):
            continue
        meeting = decision.agenda_item.meeting if decision.agenda_item else None
        full_number = (meeting.full_number if meeting else None) or decision.organ.seat_count
        outcome, needed = outcome_by_votes(*counts, full_number)
        if outcome == "rejected" and decision.override_reason:
            # Somebody recorded that the rule does not apply here, but not which outcome the motion had.
            continue
        decision.outcome = outcome
        if outcome == "rejected" and counts[0] > counts[1] + counts[2]:
            decision.override_reason = SHORT.format(needed=needed)
        changed.append(decision)
        if len(changed) == BATCH:
            decisions.bulk_update(changed, ["outcome", "override_reason"])
            changed.clear()
    decisions.bulk_update(changed, ["outcome", "override_reason"])


class Migration(migrations.Migration):
    dependencies = [("unions", "0008_outcomes")]

    operations = [migrations.RunPython(derive, migrations.RunPython.noop)]
