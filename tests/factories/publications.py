"""Rows of what is published."""

from datetime import datetime, timedelta

from django.utils import timezone

from pages.models import (
    Document,
    Event,
    Gallery,
    MenuItem,
    Page,
    Photo,
    Picture,
    Post,
)
from tests.factories.institution import union_of
from tests.factories.values import PUBLISHED, pdf_upload, picture_upload
from unions.models import (
    Union,
)


def make_page(
    *,
    union: Union | None = None,
    parent: Page | None = None,
    title_tr: str = "Hizmetlerimiz",
    status: str = PUBLISHED,
    **fields,
) -> Page:
    return Page.objects.create(union=union_of(union, parent), parent=parent, title_tr=title_tr, status=status, **fields)


def make_post(
    *,
    union: Union | None = None,
    kind: str = Post.Kind.NEWS,
    title_tr: str = "Eğitim yapıldı",
    status: str = PUBLISHED,
    **fields,
) -> Post:
    return Post.objects.create(union=union_of(union), kind=kind, title_tr=title_tr, status=status, **fields)


def make_event(
    *,
    union: Union | None = None,
    title_tr: str = "İmar eğitimi",
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    status: str = PUBLISHED,
    **fields,
) -> Event:
    """An event in a week's time that lasts two hours, unless times are given."""
    starts_at = starts_at or timezone.now() + timedelta(days=7)
    return Event.objects.create(
        union=union_of(union),
        title_tr=title_tr,
        starts_at=starts_at,
        ends_at=ends_at or starts_at + timedelta(hours=2),
        status=status,
        **fields,
    )


def make_document(
    *, union: Union | None = None, title_tr: str = "Başvuru formu", status: str = PUBLISHED, file=None, **fields
) -> Document:
    return Document.objects.create(
        union=union_of(union), title_tr=title_tr, status=status, file=file or pdf_upload(), **fields
    )


def make_gallery(
    *,
    union: Union | None = None,
    title_tr: str = "Açılış töreni",
    status: str = PUBLISHED,
    photos: int = 0,
    **fields,
) -> Gallery:
    gallery = Gallery.objects.create(union=union_of(union), title_tr=title_tr, status=status, **fields)
    for _photo in range(photos):
        make_photo(gallery=gallery)
    return gallery


def make_photo(
    *, gallery: Gallery | None = None, union: Union | None = None, caption_tr: str = "Açılış", picture=None, **fields
) -> Photo:
    union = union_of(union, gallery)
    return Photo.objects.create(
        union=union,
        gallery=gallery or make_gallery(union=union),
        caption_tr=caption_tr,
        picture=picture or picture_upload(),
        **fields,
    )


def make_picture(*, union: Union | None = None, name: str = "Sahil", picture=None, **fields) -> Picture:
    """A picture of the library that nothing shows yet."""
    return Picture.objects.create(union=union_of(union), name=name, picture=picture or picture_upload(), **fields)


def make_menu_item(*, union: Union | None = None, page: Page | None = None, **fields) -> MenuItem:
    """An entry that leads to the page, or to the news unless something else is given."""
    if page is None and not fields.get("link"):
        fields.setdefault("section", "news_list")
    return MenuItem.objects.create(union=union_of(union, page), page=page, **fields)
