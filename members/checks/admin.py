"""Admin pages for asking the members to check their listings, and for deciding on their answers."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.checks import accept_screens, accepting, answers, mail, review, rounds
from members.checks.accept_form import AcceptForm
from members.checks.models import CheckRound, ListingCheck
from members.checks.review_form import ReviewForm, row_of
from members.directory.models import Listing
from unions.admin.kit.base import UnionOwnedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.admin.kit.rights import AsItHappened
from unions.admin.kit.screens import Screens
from unions.admin.kit.tasks import Task, change_url, list_url
from unions.models.versions import StaleVersion
from unions.tenancy.requests import UnionRequest

# Fewer than the number of fields that a form may send.
MEMBERS_A_PAGE = 500


@admin.register(CheckRound)
class CheckRoundAdmin(Screens, UnionOwnedAdmin):
    about = gettext_lazy("Rounds in which members are asked by e-mail whether their listings are correct.")
    list_display = ["title", "due_on", "started_at", "answers", "ended_at"]
    ordering = ["-due_on", "-pk"]
    search_fields = ["title"]
    change_form_template = "admin/checks/check_round_form.html"
    fieldsets = [
        (None, {"fields": ["title", "due_on", "text", "reminder_limit", ("started_at", "ended_at")]}),
        NOTE_FIELDSET,
    ]
    readonly_fields = ["started_at", "ended_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_counts()

    def get_urls(self):
        view = self.admin_site.admin_view(self.run)
        return [path("<path:object_id>/yurut/", view, name="members_checkround_run"), *super().get_urls()]

    def get_readonly_fields(self, request, obj=None):
        # The links already sent expire on this day.
        closed = ["due_on"] if obj is not None and obj.started_at else []
        return [*super().get_readonly_fields(request, obj), *closed]

    def response_add(self, request, obj, post_url_continue=None):
        return HttpResponseRedirect(reverse("admin:members_checkround_run", args=[obj.pk]))

    @admin.display(description=gettext_lazy("answers"))
    def answers(self, check_round):
        return f"{check_round.answered} / {check_round.asked}"

    def start_page_tasks(self, request):
        tasks = super().start_page_tasks(request)
        for check_round in self.get_queryset(request).overdue()[:3]:
            text = _("%(round)s: the last day for answers has passed, but the round is still open.") % {
                "round": check_round
            }
            tasks.append(Task(text, run_url(check_round)))
        return tasks

    def run(self, request: UnionRequest, object_id: str) -> HttpResponse:
        """The page on which a manager follows a round: asking, reminding, withdrawing, ending."""
        check_round: CheckRound = self.visible(request, object_id)
        if request.method == "POST":
            if not self.has_change_permission(request, check_round):
                raise PermissionDenied
            self.act(request, check_round)
            return HttpResponseRedirect(request.get_full_path())
        return self.run_page(request, check_round)

    def run_page(self, request: UnionRequest, check_round: CheckRound) -> HttpResponse:
        checks = check_round.checks.with_municipality().prefetch_related("links__mail")
        numbers = check_round.checks.all().number_by_state()
        shown = request.GET.get("state", "")
        if shown in numbers:
            checks = checks.in_state(shown)
        page = Paginator(checks, MEMBERS_A_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": check_round.title,
            "opts": self.opts,
            "round": check_round,
            "page": page,
            "shown": shown,
            "states": [(word, label, numbers[word]) for word, label in ListingCheck.State.choices if word in numbers],
            "rows": [(check, latest_mail(check)) for check in page],
            **members_to_ask(check_round),
            "remindable": check_round.checks.remindable().count() if check_round.is_running else 0,
            "may_change": self.has_change_permission(request, check_round),
            "listing_list": list_url(Listing),
        }
        return TemplateResponse(request, "admin/checks/check_round_run.html", context)

    def act(self, request: UnionRequest, check_round: CheckRound) -> None:
        """Do what the button says, unless somebody else has changed the round meanwhile."""
        act = {"ask": self.ask, "remind": self.remind, "revoke": self.revoke, "end": self.end}.get(
            request.POST.get("act", "")
        )
        try:
            # A second click finds the round changed by the first.
            if act is None or request.POST.get("version") != str(check_round.version):
                raise StaleVersion(check_round)
            act(request, check_round, selected_keys(request))
        except (StaleVersion, IntegrityError):
            messages.warning(
                request, _("Someone else was working on this round. Nothing was sent; please check again.")
            )

    def ask(self, request, check_round, chosen):
        if check_round.is_over:
            messages.error(request, _("The last day for answers has passed; no more members can be asked."))
            return
        members = rounds.not_asked(check_round)
        if "everybody" not in request.POST:
            members = [membership for membership in members if membership.pk in chosen]
        if not members:
            messages.warning(request, _("No member was selected."))
            return
        origin = f"{request.scheme}://{request.get_host()}"
        invitations = rounds.ask(check_round, members, origin=origin, by=request.user)
        text = ngettext(
            "An e-mail is on its way to one member.",
            "E-mails are on their way to %(number)s members.",
            invitations.number,
        )
        messages.success(request, text % {"number": invitations.number})

    def remind(self, request, check_round, chosen):
        if not check_round.is_running:
            messages.error(request, _("The round has ended; no more reminders can be sent."))
            return
        checks = check_round.checks.all() if "everybody" in request.POST else check_round.checks.among(chosen)
        check_round.save()
        number = rounds.remind(list(checks), by=request.user)
        text = ngettext("One reminder is on its way.", "%(number)s reminders are on their way.", number)
        messages.success(request, text % {"number": number})

    def revoke(self, request, check_round, chosen):
        check_round.save()
        number = rounds.revoke(list(check_round.checks.among(chosen)), by=request.user)
        text = ngettext("One request has been withdrawn.", "%(number)s requests have been withdrawn.", number)
        messages.success(request, text % {"number": number})

    def end(self, request, check_round, chosen):
        if check_round.started_at is None or check_round.ended_at is not None:
            messages.error(request, _("This round has not started or has already ended."))
            return
        rounds.end(check_round)
        messages.success(request, _("The round has ended; its links no longer work."))


@admin.register(ListingCheck)
class ListingCheckAdmin(AsItHappened, Screens, UnionOwnedAdmin):
    about = gettext_lazy(
        "The municipalities' answers: accept or refuse each correction, with old and new side by side."
    )
    list_display = ["municipality", "round", "state", "answered_at", "corrections_proposed", "reviewed_at"]
    list_display_links = ["municipality"]
    list_filter = ["state", "round"]
    list_select_related = ["round", "membership__municipality__province", "reviewed_by"]
    search_fields = ["membership__municipality__name", "remark"]
    ordering = ["-answered_at", "membership__municipality__sort_key", "pk"]
    actions = ["accept_confirmations"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("corrections")

    def recent_records(self, request):
        # Asking a thousand members is one change, not a thousand.
        return super().recent_records(request).exclude(state=ListingCheck.State.INVITED)

    @admin.display(description=gettext_lazy("municipality"), ordering="membership__municipality__sort_key")
    def municipality(self, check):
        return check.municipality

    @admin.display(description=gettext_lazy("corrections"))
    def corrections_proposed(self, check):
        return len(check.corrections.all()) or ""

    @admin.action(description=gettext_lazy("Accept as correct"), permissions=["change"])
    def accept_confirmations(self, request, queryset):
        accepted, changed = review.accept_confirmations(queryset.with_municipality(), by=request.user)
        text = ngettext(
            "One listing is now shown as confirmed.", "%(number)s listings are now shown as confirmed.", accepted
        )
        messages.success(request, text % {"number": accepted})
        if changed:
            names = ", ".join(str(check.municipality) for check in changed[:10])
            text = _(
                "Not marked as confirmed, because the listing has changed since the municipality saw it: %(names)s"
            ) % {"names": names}
            messages.warning(request, text)

    def start_page_tasks(self, request):
        tasks = super().start_page_tasks(request)
        numbers = self.get_queryset(request).to_review().prefetch_related(None).number_by_state()
        for state, one, many in [
            (
                ListingCheck.State.PROPOSED,
                gettext_lazy("One municipality has proposed changes to its listing."),
                gettext_lazy("%(number)s municipalities have proposed changes to their listings."),
            ),
            (
                ListingCheck.State.CONFIRMED,
                gettext_lazy("One municipality says its listing is correct."),
                gettext_lazy("%(number)s municipalities say their listings are correct."),
            ),
        ]:
            number = numbers.get(state, 0)
            if number:
                text = str(one if number == 1 else many)
                tasks.append(Task(text % {"number": number}, list_url(ListingCheck, state__exact=state)))
        return tasks

    # The page of one answer: not a form of its fields, but the decision on it.

    def change_view(self, request, object_id, form_url="", extra_context=None):
        check: ListingCheck = self.visible(request, object_id)
        corrections = list(check.corrections.select_related("office_holder", "decided_by"))
        if request.method != "POST":
            return self.review_page(request, check, ReviewForm(check=check, corrections=corrections), corrections)
        if not self.has_change_permission(request, check):
            raise PermissionDenied
        if "take_back" in request.POST and check.are_delegates_accepted and accept_screens.may_seat(request):
            return accept_screens.take_back(request, check)
        form, accept_form = ReviewForm(request.POST, check=check, corrections=corrections), None
        if "accept" in request.POST and accept_screens.may_enter(request, check):
            accept_form = AcceptForm(request.POST, answer=accepting.answer_of(check))
            is_done = accept_screens.accept(request, check, form, accept_form)
        else:
            is_done = self.carry_out(request, check, form)
        if is_done:
            return HttpResponseRedirect(request.path)
        return self.review_page(request, check, form, corrections, accept_form)

    def review_page(self, request, check, form, corrections, accept_form=None):
        listing = answers.listing_of(check)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Answer from %(municipality)s") % {"municipality": check.municipality},
            "opts": self.opts,
            "check": check,
            "original": check,
            "form": form,
            "listing": listing,
            "listing_url": change_url(listing) if listing else "",
            "run_url": run_url(check.round),
            "has_changed": check.is_answered and answers.version_of(listing) != check.listing_version,
            "rows": [row_of(correction, form, listing) for correction in corrections],
            "may_decide": check.awaits_review and self.has_change_permission(request, check),
            "mail": latest_mail(check),
            **accept_screens.context_of(request, check, accept_form),
        }
        return TemplateResponse(request, "admin/checks/listing_check_review.html", context)

    def carry_out(self, request, check, form) -> bool:
        """Carry the decisions out; False where the page must be shown again with what was entered."""
        if not form.is_valid():
            return False
        if not check.awaits_review:
            messages.error(request, _("There is nothing to review here."))
            return True
        try:
            if form.cleaned_data["version"] != check.version:
                raise StaleVersion(check)
            is_confirmed = form.cleaned_data["is_confirmed"]
            review.review(check, form.decisions(), by=request.user, is_confirmed=is_confirmed)
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
            return False
        except StaleVersion:
            messages.error(request, _("Someone else has reviewed this answer in the meantime. Please check again."))
            return True
        if check.state == ListingCheck.State.REVIEWED:
            messages.success(request, _("The answer has been reviewed. The municipality will be told by e-mail."))
        else:
            messages.success(request, _("Your decisions have been saved. Some corrections still await a decision."))
        return True


def members_to_ask(check_round: CheckRound) -> dict:
    """The members not asked yet: those with an address, as many as fit on the page, and those without."""
    memberships = [] if check_round.is_over else rounds.not_asked(check_round)
    addresses = mail.addresses_of(memberships)
    reachable = [(row, addresses[row.municipality_id]) for row in memberships if row.municipality_id in addresses]
    return {
        "to_ask": reachable[:MEMBERS_A_PAGE],
        "number_to_ask": len(reachable),
        "without_address": [row for row in memberships if row.municipality_id not in addresses],
    }


def selected_keys(request: UnionRequest) -> set[int]:
    """The keys of the boxes that were ticked; a number too long for the database is left out."""
    return {int(key) for key in request.POST.getlist("chosen") if key.isdecimal() and len(key) <= 18}


def latest_mail(check: ListingCheck):
    """The mail with the newest link, if it is still on record."""
    link = next(iter(check.links.all()), None)
    return link.mail if link else None


def run_url(check_round: CheckRound) -> str:
    return reverse("admin:members_checkround_run", args=[check_round.pk])
