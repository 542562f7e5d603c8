"""The headquarters at the foot of every page, and how to reach them."""

from dataclasses import dataclass

from django.db.models import F

from pages.frame.joined_rows import joined_row
from unions.caching.same_answers import made_of_rows
from unions.models import ContactPoint, Headquarters

CONTACT_POINT_FIELDS = ["pk", "kind", "value", "label_tr", "label_en"]


@dataclass(frozen=True)
class Contact:
    """Today's headquarters, if any are recorded, and their contact points."""

    headquarters: Headquarters | None
    contact_points: list[ContactPoint]


@made_of_rows
def contact_of_union() -> Contact:
    """Both in one query."""
    columns = {f"point_{name}": F(f"contact_points__{name}") for name in CONTACT_POINT_FIELDS}
    rows = Headquarters.objects.current().annotate(**columns)
    rows = list(rows.order_by("-start_date", "pk", "contact_points__position", "contact_points__pk"))
    points = [row for row in rows if row == rows[0] and row.point_pk]
    return Contact(
        headquarters=rows[0] if rows else None,
        contact_points=[joined_row(row, ContactPoint, "point_", CONTACT_POINT_FIELDS) for row in points],
    )
