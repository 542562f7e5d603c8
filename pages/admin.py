"""The admin pages of all slices, for Django to find."""

from pages.documents import admin as documents
from pages.events import admin as events
from pages.frame import admin as frame
from pages.galleries import admin as galleries
from pages.posts import admin as posts
from pages.tree import admin as tree

__all__ = ["documents", "events", "frame", "galleries", "posts", "tree"]
