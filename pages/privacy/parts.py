"""The parts of the privacy page and of the data protection notice that follow from the inventory of personal data."""

from pages.tree.parts import follows
from unions.models import Headquarters, Union
from unions.privacy.inventory import inventory


@follows("site:privacy", "pages/privacy/activities.html")
@follows("site:disclosure", "pages/privacy/activities.html")
def activities(union: Union) -> dict:
    """Who processes which data of whom, why, for how long, and how people use their rights."""
    return {"activities": inventory().activities, "seat": Headquarters.objects.current().first()}
