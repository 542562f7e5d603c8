"""Whoever asks whatever about an account: none is taken, and nobody of another union is told of.

A cell is one person, one step and one link or address. After each, nobody has a right that they were not given with
their own consent, and nothing of the other union's people stands in the answer. The views are called without their
frame, and each kind of answer is rendered once, so that ten thousand cells cost seconds.
"""

import inspect
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.http import Http404
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from tests.site.asking import WRITING
from tests.staff_client import StaffClient, just_signed_in
from tests.unions.accounts.visitor import prove
from unions.accounts import adapters, by_link, invitations, links, own_account
from unions.accounts.links import Origin, Purpose
from unions.models import AccountLink, Invitation, StaffRole, Union, User
from unions.tenancy import scope

# Whom a link or an invitation belongs to is compared in Python; tests/unions/accounts/ asks every database.
pytestmark = [pytest.mark.django_db, pytest.mark.above_database]

HOST, OTHER_HOST = "trakya.localhost", "konya.localhost"
# Each stands in one person of the other union alone.
SECRETS = ["Gizliye", "Saklıoğlu", "gizliye@konya.test", "gizlikullanici"]
THIEF = "parola-of-a-thief-2026"
FORM = {"first_name": "Hır", "last_name": "Sız", "password1": THIEF, "password2": THIEF}
NOW = timezone.now()
TIMES = {
    "open": {},
    "expired": {"expires_at": NOW - timedelta(seconds=1)},
    "future": {"issued_at": NOW + timedelta(hours=1), "expires_at": NOW + timedelta(hours=2)},
    "used": {"used_at": NOW},
    "withdrawn": {"withdrawn_at": NOW},
    "accepted": {"accepted_at": NOW},
}
INVITED = {
    "unknown": "yeni@ornek.test",
    "known": "gizliye@konya.test",
    "unproved": "hedef@ornek.test",
    "of an editor": "editor-b@ornek.test",
}


@dataclass
class World:
    """The two unions, their people, and the links that were mailed."""

    ours: Union = None  # type: ignore[assignment]
    theirs: Union = None  # type: ignore[assignment]
    people: dict = field(default_factory=dict)
    invitations: dict = field(default_factory=dict)
    links: dict = field(default_factory=dict)

    def build(self) -> "World":
        self.ours, self.theirs = make.make_union(code="trakya"), make.make_union(code="konya")
        self.people = {
            "manager A": prove(self.member("manager-a", self.ours, "manager")),
            "editor A": prove(self.member("editor-a", self.ours, "editor")),
            "auditor A": self.member("auditor-a", self.ours, "auditor"),
            "manager B": prove(self.hidden()),
            "editor B": prove(self.member("editor-b", self.theirs, "editor")),
            "impostor": self.member("sahte", self.theirs, "manager", email=INVITED["unproved"]),
            "superuser": make.make_superuser(username="kurucu", email="kurucu@ornek.test"),
            "stranger": make.make_user(username="yabanci", email="yabanci@ornek.test"),
            "anonymous": AnonymousUser(),
        }
        for whose, state in product(INVITED, ["open", "expired", "future", "withdrawn", "accepted"]):
            self.invitations[whose, state] = self.invite(INVITED[whose], state)
        for name, state, purpose in product(list(self.people)[:-1], ["open", "expired", "future", "used"], Purpose):
            self.links[name, state, purpose] = self.link(self.people[name], state, purpose)
        return self

    def member(self, name, union, role, **fields) -> User:
        return make.make_staff(union, role, username=name, **{"email": f"{name}@ornek.test", **fields})

    def hidden(self) -> User:
        first, last, email, name = SECRETS
        return self.member(name, self.theirs, "manager", email=email, first_name=first, last_name=last)

    def invite(self, email, state) -> tuple[Invitation, str]:
        secret = f"{email}-{state}"
        times = {"issued_at": NOW, "expires_at": NOW + timedelta(days=7), **TIMES[state]}
        if state not in ["withdrawn", "accepted"]:
            # One address has one open invitation; the others wait for their cell.
            times["withdrawn_at"] = NOW
        row = make.make_invitation(
            union=self.ours,
            email=email,
            role="manager",
            digest=links.digest(secret, invitations.PURPOSE, HOST),
            **times,
        )
        row.withdrawn_at = TIMES[state].get("withdrawn_at")
        return row, secret

    def link(self, person, state, purpose) -> str:
        secret = f"{person.pk}-{state}-{purpose}"
        AccountLink.objects.create(
            user=person,
            purpose=purpose,
            email=f"yeni-{person.pk}@ornek.test",
            digest=links.digest(secret, purpose, HOST),
            **{"issued_at": NOW, "expires_at": NOW + timedelta(hours=1), **TIMES[state]},
        )
        return secret

    def union_of(self, host: str) -> Union:
        return self.ours if host == HOST else self.theirs

    def state(self) -> tuple:
        """All that somebody could take: roles, passwords, rights and proved addresses."""
        return (
            set(StaffRole.all_unions.values_list("user", "union", "role")),
            set(User.objects.values_list("pk", "password", "is_superuser", "is_active")),
            set(EmailAddress.objects.values_list("user", "email", "verified")),
        )


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield World().build()
        transaction.set_rollback(True)


@dataclass
class Outcome:
    """What came of a cell."""

    status: int
    location: str
    kind: str
    text: str
    changes: tuple


class Asker:
    """Calls views as one of the people, takes back what they write, and counts the cells."""

    def __init__(self, world: World):
        self.world, self.cells = world, 0
        self.before = world.state()
        self.rendered: dict[tuple, str] = {}

    def ask(self, view, actor: str, host: str, method: str, *arguments, data=None, session=None) -> Outcome:
        self.cells += 1
        request = self.request(actor, host, method, data, session or {})
        writes: list[str] = []
        with undone(), scope.of(request.union), context.request_context(request), noting(writes):
            try:
                response = view(request, *arguments)
            except Http404:
                response = None
            changes = self.changes() if writes else (set(), set(), set())
            text = self.text_of(response, actor, request) if response else ""
        kind = getattr(response, "context_data", None) or {}
        status, location = (response.status_code, response.get("Location", "")) if response else (404, "")
        return Outcome(status, location, kind.get("kind", ""), text, changes)

    def request(self, actor, host, method, data, session):
        user = self.world.people[actor]
        if user.is_authenticated:
            user.__dict__.pop("_roles_by_union", None)
        request = getattr(RequestFactory(headers={"host": host}), method)("/", data or {})
        request.user, request.union, request.session = user, self.world.union_of(host), SessionStore()
        request.session.update({**(just_signed_in(user) if user.is_authenticated else {}), **session})
        request.allauth = type("Allauth", (), {})()
        request._messages = CookieStorage(request)
        return request

    def changes(self) -> tuple:
        return tuple(now - before for now, before in zip(self.world.state(), self.before, strict=True))

    def text_of(self, response, actor, request) -> str:
        """The answer as text; of answers that are made of the same, one is rendered."""
        values = getattr(response, "context_data", None)
        if values is None:
            return ""
        offer, form = values.get("offer"), values.get("form")
        key = (
            response.template_name,
            values.get("kind"),
            getattr(offer, "pk", None),
            actor,
            repr(getattr(form, "errors", "")),
        )
        if key not in self.rendered:
            response.context_data = {**admin.site.each_context(request), **values}
            self.rendered[key] = response.rendered_content
        return self.rendered[key]


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def noting(writes: list[str]):
    def note(execute, sql, parameters, many, context):
        if WRITING.match(sql):
            writes.append(sql)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        yield


def told(text: str, whose: str, actor: str) -> list[str]:
    """The secrets of the other union's person that stand in an answer; of oneself, one is told."""
    if actor == "manager B":
        return []
    # Whoever has the link has received it at that address.
    known = [INVITED["known"]] if whose == "known" else []
    return [secret for secret in SECRETS if secret in text and secret not in known]


def test_no_invitation_takes_an_account_or_tells_of_one(world, record_property):
    view = inspect.unwrap(by_link.invitation)
    asker = Asker(world)
    answers = [
        ("get", {}),
        ("post", {"answer": "yes"}),
        ("post", {"answer": "yes", **FORM}),
        ("post", {"answer": "no", **FORM}),
        ("post", {"answer": "yes", **FORM, "role": "manager", "user": "1", "email": SECRETS[2], "is_superuser": "on"}),
    ]
    taken, people_told = [], []
    for (whose, state), (row, secret) in world.invitations.items():
        with undone():
            Invitation.all_unions.filter(pk=row.pk).update(withdrawn_at=row.withdrawn_at)
            sessions = [{}, {invitations.SESSION_KEY: row.pk}, {invitations.SESSION_KEY: row.pk + 1}]
            for actor, host, (method, data), session in product(world.people, [HOST, OTHER_HOST], answers, sessions):
                if method == "get" and session:
                    continue
                outcome = asker.ask(view, actor, host, method, secret, data=data, session=session)
                cell = f"{actor}: {method} {data.get('answer')} {whose} {state} at {host}"
                if not is_allowed(world, outcome, actor, whose, state, host, method, data):
                    taken.append(f"{cell}: {outcome.changes}")
                people_told += [f"{cell}: {secret}" for secret in told(outcome.text, whose, actor)]
    record_property("account_cells", asker.cells)
    assert not taken, "\n".join(taken[:10])
    assert not people_told, "\n".join(people_told[:10])
    assert asker.cells >= 4500


def is_allowed(world, outcome, actor, whose, state, host, method, data) -> bool:
    """Whether all that changed is the consent of the invited person, or the account of a newcomer."""
    roles, accounts, addresses = outcome.changes
    if not any(outcome.changes):
        return True
    if (state, host, method, data.get("answer")) != ("open", HOST, "post", "yes"):
        return False
    owners = {"known": "manager B", "of an editor": "editor B"}
    if whose in owners:
        person = world.people[owners[whose]]
        return actor == owners[whose] and outcome.changes == ({(person.pk, world.ours.pk, "manager")}, set(), set())
    existing = {person.pk for name, person in world.people.items() if name != "anonymous"}
    [(newcomer, union, role)], [(same, _password, is_superuser, _is_active)] = roles, accounts
    return (
        actor == "anonymous"
        and newcomer not in existing
        and (same, is_superuser) == (newcomer, False)
        and (union, role) == (world.ours.pk, "manager")
        and addresses == {(newcomer, INVITED[whose], True)}
    )


def test_no_link_sets_the_password_or_address_of_somebody_else(world, record_property):
    views = {
        "password": inspect.unwrap(by_link.new_password),
        "address": inspect.unwrap(own_account.prove_address),
    }
    asker, taken, people_told = Asker(world), [], []
    outside = {"manager B", "editor B", "impostor", "stranger"}
    for (owner, state, purpose), secret in world.links.items():
        person = world.people[owner]
        for actor, host, method, page in product(world.people, [HOST, OTHER_HOST], ["get", "post"], views):
            if page == "address" and actor == "anonymous":
                continue
            outcome = asker.ask(views[page], actor, host, method, secret, data=FORM if method == "post" else {})
            usable = state == "open" and host == HOST and method == "post" and purpose == page
            # Whoever has a password link was sent it; only people of this union are. An address is one's own affair.
            allowed = usable and (owner not in outside if page == "password" else actor == owner)
            changed = {row[0] for rows in outcome.changes for row in rows}
            if changed - ({person.pk} if allowed else set()) or outcome.changes[0]:
                taken.append(f"{actor}: {method} {page} of {owner}, {state} {purpose} at {host}: {outcome.changes}")
            if actor != owner:
                people_told += [f"{actor} {page} of {owner}: {word}" for word in told(outcome.text, "", actor)]
    record_property("account_cells", asker.cells)
    assert not taken, "\n".join(taken[:10])
    assert not people_told, "\n".join(people_told[:10])
    assert asker.cells >= 3500


def test_an_invitation_lets_only_its_own_person_sign_in(world, record_property):
    asker, wrong, cells = Asker(world), [], 0
    owners = {"known": "manager B", "of an editor": "editor B"}
    inside = {
        HOST: {"manager A", "editor A", "auditor A", "superuser"},
        OTHER_HOST: {*owners.values(), "impostor", "superuser"},
    }
    for (whose, state), (row, _secret) in world.invitations.items():
        with undone():
            Invitation.all_unions.filter(pk=row.pk).update(withdrawn_at=row.withdrawn_at)
            for actor, host, number in product(list(world.people)[:-1], inside, [row.pk, str(row.pk), None, [row.pk]]):
                request = asker.request(actor, host, "post", {}, {invitations.SESSION_KEY: number})
                with scope.of(request.union):
                    may = adapters.may_sign_in(request, world.people[actor])
                is_invited = host == HOST and state == "open" and number == row.pk and owners.get(whose) == actor
                cells += 1
                if may != (actor in inside[host] or is_invited):
                    wrong.append(f"{actor} at {host} by {whose} {state} {number!r}: {may}")
    record_property("account_cells", cells)
    assert not wrong, "\n".join(wrong[:10])
    assert cells >= 1200


ASKED = [
    "/yonetim/unions/staffrole/",
    "/yonetim/unions/staffrole/?q=gizli",
    "/yonetim/unions/staffrole/?user__email__startswith=g",
    "/yonetim/unions/invitation/",
    "/yonetim/unions/invitation/?q=gizli",
    "/yonetim/unions/invitation/?accepted_by__first_name__startswith=G",
    "/yonetim/unions/outgoingmail/",
    "/yonetim/unions/outgoingmail/?q=gizli",
    "/yonetim/unions/user/",
    "/yonetim/",
    "/yonetim/hesap/",
    "/yonetim/hesap/cihazlar/",
    "/yonetim/autocomplete/?term=g&app_label=unions&model_name=staffrole&field_name=user",
]


@pytest.mark.parametrize("actor", ["manager A", "editor A", "auditor A", "superuser"])
def test_screens_tell_nothing_of_the_other_unions_people(world, actor):
    """After the person of the other union was invited, and has asked for a new password there."""
    with scope.of(world.theirs):
        by_link.send_password_link(world.people["manager B"], Origin("http", OTHER_HOST))
    with scope.of(world.ours):
        row = Invitation(union=world.ours, email=SECRETS[2], role="manager")
        invitations.send(row, Origin("http", HOST))
    role = StaffRole.all_unions.get(union=world.theirs, user=world.people["manager B"])
    client = StaffClient(world.ours, User.objects.get(pk=world.people[actor].pk))
    rows = [
        reverse(f"admin:unions_{model}_{page}", args=[pk])
        for model, pk in [("staffrole", role.pk), ("invitation", row.pk), ("outgoingmail", row.mail_id)]
        for page in ["change", "history", "delete"]
    ]
    people_told = []
    assert client.get("/yonetim/hesap/").status_code == 200

    for path in [*ASKED, *rows]:
        text = client.get(path).content.decode()
        # The address itself was typed here; the superuser keeps the accounts of the whole installation.
        is_theirs = actor == "superuser" and path.startswith(("/yonetim/unions/user/", "/yonetim/autocomplete/"))
        known = SECRETS if is_theirs else [SECRETS[2]]
        people_told += [f"{path}: {word}" for word in SECRETS if word in text and word not in known]
    steps = [
        reverse("admin:unions_staffrole_link", args=[role.pk]),
        reverse("admin:unions_staffrole_change", args=[role.pk]),
        reverse("admin:unions_staffrole_delete", args=[role.pk]),
    ]
    answers = [client.post(path, {"post": "yes", "role": "auditor"}).status_code for path in steps]

    assert not people_told, "\n".join(people_told)
    assert set(answers) <= {403, 404}
    assert StaffRole.all_unions.get(pk=role.pk).role == "manager"
