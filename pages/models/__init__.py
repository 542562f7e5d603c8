from pages.models.page import MenuItem, Page
from pages.models.publication import Document, Event, Gallery, Photo, Post

__all__ = ["Document", "Event", "Gallery", "MenuItem", "Page", "Photo", "Post"]
