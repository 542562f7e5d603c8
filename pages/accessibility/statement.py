"""The part of the accessibility statement that follows from tests and findings."""

from pages.accessibility.models import AccessibilityContact, AccessibilityFinding, AccessibilityReview
from pages.tree.parts import follows
from unions.models import Union


@follows("site:accessibility", "pages/accessibility/statement.html")
def statement(union: Union) -> dict:
    """Standard and level, the latest test, known gaps, the review commission, and whom to tell of a barrier."""
    review = AccessibilityReview.objects.select_related("contact").first()
    # The unit named with a test stands in where there is no contact of its own.
    contact = AccessibilityContact.objects.first() or (review.contact if review else None)
    return {"review": review, "findings": list(AccessibilityFinding.objects.open()), "contact": contact}
