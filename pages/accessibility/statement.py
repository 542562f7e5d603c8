"""The part of the accessibility statement that follows from tests and findings."""

from pages.accessibility.models import AccessibilityFinding, AccessibilityReview
from pages.tree.parts import follows
from unions.models import Union


@follows("site:accessibility", "pages/accessibility/statement.html")
def statement(union: Union) -> dict:
    """Standard and level, the latest test, known gaps, the review commission, and whom to tell of a barrier."""
    review = AccessibilityReview.objects.select_related("contact").first()
    return {"review": review, "findings": list(AccessibilityFinding.objects.open())}
