"""A client signed in to the admin of a union, which fills in the forms that the pages really hold."""

import time
from html.parser import HTMLParser

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests import factories as make
from unions.models import Union, UnionHost, User
from unions.tenancy import scope


class FormReader(HTMLParser):
    """What a browser would send if the form on a page were submitted untouched."""

    def __init__(self, form_id: str):
        super().__init__()
        self.form_id = form_id
        self.data: dict[str, str | None] = {}
        self.inside = False
        self.area = self.select = ""

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("id") == self.form_id
        name = attrs.get("name") or ""
        if not self.inside:
            return
        if tag == "option" and self.select and ("selected" in attrs or self.data[self.select] is None):
            # Without a choice a browser sends the first.
            self.data[self.select] = attrs.get("value", "")
        if not name or "__prefix__" in name:
            return
        if tag == "textarea":
            self.area, self.data[name] = name, ""
        elif tag == "select":
            self.select, self.data[name] = name, None
        elif tag == "input":
            self._read_input(name, attrs)

    def _read_input(self, name, attrs):
        kind = attrs.get("type", "text")
        if kind in ["checkbox", "radio"]:
            if "checked" in attrs:
                self.data[name] = attrs.get("value", "on")
        elif kind not in ["submit", "file", "button"]:
            self.data[name] = attrs.get("value") or ""

    def handle_data(self, data):
        if self.area:
            self.data[self.area] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self.area:
            # A browser drops the line break that the page puts first.
            self.data[self.area] = self.data[self.area].removeprefix("\n").removeprefix("\r\n")
            self.area = ""
        elif tag == "select" and self.select:
            self.data[self.select] = self.data[self.select] or ""
            self.select = ""


def just_signed_in(user: User) -> dict:
    """What a session holds of a person who has shown a moment ago who they are."""
    records = [{"method": "password", "at": time.time()}]
    return {AUTHENTICATION_METHODS_SESSION_KEY: records, "account_authentication_methods_user": str(user.pk)}


class StaffClient:
    """A test client signed in as staff at the host of a union."""

    def __init__(self, union: Union, user: User):
        self.union, self.user = union, user
        self.host = UnionHost.all_unions.filter(union=union, is_primary=True).get().host
        self.client = Client(HTTP_HOST=self.host)
        self.client.force_login(user)
        session = self.client.session
        session.update(just_signed_in(user))
        session.save()

    def get(self, path: str, **query) -> HttpResponse:
        with scope.request():
            return self.client.get(path, query)

    def post(self, path: str, data: dict | None = None, **options) -> HttpResponse:
        with scope.request():
            return self.client.post(path, data or {}, **options)

    def form(self, path: str, **query) -> dict:
        """The form on the page, as a browser would send it back."""
        response = self.get(path, **query)
        assert response.status_code == 200, f"{path} answered {response.status_code}"
        return read_form(response)

    def save(self, path: str, data: dict | None = None, /, **changes) -> HttpResponse:
        """Open the form on the page, or take the one given, change some fields, and send it."""
        return self.post(path, {**(self.form(path) if data is None else data), **changes})


def read_form(response: HttpResponse) -> dict:
    form_id = f"{response.context['opts'].model_name}_form"
    reader = FormReader(form_id)
    reader.feed(response.content.decode())
    assert reader.data, f"There is no form {form_id} on the page."
    return reader.data


def staff_client(union: Union, role: str = "manager", **person) -> StaffClient:
    """A client signed in as a new person with that role in the union."""
    return StaffClient(union, make.make_staff(union, role, **person))


def superuser_client(union: Union) -> StaffClient:
    return StaffClient(union, make.make_superuser())


def address(page: str, row=None, *, model=None) -> str:
    """The path of an admin page of a row or a model: change, delete, history, changelist, add."""
    options = (model or row)._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=[] if row is None else [row.pk])


def errors(response: HttpResponse) -> dict[str, list[str]]:
    """The complaints of the page's form by field; those of parts are prefixed as their fields are."""
    found = {name: list(texts) for name, texts in response.context["adminform"].form.errors.items()}
    for inline in response.context["inline_admin_formsets"]:
        if inline.formset.is_bound:
            for form in inline.formset.forms:
                found.update({form.add_prefix(name): list(texts) for name, texts in form.errors.items()})
            if inline.formset.non_form_errors():
                found[inline.formset.prefix] = list(inline.formset.non_form_errors())
    return found
