"""The pages that stand in for others: they need no database, no session and no context processor."""

import re
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db.models import Field
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from trakyakent_site.failures.commits import Outcome
from trakyakent_site.failures.faces import face_of
from trakyakent_site.failures.kinds import Kind
from trakyakent_site.failures.typed import Typed
from trakyakent_site.failures.words import form_words, page_words
from unions.publishing.addresses import LANGUAGES

RETRY_AFTER = 30
# Longer texts are shown as text; the others as a list.
SHORT = 60
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# What forms carry along for themselves, and nobody has typed.
BOOKKEEPING = re.compile(r"_|.*-(?:TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$|version$|.*-(?:id|version)$|initial-")
PASSWORD = re.compile(r"passw|parola|sifre|şifre", re.IGNORECASE)
# Sending the same once more cannot help.
WITHOUT_RETRY = {Kind.NOT_TAKEN}


def page(request: HttpRequest, kind: Kind) -> HttpResponse:
    """The answer to a question that failed, in the clothes of the administration or of the site."""
    title, reason = page_words(kind)
    context = {**surroundings(request), "title": title, "reason": reason, "is_form": False}
    return answer("failures/page.html", context, kind)


def form_page(request: HttpRequest, kind: Kind, outcome: Outcome, typed: Typed) -> HttpResponse:
    """The answer to a form that failed: what became of it, and all that was typed."""
    title, reason = form_words(kind, outcome)
    may_retry = is_from_here(request) and outcome != Outcome.SAVED and kind not in WITHOUT_RETRY
    context = {
        **surroundings(request),
        "title": title,
        "reason": reason,
        "is_form": True,
        "may_retry": may_retry,
        "sign_in": resolve_url(settings.LOGIN_URL) if kind == Kind.SIGNED_OUT else "",
        **typed_context(request, typed),
    }
    if may_retry:
        with_token(request, context)
    response = answer("failures/page.html", context, kind)
    if may_retry:
        CsrfViewMiddleware(lambda _request: response).process_response(request, response)
    return response


def plainest_page(kind: Kind) -> HttpResponse:
    """The answer to a question without templates, addresses and catalogues, for when one of these has failed."""
    lines = [
        "<!doctype html><html lang=tr><meta charset=utf-8><title>Sayfa açılamadı – Page not available</title>",
        "<h1>Sayfa şu anda açılamıyor</h1><p>Birkaç dakika sonra yeniden deneyin.</p>",
        "<div lang=en><h2>This page is not available at the moment</h2><p>Please try again in a few minutes.</p></div>",
    ]
    headers = {**HEADERS, "Retry-After": str(RETRY_AFTER)} if kind.is_passing else HEADERS
    return HttpResponse("\n".join([*lines, "</html>"]), status=kind.status, headers=headers)


def plainest_form_page(request: HttpRequest, kind: Kind, typed: Typed) -> HttpResponse:
    """The same without templates, addresses and catalogues, for when one of these is what has failed."""
    lines = [
        "<!doctype html><html lang=tr><meta charset=utf-8><title>Kaydedilemedi – Not saved</title>",
        "<h1>Gönderdikleriniz kaydedilemedi</h1><p>Yazdıklarınızı kopyalayın ya da yeniden deneyin.</p>",
        "<div lang=en><h2>What you sent has not been saved</h2><p>Please copy your text, or try again.</p></div>",
        f'<form method="post" action="{escape(request.get_full_path())}">',
    ]
    for name, value in typed.without_secrets().fields:
        field = f'<input name="{escape(name)}" value="{escape(value)}" readonly>'
        if not is_short(value):
            field = f'<textarea name="{escape(name)}" rows="6" cols="60" readonly>\n{escape(value)}</textarea>'
        lines.append(f"<p>{escape(name)}<br>{field}</p>")
    lines += [f"<p>{escape(file)}</p>" for _name, file in typed.files]
    if is_from_here(request):
        lines.append("<p><button>Yeniden dene – Try again</button></p>")
    return HttpResponse("\n".join([*lines, "</form></html>"]), status=kind.status, headers=HEADERS)


def typed_section(request: HttpRequest, typed: Typed) -> str:
    """What was typed, to be put into a page that has its own words for why nothing was saved."""
    context = {**surroundings(request), "may_retry": False, **typed_context(request, typed)}
    with translation.override(context["languages"][0]):
        return render_to_string("failures/typed.html", context)


def answer(template: str, context: dict[str, Any], kind: Kind) -> HttpResponse:
    with translation.override(context["languages"][0]):
        response = HttpResponse(render_to_string(template, context), status=kind.status, headers=HEADERS)
    if kind.is_passing:
        response["Retry-After"] = str(RETRY_AFTER)
        is_logged(response)
    response["Content-Language"] = ", ".join(context["languages"])
    return response


def is_logged(response: HttpResponse) -> HttpResponse:
    """Mark an answer as one of which the log need not hear: an outage is told once, not with each request."""
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django's own mark
    return response


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """What surrounds the text: the union's name and looks, the languages of the reader, the ways back."""
    face = face_of(request)
    languages = languages_of(request)
    name = face.names.get(languages[0], "") or request.META.get("HTTP_HOST", "").partition(":")[0]
    return {
        "base": "failures/admin.html" if is_admin(request) else "failures/public.html",
        "face": face,
        # As the templates of the administration call them.
        "current_union": face,
        "icon": f"img/{face.mark}.svg",
        "icon_url": static(f"img/{face.mark}.svg"),
        "name": name,
        "site_title": name,
        "site_header": name,
        "languages": languages,
        "action": request.get_full_path(),
        "home": reverse("admin:index") if is_admin(request) else f"/{languages[0]}/",
        "is_admin": is_admin(request),
    }


def is_admin(request: HttpRequest) -> bool:
    try:
        return request.path_info.startswith(reverse("admin:index"))
    except Exception:  # a broken list of addresses may be the very failure
        return False


def languages_of(request: HttpRequest) -> list[str]:
    """The reader's language alone where it is known, else all of them."""
    of_address = translation.get_language_from_path(request.path_info)
    if of_address:
        return [of_address]
    if getattr(request, "has_known_language", False):
        return [request.LANGUAGE_CODE]
    return LANGUAGES


def typed_context(request: HttpRequest, typed: Typed) -> dict[str, Any]:
    fields = fields_of(request)
    plain = typed.without_secrets()
    texts = [(name, value, label_of(fields, name)) for name, value in plain.fields]
    passwords = [name for name, _value in typed.fields if PASSWORD.search(name)]
    by_field = groupby(sorted(plain.files), key=lambda pair: pair[0])
    files = [(name, [file for _name, file in group]) for name, group in by_field]
    return {
        "hidden": [(name, value) for name, value, _label in texts if is_short(value)],
        "shown": [
            (name, words_of(fields, name, value), label)
            for name, value, label in texts
            if is_short(value) and value.strip() and not BOOKKEEPING.match(name)
        ],
        "long": [text for text in texts if not is_short(text[1])],
        "files": [(name, label_of(fields, name), chosen) for name, chosen in files],
        "passwords": [(name, label_of(fields, name)) for name in dict.fromkeys(passwords)],
        "is_cut": plain.is_cut,
        "has_typed": bool(texts or files),
    }


def is_short(value: str) -> bool:
    return len(value) <= SHORT and "\n" not in value


def fields_of(request: HttpRequest) -> dict[str, Field]:
    """The fields of the model, where the form is one of the administration."""
    view = getattr(request.resolver_match, "func", None)
    model = getattr(getattr(view, "model_admin", None), "model", None)
    return {field.name: field for field in model._meta.fields} if model else {}


def label_of(fields: dict[str, Field], name: str) -> str:
    """What the form calls a field, with the language of a text that is held in both."""
    if name not in fields:
        return name.replace("_", " ")
    language = getattr(fields[name], "language", None)
    label = str(getattr(fields[name], "translated_field", fields[name]).verbose_name)
    return f"{label} · {dict(settings.LANGUAGES)[language]}" if language else label


def words_of(fields: dict[str, Field], name: str, value: str) -> str:
    """A value as the form shows it: a choice by its words."""
    choices = dict(fields[name].flatchoices) if name in fields else {}
    return str(choices.get(value, value))


def with_token(request: HttpRequest, context: dict[str, Any]) -> None:
    """A token of the reader's own cookie, for the form by which to try again; the old one may be the trouble."""
    if "CSRF_COOKIE" not in request.META:
        CsrfViewMiddleware(lambda _request: HttpResponse()).process_request(request)
    context["token"] = get_token(request)


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of this host sent the form: only then may a button of ours, with a good token, send it again.

    Without this check another site's form would need but one click to pass the check of tokens. Every browser in use
    names the origin of a form; what names none is no browser that another site could lead.
    """
    try:
        host = request.get_host()
    except DisallowedHost:
        return False
    origin, referrer = request.META.get("HTTP_ORIGIN", ""), request.META.get("HTTP_REFERER", "")
    fetched_from = request.META.get("HTTP_SEC_FETCH_SITE", "")
    if fetched_from and fetched_from not in ("same-origin", "none"):
        return False
    # "null" is the origin of our own pages that tell nobody where they are.
    if origin and origin != "null":
        return origin == f"{request.scheme}://{host}"
    if origin == "null":
        return bool(fetched_from)
    return not referrer or urlsplit(referrer).netloc == host
