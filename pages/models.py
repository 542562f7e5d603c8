"""The models of all slices, for Django to find."""

from pages.documents.models import Document
from pages.events.models import Event
from pages.frame.models import MenuItem
from pages.galleries.models import Gallery, Photo
from pages.posts.models import Post
from pages.tree.models import Page

__all__ = ["Document", "Event", "Gallery", "MenuItem", "Page", "Photo", "Post"]
