"""What the union publishes, as its readers see it."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pages.filters import DocumentFilter, YearFilter
from pages.models import Document, Event, Gallery, Post
from unions.finding import public_row_by_slug
from unions.paging import count_of, page_of, pager
from unions.remembered import of_generation

POSTS_A_PAGE = 12
EVENTS_A_PAGE = 12
GALLERIES_A_PAGE = 12
DOCUMENTS_A_PAGE = 20


def news_list(request: HttpRequest) -> HttpResponse:
    """News, the newest first."""
    return _post_list(request, Post.Kind.NEWS, "pages/posts/news_list.html")


def announcement_list(request: HttpRequest) -> HttpResponse:
    """Announcements, the newest first."""
    return _post_list(request, Post.Kind.ANNOUNCEMENT, "pages/posts/announcement_list.html")


def _post_list(request: HttpRequest, kind: str, template: str) -> HttpResponse:
    posts = Post.objects.filter(kind=kind).published()
    form = YearFilter(request, of_generation(request, f"years of {kind}", posts.years))
    chosen = form.values
    rows = posts.narrowed(**chosen)
    page = page_of(request, rows, POSTS_A_PAGE, count_of(request, rows, kind=kind, **chosen))
    return TemplateResponse(request, template, {"form": form, "page": page, "pager": pager(request, page)})


def news_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One piece of news."""
    return _post_detail(request, Post.objects.news(), slug, _("News"))


def announcement_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One announcement."""
    return _post_detail(request, Post.objects.announcements(), slug, _("Announcements"))


def _post_detail(request: HttpRequest, posts, slug: str, list_title: str) -> HttpResponse:
    post = request.subject = public_row_by_slug(posts, slug)
    # The same beside every post of its kind, but for the post itself.
    newest = of_generation(request, f"newest of {post.kind}", lambda: list(posts.published()[:4]))
    context = {
        "post": post,
        "others": [other for other in newest if other.pk != post.pk][:3],
        "breadcrumbs": [{"label": list_title, "url": reverse(f"{post.kind}_list")}],
    }
    return TemplateResponse(request, "pages/posts/post_detail.html", context)


def event_list(request: HttpRequest) -> HttpResponse:
    """Events: those to come, the nearest first, then those that are over, the latest first."""
    events = Event.objects.published()
    upcoming, past = list(events.upcoming()), events.past()
    page = page_of(request, past, EVENTS_A_PAGE, count_of(request, past), upcoming)
    context = {
        "page": page,
        "pager": pager(request, page),
        "upcoming": [event for event in page if event in upcoming],
        "past": [event for event in page if event not in upcoming],
    }
    return TemplateResponse(request, "pages/events/event_list.html", context)


def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One event: when, where and for whom."""
    event = request.subject = public_row_by_slug(Event.objects, slug)
    context = {"event": event, "breadcrumbs": [{"label": _("Events"), "url": reverse("event_list")}]}
    return TemplateResponse(request, "pages/events/event_detail.html", context)


def document_list(request: HttpRequest) -> HttpResponse:
    """The library: files to take away, the newest first."""
    documents = Document.objects.published()
    form = DocumentFilter(request, of_generation(request, "years of documents", documents.years))
    chosen = form.values
    rows = documents.narrowed(**chosen)
    page = page_of(request, rows, DOCUMENTS_A_PAGE, count_of(request, rows, **chosen))
    context = {"form": form, "page": page, "pager": pager(request, page)}
    return TemplateResponse(request, "pages/documents/document_list.html", context)


def document_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One document: what it is, and its file."""
    document = request.subject = public_row_by_slug(Document.objects, slug)
    context = {"document": document, "breadcrumbs": [{"label": _("Documents"), "url": reverse("document_list")}]}
    return TemplateResponse(request, "pages/documents/document_detail.html", context)


def gallery_list(request: HttpRequest) -> HttpResponse:
    """Galleries, each with its first photograph."""
    rows = Gallery.objects.published()
    page = page_of(request, rows.with_covers(), GALLERIES_A_PAGE, count_of(request, rows))
    return TemplateResponse(request, "pages/galleries/gallery_list.html", {"page": page, "pager": pager(request, page)})


def gallery_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The photographs of one occasion."""
    gallery = request.subject = public_row_by_slug(Gallery.objects.with_photos(), slug)
    context = {"gallery": gallery, "breadcrumbs": [{"label": _("Galleries"), "url": reverse("gallery_list")}]}
    return TemplateResponse(request, "pages/galleries/gallery_detail.html", context)
