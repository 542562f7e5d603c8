"""What the union publishes, as its readers see it."""

from operator import attrgetter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from pages.filters import DocumentFilter, YearFilter
from pages.identity import Identity
from pages.models import Document, Event, Gallery, Page, Post
from unions.caching.per_generation import of_generation
from unions.lists.paging import count_of, page_of, pager
from unions.models import Decision, Meeting, Organ
from unions.publishing.addresses import LANGUAGES
from unions.publishing.lookup import Moved, public_row, public_row_by_slug
from unions.text.languages import active_language, language_of

POSTS_A_PAGE = 12
EVENTS_A_PAGE = 12
GALLERIES_A_PAGE = 12
DOCUMENTS_A_PAGE = 20


def entrance(request: HttpRequest) -> HttpResponse:
    """The way from the bare host name to the home page in the union's first language."""
    with translation.override(request.union.default_language):
        return redirect("home")


def home(request: HttpRequest) -> HttpResponse:
    """The union at a glance, what comes next, what is new, and the ways to what people ask for most."""
    meetings = list(Meeting.objects.published().upcoming().select_related("organ")[:3])
    events = Event.objects.published().upcoming()[:4]
    posts = Post.objects.published().newest_of_each_kind(3)
    context = {
        "identity": Identity(request, next_meeting=meetings[0] if meetings else None),
        "coming": sorted([*meetings, *events], key=attrgetter("starts_at"))[:4],
        "announcements": posts[Post.Kind.ANNOUNCEMENT],
        "news": posts[Post.Kind.NEWS],
        "decisions": Decision.objects.published().with_origin()[:3],
        "executive": of_generation(request, "executive", Organ.objects.filter(kind=Organ.Kind.EXECUTIVE).first),
    }
    return TemplateResponse(request, "pages/home.html", context)


def news_list(request: HttpRequest) -> HttpResponse:
    """News, the newest first."""
    return _post_list(request, Post.Kind.NEWS, "pages/news_list.html")


def announcement_list(request: HttpRequest) -> HttpResponse:
    """Announcements, the newest first."""
    return _post_list(request, Post.Kind.ANNOUNCEMENT, "pages/announcement_list.html")


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
    return TemplateResponse(request, "pages/post_detail.html", context)


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
    return TemplateResponse(request, "pages/event_list.html", context)


def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One event: when, where and for whom."""
    event = request.subject = public_row_by_slug(Event.objects, slug)
    context = {"event": event, "breadcrumbs": [{"label": _("Events"), "url": reverse("event_list")}]}
    return TemplateResponse(request, "pages/event_detail.html", context)


def document_list(request: HttpRequest) -> HttpResponse:
    """The library: files to take away, the newest first."""
    documents = Document.objects.published()
    form = DocumentFilter(request, of_generation(request, "years of documents", documents.years))
    chosen = form.values
    rows = documents.narrowed(**chosen)
    page = page_of(request, rows, DOCUMENTS_A_PAGE, count_of(request, rows, **chosen))
    context = {"form": form, "page": page, "pager": pager(request, page)}
    return TemplateResponse(request, "pages/document_list.html", context)


def document_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One document: what it is, and its file."""
    document = request.subject = public_row_by_slug(Document.objects, slug)
    context = {"document": document, "breadcrumbs": [{"label": _("Documents"), "url": reverse("document_list")}]}
    return TemplateResponse(request, "pages/document_detail.html", context)


def gallery_list(request: HttpRequest) -> HttpResponse:
    """Galleries, each with its first photograph."""
    rows = Gallery.objects.published()
    page = page_of(request, rows.with_covers(), GALLERIES_A_PAGE, count_of(request, rows))
    return TemplateResponse(request, "pages/gallery_list.html", {"page": page, "pager": pager(request, page)})


def gallery_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The photographs of one occasion."""
    gallery = request.subject = public_row_by_slug(Gallery.objects.with_photos(), slug)
    context = {"gallery": gallery, "breadcrumbs": [{"label": _("Galleries"), "url": reverse("gallery_list")}]}
    return TemplateResponse(request, "pages/gallery_detail.html", context)


def page_detail(request: HttpRequest, path: str) -> HttpResponse:
    """A page of the tree, with the way down to it, the pages beside it and those beneath it."""
    page = request.subject = _page_at(path)
    family = list(Page.objects.published().family_of(page))
    above = {other.path_tr: other for other in family}
    ancestors = [above[path] for path in page.paths_above() if path in above]
    context = {
        "page": page,
        "breadcrumbs": [
            {"label": other.title, "language": language_of(other, "title"), "url": other.get_absolute_url()}
            for other in ancestors
        ],
        "siblings": [other for other in family if page.parent_id and other.parent_id == page.parent_id],
        "children": [other for other in family if other.parent_id == page.pk],
    }
    return TemplateResponse(request, "pages/page_detail.html", context)


def _page_at(path: str) -> Page:
    """The public page with this path; the path it has in another language leads to this language's."""
    if not path.isprintable():
        # No page has such signs in its path, and not every database can be asked for them.
        raise Http404("No page has this address.")
    language = active_language()
    try:
        return public_row(Page.objects.at(path, language))
    except Http404:
        for other in LANGUAGES:
            if other != language and Page.objects.at(path, other).exists():
                raise Moved(public_row(Page.objects.at(path, other)).get_absolute_url()) from None
        raise


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone, and where they find the rest."""
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}", "", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
