"""The administration of the union that the host name belongs to."""

from functools import wraps

from csp.constants import NONCE, SELF
from csp.decorators import csp_update
from django.contrib import admin, messages
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Value
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unions.accounts import second_factor, sessions
from unions.accounts.own_account import PasswordChangeView
from unions.accounts.sign_in import sign_in
from unions.admin.kit.bin import bin_page
from unions.admin.kit.file_tasks import file_tasks
from unions.admin.kit.handbook import handbook_page
from unions.admin.kit.language_board import entries_to_look_at, language_board, outdated_in
from unions.admin.kit.numbers import count_for_start_page
from unions.admin.kit.pasting import paste_view
from unions.admin.kit.related import read_together
from unions.admin.kit.shared_previews import shared_preview_view
from unions.admin.kit.unsaved import unsaved_view, unsaved_works
from unions.admin.kit.waiting import lines_of
from unions.history.moments import one_version
from unions.institution.emblem import emblem_url
from unions.models import Emblem
from unions.reviewing.two_people import TakesTwo
from unions.tenancy import scope
from unions.tenancy.roles import may_enter
from unions.text.turkish import capfirst, sort_key

# What the admin needs beyond the public pages: the import map of its text editor by nonce, the one style sheet that
# the editor puts into the page by its hash, and the small pictures that its style sheets carry inside themselves.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
POLICY = {
    "script-src": [NONCE],
    "style-src": [NONCE, EDITOR_STYLE],
    "img-src": ["data:"],
    # The preview beside a form.
    "frame-src": [SELF],
}
# The sections of the admin, daily work first.
APPS = ["pages", "unions", "members"]
RECENT_CHANGES = 10


# Pages that also open for whoever has to set up a second factor first.
ALWAYS_OPEN = {"logout", "password_change", "password_change_done", "jsi18n"}


class ChoiceView(AutocompleteJsonView):
    """What a chooser offers, each row with what tells it from others of its name."""

    def get_queryset(self):
        related = self.model_admin.list_select_related
        rows = super().get_queryset()
        return rows.select_related(*related) if isinstance(related, (list, tuple)) and related else rows

    def serialize_result(self, obj, to_field_name):
        return {**super().serialize_result(obj, to_field_name), "text": self.model_admin.choice_label(obj)}


class UnionAdminSite(admin.AdminSite):
    """The admin as the staff of one union see it, under that union's name."""

    index_title = _("Home")
    site_url = "/"

    def has_permission(self, request):
        return may_enter(request.user)

    def admin_view(self, view, cacheable=False):
        return csp_update(POLICY)(super().admin_view(self.with_second_factor(view), cacheable))

    def with_second_factor(self, view):
        """The view, or the page on which a second factor is set up once the days of grace are over."""

        @wraps(view)
        def guarded(request, *args, **kwargs):
            until = second_factor.deadline(request.user)
            request.second_factor_days = second_factor.days_left(until)
            if request.resolver_match.url_name not in ALWAYS_OPEN and second_factor.is_overdue(request, until):
                return HttpResponseRedirect(reverse("mfa_index"))
            sessions.note_activity(request)
            with one_version(), read_together():
                return self.unless_alone(view, request, *args, **kwargs)

        return guarded

    def unless_alone(self, view, request, *args, **kwargs):
        """The answer of the view, or its page with the reason why one person alone does not do that."""
        try:
            return view(request, *args, **kwargs)
        except TakesTwo as refused:
            messages.error(request, refused.messages[0])
            return HttpResponseRedirect(request.get_full_path())

    def login(self, request, extra_context=None):
        return sign_in(request)

    def password_change(self, request, extra_context=None):
        view = PasswordChangeView.as_view(
            template_name="registration/password_change_form.html",
            success_url=reverse("admin:password_change_done"),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return view(request)

    def each_context(self, request):
        name = union_name()
        return {
            **super().each_context(request),
            "site_title": name,
            "site_header": name,
            "current_union": scope.union(),
            "icon_url": icon_url(scope.union()),
            "second_factor_days": getattr(request, "second_factor_days", None),
        }

    def get_urls(self):
        # Django's own redirect to a row's page checks neither rights nor the union.
        stock = [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]
        return [
            path("silinenler/", self.admin_view(self.bin_view), name="bin"),
            path("diller/", self.admin_view(self.language_board), name="language_board"),
            path("el-kitabi/", self.admin_view(self.handbook), name="handbook"),
            path("el-kitabi/<slug:name>/", self.admin_view(self.handbook), name="handbook_chapter"),
            path("yarim/", self.admin_view(self.unsaved_view), name="unsaved"),
            path("r/<int:content_type_id>/<path:object_id>/", self.admin_view(self.view_on_site), name="view_on_site"),
            path("onizleme/<str:token>/<str:language>/", self.shared_preview_view, name="shared_preview"),
            path("yapistir/", self.admin_view(paste_view), name="paste"),
            *stock,
        ]

    def bin_view(self, request) -> HttpResponse:
        """What was deleted and can be had back; POST brings one back."""
        return bin_page(self, request)

    def language_board(self, request) -> HttpResponse:
        """How far the second language follows the first; POST calls a translation right as it stands."""
        return language_board(self, request)

    def handbook(self, request, name="") -> HttpResponse:
        """What staff do where, chapter by chapter."""
        return handbook_page(self, request, name)

    def unsaved_view(self, request) -> HttpResponse:
        """Where forms say what they hold and is not saved yet."""
        return unsaved_view(self, request)

    def shared_preview_view(self, request, token, language) -> HttpResponse:
        """What a colleague without an account was given a link to."""
        return shared_preview_view(self, request, token, language)

    def autocomplete_view(self, request):
        return ChoiceView.as_view(admin_site=self)(request)

    def view_on_site(self, request, content_type_id, object_id) -> HttpResponse:
        """Lead to the public page of a row that the person may see here."""
        kind = ContentType.objects.filter(pk=content_type_id).first()
        model = kind.model_class() if kind else None
        model_admin = self._registry.get(model) if model else None
        if model_admin is None or not model_admin.has_view_permission(request):
            raise Http404
        row = model_admin.get_object(request, object_id)
        # Superusers, too, read the pages of a union on that union's host.
        if row is None or getattr(row, "union", row) != scope.union() or not hasattr(row, "get_absolute_url"):
            raise Http404
        return HttpResponseRedirect(row.get_absolute_url())

    def get_app_list(self, request, app_label=None):
        # Django sorts by code point and capitalises i as I: Ç and Ü would come after Z.
        apps = super().get_app_list(request, app_label)
        for app in apps:
            for entry in app["models"]:
                entry["name"] = capfirst(entry["model"]._meta.verbose_name_plural, get_language())
            app["models"].sort(key=lambda model: sort_key(str(model["name"]), get_language()))
        return sorted(apps, key=lambda app: APPS.index(app["app_label"]) if app["app_label"] in APPS else len(APPS))

    def index(self, request, extra_context=None):
        """What the union has, what is missing or overdue, and who changed what last."""
        admins = [model_admin for model_admin in self._registry.values() if model_admin.has_view_permission(request)]
        request.start_page_numbers = count_for_start_page(request, admins)
        tasks = [task for model_admin in admins for task in model_admin.start_page_tasks(request)]
        tasks += file_tasks(admins)
        context = {
            # A new union is told what to do first, not what it has none of.
            "counts": [each for admin in admins for each in admin.start_page_counts(request) if each.number],
            "tasks": sorted((task for task in tasks if not task.is_translation), key=lambda task: not task.is_overdue),
            "translations": [task for task in tasks if task.is_translation],
            "outdated_translations": outdated_in(request.start_page_numbers),
            "to_look_at": entries_to_look_at(self, request),
            "recent_changes": recent_changes(request, admins),
            "unsaved_works": unsaved_works(request, self),
            **lines_of(request, self),
            "unsaved_here": {"user": request.user.pk},
            **(extra_context or {}),
        }
        return super().index(request, context)


def union_name() -> str:
    """What the union is called today."""
    union = scope.union()
    return union.current_name.name if union else str(union)


def icon_url(union) -> str:
    """The address of the union's emblem."""
    if union is None:
        return static("img/plain.svg")
    stored = Emblem.objects.values_list("picture", flat=True).first() or ""
    name = union.current_name
    return emblem_url(union, name if name.pk else None, stored)


def recent_changes(request, admins) -> list:
    """The latest entries of this union's history, of rows that the person may see; none of any other union."""
    histories = {
        model_admin.model._meta.label: model_admin for model_admin in admins if hasattr(model_admin, "visible_records")
    }
    parts = [
        model_admin.recent_records(request)
        .order_by()
        .annotate(model_label=Value(label, output_field=CharField()))
        .values_list("model_label", "history_id", "history_date")
        for label, model_admin in histories.items()
    ]
    if not parts:
        return []
    latest = parts[0].union(*parts[1:], all=True)
    changes = list(latest.order_by("-history_date", "-history_id")[:RECENT_CHANGES])
    ids: dict[str, list[int]] = {}
    for label, history_id, _date in changes:
        ids.setdefault(label, []).append(history_id)
    found = {label: histories[label].recent_changes(of_label) for label, of_label in ids.items()}
    return [found[label][history_id] for label, history_id, _date in changes]
