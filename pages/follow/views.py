"""The pages of followers: what can be followed and how, the confirmation, and the page of all that somebody follows."""

from typing import Any, ClassVar

from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseForbidden
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pages.follow.forms import FollowForm
from pages.follow.letters import ask_to_confirm, erase
from pages.follow.models import MOST, Subscription, follower_in, follower_of, sealed
from pages.follow.topics import Topic, note_what_is_public, topic_of
from unions.forms import limits
from unions.forms.flow import FormFlow
from unions.forms.pages import is_from_elsewhere, public_form, stored_nowhere
from unions.forms.public_form import PublicForm
from unions.lists import parameters
from unions.tenancy.origin import origin_of
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language


class FollowFlow(FormFlow):
    """From an address of the site to a mail, which asks whether all is right instead of a page."""

    form_class: ClassVar[type[PublicForm]] = FollowForm
    fill_template: ClassVar[str] = "pages/follow/follow.html"
    receipt_template: ClassVar[str] = "pages/follow/asked.html"

    def make_form(self, data: Any = None, files: Any = None) -> FollowForm:
        return FollowForm(self.request.union, data, files, initial={"what": self.address})

    @property
    def address(self) -> str:
        if self.request.method == "POST":
            return self.request.POST.get("what", "")
        return parameters.read(self.request.GET, "address") or reverse("home")

    def context(self) -> dict[str, Any]:
        topic = topic_of(self.request.union, self.address)
        return {"topic": topic, "feed_url": feed_of(topic) if topic else ""}

    def respond(self) -> HttpResponse:
        if self.request.union.has_ended:
            return self.page("pages/requests/closed.html", status=410)
        return super().respond()

    def go_on(self, form: PublicForm) -> HttpResponse:
        return self.send(form)

    def save(self, form: PublicForm) -> dict[str, Any]:
        subscribe(self.request, form)
        return {"address": form.cleaned_data["email"]}


def feed_of(topic: Topic) -> str:
    return topic.feed or reverse("follow_feed") + parameters.query_string({"address": topic.path})


def subscribe(request: UnionRequest, form: PublicForm) -> None:
    """Remember what was asked for, and ask the mailbox whether it wants it; the page says the same in every case."""
    email, union = form.cleaned_data["email"], request.union
    rows = Subscription.objects.of_follower(union, follower_of(union.pk, email))
    if rows.count() >= MOST or not limits.RECEIPTS_TO_AN_ADDRESS.acquire(email.lower()):
        return
    row = rows.of_topic(form.cleaned_data["what"]).first() or Subscription(
        union=union, follower=follower_of(union.pk, email), what=form.cleaned_data["what"]
    )
    if row.confirmed_at is None:
        row.encrypted_email, row.rhythm = sealed(email), form.cleaned_data["rhythm"]
        row.language, row.origin = active_language(), origin_of(request)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            # Sent twice at once: the other one asks.
            return
    topic = getattr(form, "topic", None)
    ask_to_confirm(row, topic.title if topic else "")


@public_form()
def follow(request: UnionRequest) -> HttpResponse:
    """How to follow what stands at an address: in a feed reader, in a calendar, or by mail."""
    return FollowFlow(request).respond()


def with_a_secret_link(view):
    """A page that only who has the link of a letter can open, and whose address no other site learns."""
    stored = stored_nowhere(referrer="no-referrer")(view)
    return require_http_methods(["GET", "HEAD", "POST"])(csrf_exempt(stored))


def secret_page(request: UnionRequest, template: str, token: str, **context: object) -> HttpResponse:
    follower = follower_in(request.union.pk, token)
    rows = list(Subscription.objects.of_follower(request.union, follower).order_by("pk")) if follower else []
    followed = [(row, topic_of(request.union, row.what)) for row in rows]
    status = 200 if rows or context.get("is_gone") else 410
    context = {"followed": followed, "token": token, "rhythms": Subscription.Rhythm.choices, **context}
    return TemplateResponse(request, f"pages/follow/{template}.html", context, status=status)


@with_a_secret_link
def follow_confirm(request: UnionRequest, token: str) -> HttpResponse:
    """The link of the first mail. A button confirms: programs that look through mailboxes follow links."""
    if request.method != "POST":
        return secret_page(request, "confirm", token)
    if is_from_elsewhere(request):
        return HttpResponseForbidden()
    now = timezone.now()
    rows = Subscription.objects.of_follower(request.union, follower_in(request.union.pk, token)).not_confirmed()
    if rows.exists():
        # What is public by now is not new.
        note_what_is_public(request.union)
        rows.update(confirmed_at=now, last_looked_at=now)
    return secret_page(request, "mine", token, is_confirmed=True)


@with_a_secret_link
def follow_mine(request: UnionRequest, token: str) -> HttpResponse:
    """All that somebody follows: how often letters come, leaving one thing, or everything."""
    if request.method != "POST":
        return secret_page(request, "mine", token)
    if is_from_elsewhere(request):
        return HttpResponseForbidden()
    follower = follower_in(request.union.pk, token)
    key, rhythm = request.POST.get("leave", ""), request.POST.get("rhythm", "")
    rows = Subscription.objects.of_follower(request.union, follower)
    if request.POST.get("all"):
        erase(request.union, follower)
        return secret_page(request, "mine", token, is_gone=True)
    if key.isascii() and key.isdigit() and len(key) < 19:
        if rows.count() > 1:
            rows.with_key(int(key)).delete()
        elif rows.with_key(int(key)).exists():
            # Whoever follows nothing more is forgotten.
            erase(request.union, follower)
            return secret_page(request, "mine", token, is_gone=True)
    elif rhythm in Subscription.Rhythm.values:
        rows.update(rhythm=rhythm)
    return secret_page(request, "mine", token, is_changed=True)


@with_a_secret_link
def follow_leave(request: UnionRequest, token: str) -> HttpResponse:
    """Leaving by one click: of the mail program (RFC 8058), or of the button on this page."""
    if request.method != "POST":
        return secret_page(request, "leave", token)
    # A mail program sends the click from anywhere; the secret in the address is all that it needs.
    if follower := follower_in(request.union.pk, token):
        erase(request.union, follower)
    return secret_page(request, "mine", token, is_gone=True)
