"""What was typed and not saved: kept while it is typed, offered back, and taken up as if it had just been typed.

A form says every few seconds what it holds (`static/administration/unsaved.js`); this never writes the row itself.
"""

import json
import re
from copy import copy
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms.utils import ErrorDict, ErrorList
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unions.admin.kit.forms import EditableForm
from unions.files import kept
from unions.models import UnsavedWork
from unions.models.unsaved_work import MOST_BYTES, TooMuch
from unions.tenancy import scope
from unions.text.turkish import capfirst

if TYPE_CHECKING:
    # It is mixed into one.
    from django.contrib.admin import ModelAdmin as OfModelAdmin
else:
    OfModelAdmin = object

# The field by which a form says which work it is, and the parameter that takes one up.
TOKEN = "_work"  # noqa: S105  # a name
A_TOKEN = re.compile(r"[0-9a-f]{32}")
SECRET = re.compile(r"passw|parola|sifre|şifre|(?<![a-z])t?otp(?![a-z])", re.IGNORECASE)
# What a form of the administration carries along, and nobody has typed.
CARRIED = re.compile(r"_|csrf|.*__prefix__")
NAMES = ["title_tr", "name_tr", "label_tr", "caption_tr", "title", "name", "label", "first_name", "question_tr"]


class UnsavedWorkViews(OfModelAdmin):
    """Forms whose text is kept while it is typed."""

    def taken_up(self, request: Any, object_id: str | None) -> UnsavedWork | None:
        """The work that the address asks for, if it is the person's own and of this form."""
        token = request.GET.get(TOKEN, "")
        if request.method != "GET" or not A_TOKEN.fullmatch(token):
            return None
        works = UnsavedWork.objects.open_of(request.user, scope.union())
        return works.of_form(self.model, unquote(object_id or "")).filter(token=token).first()

    def as_typed(self, request: Any, work: UnsavedWork) -> Any:
        """The request as if the form had just been sent with what it held; it is shown, never saved."""
        typed = copy(request)
        typed.method = "POST"
        typed.POST = QueryDict(mutable=True)
        for name, value in work.fields:
            typed.POST.appendlist(name, value)
        typed.POST[TOKEN] = work.token
        typed._files = MultiValueDict()
        typed.work = work
        kept.attach(typed, kept.keeper_of("staff", request.union.pk, request.user.pk))
        return typed

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if getattr(request, "is_previewing", False):
            return super().changeform_view(request, object_id, form_url, extra_context)
        work = self.taken_up(request, object_id)
        if work is not None:
            request = self.as_typed(request, work)
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if request.method == "POST" and work is None and response.status_code == 302:
            self.close_work(request, object_id)
        return response

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if hasattr(request, "work") and not getattr(request, "is_previewing", False):
            if not issubclass(form, EditableForm):
                raise Http404
            form.is_taken_up = True
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        if isinstance(form, EditableForm) and self.may_type(request, obj if change else None):
            context["unsaved"] = self.unsaved_context(request, str(obj.pk) if change else "")
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if request.method == "POST" and not hasattr(request, "work") and "unsaved" in context:
            self.keep_refused(request, str(obj.pk) if change else "", kept_files(context))
        return response

    def may_type(self, request: Any, row: Any) -> bool:
        return self.has_change_permission(request, row) if row is not None else self.has_add_permission(request)

    def unsaved_context(self, request: Any, object_id: str) -> dict[str, Any]:
        """What the script of the form has to know, and what can be taken up."""
        posted = request.POST.get(TOKEN, "")
        token = posted if A_TOKEN.fullmatch(posted) else uuid4().hex
        works = list(UnsavedWork.objects.open_of(request.user, scope.union()).of_form(self.model, object_id)[:10])
        current = next((work for work in works if work.token == token), None)
        return {
            "token": token,
            "sequence": current.sequence + 1 if current else 0,
            "model": self.opts.label_lower,
            "object_id": object_id,
            "taken_up": work if isinstance(work := getattr(request, "work", None), UnsavedWork) else None,
            "others": [work for work in works if work.token != token],
            "user": request.user.pk,
            "preview_paths": self.typed_preview_paths(object_id, token) if getattr(self, "has_preview", False) else [],
        }

    @property
    def typed_preview_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_typed_preview"

    def typed_preview_paths(self, object_id: str, token: str) -> list[tuple[str, str, str]]:
        """Where each language of what is typed is shown as a page: code, name of the language, address."""
        return [
            (code, name, f"{reverse(f'admin:{self.typed_preview_name}', args=[code])}?{TOKEN}={token}&of={object_id}")
            for code, name in settings.LANGUAGES
        ]

    def keep_refused(self, request: Any, object_id: str, files: list[tuple[str, str]]) -> None:
        """Keep what a form held that was refused: also without a script nothing is lost if the page is closed."""
        token = request.POST.get(TOKEN, "")
        if not A_TOKEN.fullmatch(token):
            return
        fields = [(name, value) for name, values in request.POST.lists() for value in values if is_typed(name)]
        chosen = dict(files)
        fields = [(name, value) for name, value in fields if name not in chosen] + files
        work = UnsavedWork.objects.filter(token=token, user=request.user).first()
        try:
            keep(request, self, object_id, token, work.sequence + 1 if work else 0, fields)
        except TooMuch:
            # The page that shows the errors holds it.
            return

    def close_work(self, request: Any, object_id: str | None) -> None:
        """What the form held is saved."""
        token = request.POST.get(TOKEN, "")
        if A_TOKEN.fullmatch(token):
            UnsavedWork.objects.close(
                user=request.user,
                union=scope.union(),
                token=token,
                content_type=ContentType.objects.get_for_model(self.model),
                object_id=unquote(object_id or ""),
            )


def kept_files(context: dict[str, Any]) -> list[tuple[str, str]]:
    """The files that were chosen for a refused form and are kept for its next attempt, as that names them."""
    forms = [context["adminform"].form]
    forms += [form for inline in context["inline_admin_formsets"] for form in inline.formset.forms]
    fields = [form[name] for form in forms if form.is_bound for name in form.fields if form.files]
    return [
        (f"{field.html_name}{kept.KEPT}", f"{field.kept_token}/{field.chosen.name}")
        for field in fields
        if getattr(field, "kept_token", None)
    ]


def without_errors(context: dict[str, Any]) -> None:
    """The form as it was typed: nobody has sent it yet, so nobody is told what is wrong with it."""
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        if inline.formset.is_bound:
            forms += inline.formset.forms
            inline.formset._errors = [ErrorDict() for _form in inline.formset.forms]
            inline.formset._non_form_errors = ErrorList()
    for form in forms:
        form._errors = ErrorDict()
    context["errors"] = []


def is_typed(name: str) -> bool:
    return not CARRIED.match(name) and not SECRET.search(name)


def keep(request: Any, model_admin: Any, object_id: str, token: str, sequence: int, fields: list) -> Any:
    """Keep the fields of one form; raises TooMuch."""
    typed = dict(fields)
    name = next((typed[name] for name in NAMES if typed.get(name, "").strip()), "")
    return UnsavedWork.objects.keep(
        user=request.user,
        union=scope.union(),
        token=token,
        sequence=sequence,
        content_type=ContentType.objects.get_for_model(model_admin.model),
        object_id=object_id,
        name=name,
        fields=fields,
    )


# The address to which forms say what they hold


def unsaved_view(site: Any, request: HttpRequest) -> HttpResponse:
    """POST keeps or discards the work of one form; GET hands a form a fresh token after a new sign-in."""
    if request.method != "POST":
        return JsonResponse({"csrf": get_token(request), "user": request.user.pk})
    model_admin = admin_named(site, request.POST.get("model", ""))
    object_id, token = request.POST.get("object", ""), request.POST.get("token", "")
    if model_admin is None or not A_TOKEN.fullmatch(token) or len(object_id) > 40:
        raise Http404
    if request.POST.get("do") == "discard":
        return discard(request, model_admin, object_id, token)
    row = model_admin.get_object(request, object_id) if object_id else None
    if object_id and row is None and not was_deleted(model_admin, request, object_id):
        raise Http404
    if not model_admin.may_type(request, row):
        raise PermissionDenied
    return kept_answer(request, model_admin, object_id, token)


def kept_answer(request: Any, model_admin: Any, object_id: str, token: str) -> HttpResponse:
    fields, sequence = fields_in(request.POST.get("fields", "")), request.POST.get("sequence", "")
    if fields is None or not sequence.isdecimal() or len(sequence) > 15:
        return JsonResponse({"error": "unreadable"}, status=400)
    try:
        with transaction.atomic():
            work = keep(request, model_admin, object_id, token, int(sequence), fields)
    except TooMuch:
        return JsonResponse({"error": "too much", "most": MOST_BYTES}, status=413)
    return JsonResponse({"closed": work is None})


def fields_in(text: str) -> list[tuple[str, str]] | None:
    """The fields of a form as the script sends them: pairs of texts. None for anything else."""
    try:
        pairs = json.loads(text)
    except (ValueError, RecursionError):
        return None
    is_list = isinstance(pairs, list) and len(pairs) <= 20_000
    if not is_list or not all(isinstance(pair, list) and list(map(type, pair)) == [str, str] for pair in pairs):
        return None
    return [(name, value.replace("\x00", "")) for name, value in pairs if is_typed(name) and "\x00" not in name]


def admin_named(site: Any, label: str) -> Any:
    for model, model_admin in site._registry.items():
        if model._meta.label_lower == label and isinstance(model_admin, UnsavedWorkViews):
            return model_admin
    return None


def was_deleted(model_admin: Any, request: Any, object_id: str) -> bool:
    """Whether the row was there for the person: what was typed about it is still theirs."""
    try:
        return model_admin.history_records(request, object_id).exists()
    except (Http404, ValidationError):
        return False


def discard(request: Any, model_admin: Any, object_id: str, token: str) -> HttpResponse:
    UnsavedWork.objects.open_of(request.user, scope.union()).filter(token=token).update(
        is_closed=True, data="[]", name=""
    )
    return HttpResponseRedirect(form_url(model_admin.opts, object_id))


def form_url(options: Any, object_id: str) -> str:
    stem = f"admin:{options.app_label}_{options.model_name}"
    return reverse(f"{stem}_change", args=[object_id]) if object_id else reverse(f"{stem}_add")


def unsaved_works(request: Any, site: Any) -> list[dict[str, Any]]:
    """The lines of the start page: what the person has typed and not saved, and where to take it up."""
    lines = []
    for work in UnsavedWork.objects.open_of(request.user, scope.union()).select_related("content_type")[:20]:
        model = work.content_type.model_class()
        if model is not None and model in site._registry:
            kind = capfirst(str(model._meta.verbose_name), get_language() or "tr")
            url = f"{form_url(model._meta, work.object_id)}?{TOKEN}={work.token}"
            lines.append({"work": work, "kind": kind, "url": url, "name": work.name or _("without a title")})
    return lines
