"""The administration of the union that the host name belongs to."""

from datetime import timedelta

from csp.constants import NONCE
from csp.decorators import csp_update
from django.contrib import admin
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import CharField, Value
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from unions.admin.kit.file_tasks import file_tasks
from unions.background.proxies import address_of
from unions.background.rate_limits import Limit
from unions.models import UnionName
from unions.tenancy import scope
from unions.tenancy.roles import role_of
from unions.text.turkish import capfirst, fold, sort_key

# What the admin needs beyond the public pages: the import map of its text editor by nonce, the one style sheet that
# the editor puts into the page by its hash, and the small pictures that its style sheets carry inside themselves.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
POLICY = {
    "script-src": [NONCE],
    "style-src": [NONCE, EDITOR_STYLE],
    "img-src": ["data:"],
}
# The sections of the admin, daily work first.
APPS = ["pages", "unions", "members"]
RECENT_CHANGES = 10


def may_enter(user) -> bool:
    """Whether a person works for the union that the code is bound to."""
    return user.is_active and (user.is_superuser or bool(role_of(user)))


# An office shares one address; a person mistypes a password, but not a hundred times a day.
SIGN_INS_AN_ADDRESS = Limit("sign-ins from an address", times=20, one_more_after=timedelta(minutes=3))
SIGN_INS_AN_ACCOUNT = Limit("sign-ins of an account", times=10, one_more_after=timedelta(minutes=6))


class SignInForm(AuthenticationForm):
    """Sign-in for the staff of this union; others learn only that it did not work."""

    def clean(self):
        if not (self.cleaned_data.get("username") and self.cleaned_data.get("password")):
            return super().clean()
        name = fold(self.cleaned_data["username"])
        address = address_of(self.request)
        # Counts and messages are the same whether or not the account exists.
        if not (SIGN_INS_AN_ADDRESS.acquire(address) and SIGN_INS_AN_ACCOUNT.acquire(name)):
            raise ValidationError(
                _("Too many attempts to sign in. Please wait a few minutes and try again."), code="too_many"
            )
        cleaned = super().clean()
        # Whoever knows the password was not guessing.
        SIGN_INS_AN_ACCOUNT.reset(name)
        SIGN_INS_AN_ADDRESS.reset(address)
        return cleaned

    def confirm_login_allowed(self, user):
        if not may_enter(user):
            raise self.get_invalid_login_error()


class SetPasswordView(PasswordResetConfirmView):
    """Where a new colleague chooses a password, by the link that the manager handed over."""

    template_name = "admin/set_password.html"
    success_url = reverse_lazy("admin:login")
    reset_url_token = "yeni"  # noqa: S105

    def get_user(self, uidb64):
        # A link on one union's host works only for that union's staff.
        user = super().get_user(uidb64)
        return user if user is not None and may_enter(user) else None

    def get_context_data(self, **kwargs):
        return {**admin.site.each_context(self.request), **super().get_context_data(**kwargs)}


class UnionAdminSite(admin.AdminSite):
    """The admin as the staff of one union see it, under that union's name."""

    login_form = SignInForm
    index_title = _("Home")
    site_url = "/"

    def has_permission(self, request):
        return may_enter(request.user)

    def admin_view(self, view, cacheable=False):
        return csp_update(POLICY)(super().admin_view(view, cacheable))

    def login(self, request, extra_context=None):
        return csp_update(POLICY)(super().login)(request, extra_context)

    def each_context(self, request):
        name = union_name()
        return {
            **super().each_context(request),
            "site_title": name,
            "site_header": name,
            "current_union": scope.union(),
            "icon": f"img/{scope.union().mark}.svg",
        }

    def get_urls(self):
        # Django's own redirect to a row's page checks neither rights nor the union.
        stock = [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]
        set_password = never_cache(csp_update(POLICY)(SetPasswordView.as_view()))
        return [
            path("parola/<uidb64>/<token>/", set_password, name="set_password"),
            path("r/<int:content_type_id>/<path:object_id>/", self.admin_view(self.view_on_site), name="view_on_site"),
            *stock,
        ]

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
        tasks = [task for model_admin in admins for task in model_admin.start_page_tasks(request)]
        tasks += file_tasks(admins)
        context = {
            "counts": [count for model_admin in admins for count in model_admin.start_page_counts(request)],
            "tasks": sorted((task for task in tasks if not task.is_translation), key=lambda task: not task.is_overdue),
            "translations": [task for task in tasks if task.is_translation],
            "recent_changes": recent_changes(request, admins),
            **(extra_context or {}),
        }
        return super().index(request, context)


def union_name() -> str:
    """What the union is called today."""
    current = UnionName.objects.current().first()
    return current.name if current else str(scope.union())


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
    return [histories[label].recent_change(history_id) for label, history_id, _date in changes]
