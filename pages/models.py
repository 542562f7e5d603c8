"""The models of the app, for Django to find.

Those of all page types come with `pages.kinds`, which the menus read; named here are the ones that other apps, the
demonstration and the tests ask for.
"""

from pages.accessibility.models import AccessibilityContact, AccessibilityFinding, AccessibilityReview, SecurityContact
from pages.documents.models import Document
from pages.events.models import Event
from pages.follow.models import PublicSince, Subscription
from pages.frame.models import MenuItem
from pages.galleries.models import Gallery, Photo
from pages.library.models import Picture
from pages.links.models import Link
from pages.obligations.models import DutyRecord
from pages.posts.models import Post
from pages.requests.models import Request, RequestFile
from pages.requests.publication import RequestLogEntry, RequestStatistics
from pages.search.models import SearchChange, WordInVain
from pages.tree.models import Page

__all__ = [
    "AccessibilityContact",
    "AccessibilityFinding",
    "AccessibilityReview",
    "SecurityContact",
    "Document",
    "DutyRecord",
    "Event",
    "Gallery",
    "Link",
    "MenuItem",
    "Page",
    "Photo",
    "Picture",
    "Post",
    "PublicSince",
    "Request",
    "RequestFile",
    "RequestLogEntry",
    "RequestStatistics",
    "SearchChange",
    "Subscription",
    "WordInVain",
]
