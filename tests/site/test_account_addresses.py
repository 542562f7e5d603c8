"""Every address about accounts and staff, asked by everybody at both hosts with ids of their own, others' and nobody's.

A cell is one person, one host, one address with an id, and one verb. After each, nobody else's password, role, address
or second factor has changed, nothing of the other union's people stands in the answer, and what is somebody else's is
answered as what is not there. A part of the cells is asked in each run; all of them by

    ACCOUNT_CELLS=all bin/test tests/site/test_account_addresses.py -s
"""

import os
import re
from dataclasses import dataclass
from itertools import product
from statistics import median
from time import process_time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.site.addresses import addresses
from tests.site.test_accounts import HOST, OTHER_HOST, SECRETS, THIEF, World, noting, undone, world  # noqa: F401
from tests.staff_client import just_signed_in
from tests.unions.accounts.visitor import set_up_app
from unions.models import Invitation, StaffRole, User
from unions.tenancy import scope

pytestmark = [pytest.mark.django_db, pytest.mark.above_database, pytest.mark.slow]

# Of so many groups of cells, one is asked in each run.
EVERY = 1 if os.environ.get("ACCOUNT_CELLS") == "all" else 13
MISSING = 987654
TAKING = {
    **dict.fromkeys(["password", "password1", "password2"], THIEF),
    **dict.fromkeys(["is_superuser", "is_active", "_save"], "on"),
    "email": SECRETS[2],
    "username": "hirsiz",
    "role": "manager",
    "user": "1",
    "answer": "yes",
    "post": "yes",
    "device": "others",
    "code": "000000",
    "name": "x",
}
VERBS = {
    **dict.fromkeys(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"], {}),
    "POST to take": TAKING,
    "POST to delete": {"post": "yes"},
}
ACTORS = ["manager A", "editor A", "auditor A", "manager B", "superuser", "stranger", "anonymous"]
# Differs between two answers that say the same.
CHANCE = re.compile(
    r'(name="csrfmiddlewaretoken" value|nonce|data-token)="[^"]*"|\b[0-9]+\b|[0-9a-f-]{32,}|[A-Za-z0-9_-]{40,}'
)


@dataclass(frozen=True)
class Asked:
    """One address with an id, and whose that is: of the union that is asked (own), of the other one, or nobody's."""

    name: str
    path: str
    whose: str = ""


class Walk:
    """Asks the cells, and notes what was taken and told."""

    def __init__(self, of: World):
        self.world, self.cells = of, 0
        self.taken: list[str] = []
        self.told: list[str] = []
        self.unlike: list[str] = []
        for person in of.people.values():
            if person.is_authenticated and person.username in [SECRETS[3], "editor-a"]:
                set_up_app(person)
        self.clients = {actor: self.client(actor) for actor in ACTORS}
        self.before = self.state()

    def client(self, actor: str) -> Client:
        client = Client(raise_request_exception=False)
        person = self.world.people[actor]
        if person.is_authenticated:
            client.force_login(User.objects.get(pk=person.pk))
            session = client.session
            session.update(just_signed_in(person))
            session.save()
            UserSession.objects.get_or_create(
                user_id=person.pk, session_key=session.session_key, defaults={"ip": "127.0.0.1", "user_agent": actor}
            )
        return client

    def state(self) -> list[set]:
        """All that somebody could take, by whom it is: roles, and what belongs to a person."""
        owned = [
            User.objects.values_list("pk", "password", "is_superuser", "is_active", "email", "username"),
            EmailAddress.objects.values_list("user", "email", "verified"),
            Authenticator.objects.values_list("user", "pk", "type"),
            UserSession.objects.values_list("user", "pk"),
        ]
        roles = StaffRole.all_unions.values_list("user", "union", "role")
        return [set(roles), *map(set, owned)]

    def asked(self, host: str) -> list[Asked]:
        """Ids count as seen from the host."""
        union = self.world.union_of(host)
        rows = {
            "staffrole": StaffRole.all_unions.values_list("union", "pk"),
            "invitation": Invitation.all_unions.values_list("union", "pk"),
            "user": [
                (union.pk if name.endswith(" A") else 0, user.pk) for name, user in self.world.people.items() if user.pk
            ],
        }
        found = []
        for address in addresses():
            model = re.match(r"unions_(staffrole|invitation|user)_|auth_user_password_change", address.name or "")
            if len(re.findall(r"<\w", address.route)) > 1:
                continue
            if model and ("object_id" in address.route or "<id>" in address.route):
                ids = rows[model[1] or "user"]
                own = next((pk for of, pk in ids if of == union.pk), MISSING)
                foreign = next((pk for of, pk in ids if of != union.pk), MISSING)
                name = f"{address.namespace}:{address.name}"
                found += [
                    Asked(name, reverse(name, args=[pk]), whose)
                    for pk, whose in [(own, "own"), (foreign, "other's"), (MISSING, "nobody's")]
                ]
            elif re.match(
                r"(account|mfa)_|forgotten_password$|unions_(staffrole|invitation|user)_", address.name or ""
            ):
                found += self.without_id(address)
        return found

    def without_id(self, address) -> list[Asked]:
        name = f"{address.namespace}:{address.name}" if address.namespace else address.name
        keys = Authenticator.objects.values_list("pk", flat=True)
        if "pk" in address.route:
            return [
                Asked(name, reverse(name, args=[pk]), whose)
                for pk, whose in [(keys[0], "other's"), (MISSING, "nobody's")]
            ]
        if "secret" in address.route:
            return [Asked(name, reverse(name, args=["of-nobody"]))]
        return [] if "<" in address.route else [Asked(name, reverse(name))]

    def ask(self, actor: str, host: str, asked: Asked, verb: str) -> tuple[int, str]:
        self.cells += 1
        client, writes = self.clients[actor], []
        cookies = client.cookies.output()
        with undone(), scope.request(), noting(writes):
            answer = client.generic(
                verb.partition(" ")[0], asked.path, body_of(VERBS[verb]), headers={"host": host},
                content_type="application/x-www-form-urlencoded",
            )  # fmt: skip
            changes = [now - before for now, before in zip(self.state(), self.before, strict=True)] if writes else []
            gone = [before - now for now, before in zip(self.state(), self.before, strict=True)] if writes else []
        if client.cookies.output() != cookies:
            # A session was ended or begun, and that was taken back.
            self.clients[actor] = self.client(actor)
            self.before = self.state()
        self.judge(f"{actor}: {verb} {asked.path} ({asked.whose}) at {host}", actor, host, answer, changes, gone)
        text = answer.content.decode(errors="replace")
        return answer.status_code, CHANCE.sub("", text.replace(asked.path, ""))

    def judge(self, cell, actor, host, answer, changes, gone) -> None:
        person, union = self.world.people[actor], self.world.union_of(host)
        rules = {"manager A": self.world.ours, "manager B": self.world.theirs}
        for place, rows in enumerate([*changes, *gone]):
            for row in rows:
                is_role = place in [0, len(changes)]
                is_own = row[0] == person.pk and not is_role
                is_duty = rules.get(actor) == union and (row[1] == union.pk if is_role else place % len(changes) == 4)
                if actor != "superuser" and not is_own and not is_duty:
                    self.taken.append(f"{cell}: {row}")
        if answer.status_code >= 500:
            self.taken.append(f"{cell}: {answer.status_code}")
        if actor in ["manager B", "superuser"]:
            return
        told = answer.content.decode(errors="replace") + str(answer.headers)
        # The address itself was typed by the manager of this union, and by the form of the cell.
        self.told += [f"{cell}: {word}" for word in SECRETS if word in told and word != SECRETS[2]]

    def walk(self) -> None:
        groups: dict[tuple, list[Asked]] = {}
        for host in [HOST, OTHER_HOST]:
            for asked in self.asked(host):
                groups.setdefault((host, asked.name), []).append(asked)
        cells = [(actor, key, verb) for actor, key, verb in product(ACTORS, groups, VERBS)]
        for actor, (host, name), verb in cells[::EVERY]:
            answers = {asked.whose: self.ask(actor, host, asked, verb) for asked in groups[host, name]}
            if actor != "superuser" and "nobody's" in answers and answers["other's"] != answers["nobody's"]:
                self.unlike.append(f"{actor}: {verb} {name} at {host}: {[each[0] for each in answers.values()]}")


def body_of(values: dict[str, str]) -> str:
    return "&".join(f"{name}={value}" for name, value in values.items())


def test_no_address_takes_an_account_or_tells_of_one(world, record_property):  # noqa: F811
    with undone():
        walk = Walk(world)
        walk.walk()

    record_property("account_address_cells", walk.cells)
    print(f"\n{walk.cells} cells: {len(walk.taken)} taken, {len(walk.told)} told of, {len(walk.unlike)} unlike")
    assert not walk.taken, "\n".join(walk.taken[:10])
    assert not walk.told, "\n".join(walk.told[:10])
    assert not walk.unlike, "\n".join(walk.unlike[:10])
    assert walk.cells >= (8000 if EVERY == 1 else 500)


def test_a_device_is_ended_by_its_owner_alone(world):  # noqa: F811
    with undone():
        walk = Walk(world)
        sessions_before = set(UserSession.objects.values_list("user", "pk"))
        mine = {pk for user, pk in sessions_before if user == world.people["editor A"].pk}
        for actor, (_user, number) in product(ACTORS, sorted(sessions_before)):
            is_own = number in mine
            if actor != "editor A" or not is_own:
                walk.ask(actor, HOST, Asked("device", reverse("account_end_device"), "other's"), "POST")
            with undone(), scope.request():
                walk.clients[actor].post(reverse("account_end_device"), {"device": str(number)}, headers={"host": HOST})
                left = set(UserSession.objects.values_list("user", "pk"))
            assert {user for user, _pk in sessions_before - left} <= {world.people[actor].pk}, actor


def test_who_has_an_account_cannot_be_told_from_any_answer(world):  # noqa: F811
    """Of a person of this union, of the other one, of an address that nobody has proved, and of nobody."""
    asked = ["manager-a@ornek.test", SECRETS[2], "hedef@ornek.test", "kimse@ornek.test"]
    forms = {
        "forgotten_password": lambda address: {"email": address},
        "account_login": lambda address: {"login": address, "username": address, "password": THIEF},
    }
    for name, values in forms.items():
        texts, costs = {}, {}
        for address in asked:
            client, path = Client(), reverse(name)
            with undone(), scope.request():
                answer = client.post(path, values(address), headers={"host": HOST})
            texts[address] = (answer.status_code, CHANCE.sub("", answer.text.replace(address, "")))
            costs[address] = cost_of(client, path, values(address)) if EVERY == 1 else 0
        assert len(set(texts.values())) == 1, {address: text[0] for address, text in texts.items()}
        if EVERY == 1:
            print(f"\n{name}, median ms of a processor: {costs}")


def cost_of(client: Client, path: str, values: dict[str, str]) -> float:
    taken = []
    for _try in range(15):
        began = process_time()
        with undone(), scope.request():
            client.post(path, values, headers={"host": HOST})
        taken.append(process_time() - began)
    return round(median(taken) * 1000, 1)


def test_a_manager_who_names_an_address_of_the_other_union_learns_nothing(world):  # noqa: F811
    """The form that invites answers a stranger's, another union's and nobody's address alike, and gives no right."""
    texts = {}
    with undone():
        walk = Walk(world)
        for address in [SECRETS[2].upper(), "hedef@ornek.test", "kimse@ornek.test"]:
            with undone(), scope.request():
                answer = walk.clients["manager A"].post(
                    reverse("admin:unions_invitation_add"),
                    {"email": address, "role": "editor", "_save": "1"},
                    headers={"host": HOST},
                    follow=True,
                )
                roles = set(StaffRole.all_unions.values_list("user", "union", "role"))
            assert roles == walk.before[0]
            said = [str(message) for message in answer.context["messages"]] if answer.context else []
            texts[address] = [re.sub(r"\S+@\S+", "", text) for text in said]
            assert not [word for word in [*SECRETS[:2], SECRETS[3]] if word in answer.text]
    assert len({tuple(each) for each in texts.values()}) == 1, texts


def test_a_session_ends_when_its_account_changes(world):  # noqa: F811
    with undone():
        walk = Walk(world)
        person = User.objects.get(pk=world.people["editor A"].pk)
        person.set_password(make.PASSWORD + "-new")
        person.save()
        with scope.request():
            answer = walk.clients["editor A"].get(reverse("account_devices"), headers={"host": HOST})
        assert answer.status_code == 302
