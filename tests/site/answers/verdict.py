"""What can be asked for at an address, and what is answered."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from zlib import crc32

from django.db import connection
from django.utils import translation

from tests.site.addresses import Address
from tests.site.answers.rights import A_FEW, FAR_AWAY, FEWER, OUTSIDER, OUTSIDERS, outside
from tests.site.two_unions import ACTORS, MARK, MISSING, ROLES, TwoUnions
from unions.publishing.addresses import LANGUAGES


@dataclass
class Verdict:
    """One kind of address: what can be asked for there, and what is answered."""

    kind: str
    # Paths by whose row is asked for; empty where the kind of row has no such state.
    paths: Callable[[TwoUnions, Address, str], dict[str, list[str]]]
    # Statuses by actor, whose row, method.
    statuses: Callable[[str, str, str], set[int]]
    methods: list[str] = field(default_factory=lambda: ["GET", "POST"])
    is_public: bool = True
    # Methods that make no difference here, and so are tried by a few only.
    asked_by_few: list[str] = field(default_factory=list)
    # A page that keeps a challenge or a new secret in the session until its form comes back.
    keeps_in_session: bool = False
    # Who may read about other unions here, because they run the installation.
    sees_all_unions: list[str] = field(default_factory=list)

    def is_secret(self, mark: str, actor: str) -> bool:
        """Whether the actor must not read the mark here: our staff may read our drafts and notes, where they work."""
        if mark.startswith(MARK.lower()):
            return actor not in self.sees_all_unions
        return self.is_public or actor in OUTSIDERS

    def questions(self, address: Address, whose: str, language: str) -> list[tuple[str, str]]:
        """Who asks, and how: everybody in every way, where that can make a difference, else a few."""
        if connection.vendor != "sqlite":
            return self.questions_to_another_database(whose, language)
        everybody = whose in ["own", "foreign", "missing"] and language == LANGUAGES[0]
        asking = self.one_of_each(address, whose) if everybody else A_FEW
        asked = [
            (actor, method)
            for actor in asking
            for method in self.methods
            if (actor in A_FEW or method not in self.asked_by_few) and not self.is_turned_away_alike(actor, whose)
        ]
        return [*asked, ("anonymous", "HEAD"), ("anonymous", "OPTIONS")] if self.is_public else asked

    def is_turned_away_alike(self, actor: str, whose: str) -> bool:
        """Whoever has no role anywhere is turned away like one who has it elsewhere, who asks for every row."""
        return actor == "no role" and not self.is_public and whose != "own"

    def one_of_each(self, address: Address, whose: str) -> list[str]:
        """Everybody, but of roles that are answered alike only one: they take turns from address to address.

        Each right of each role is looked at by tests/site/test_rights.py.
        """
        # Answers about foreign rows are compared with those about rows that do not exist.
        about = [whose] if whose == "own" else ["foreign", "missing"]
        alike = defaultdict(list)
        for role in ROLES:
            alike[tuple(self.answers(role, each) for each in about)].append(role)
        turn = crc32(address.key.encode())
        chosen = [roles[turn % len(roles)] for roles in alike.values()]
        return [actor for actor in ACTORS if actor in chosen or actor not in ROLES]

    def answers(self, actor: str, whose: str) -> tuple[tuple[int, ...], ...]:
        """What is answered to the methods; nothing where the kind of row has no such state."""
        try:
            return tuple(tuple(sorted(self.statuses(actor, whose, method))) for method in self.methods)
        except KeyError:
            return ()

    def questions_to_another_database(self, whose: str, language: str) -> list[tuple[str, str]]:
        """Who may do what is decided above the database: there somebody finds out whether its queries say the same."""
        if self.is_public and language != LANGUAGES[0]:
            return [("anonymous", "GET")]
        # Whoever is turned away is turned away from forms, and from what is missing, by the same queries.
        asking = [actor for actor in self.fewer if actor != OUTSIDER or whose != "missing"]
        methods = ["GET"] if whose == "missing" and "GET" in self.methods else self.methods
        return [(actor, method) for actor in asking for method in methods if method == "GET" or actor != OUTSIDER]

    @property
    def fewer(self) -> list[str]:
        """Of whom the queries may differ; those of a public page ask nothing of who reads it."""
        return ["anonymous"] if self.is_public else FEWER


class StaffFile(Verdict):
    """A file that is public, or that staff see because they see its row."""

    @property
    def fewer(self) -> list[str]:
        return ["anonymous", "editor", *FEWER]

    def is_secret(self, mark: str, actor: str) -> bool:
        return mark.startswith(MARK.lower()) or actor in OUTSIDERS


def reading(statuses: dict[str, set[int]]) -> Callable[[str, str, str], set[int]]:
    """Everyone may read, nobody may send."""
    return lambda actor, whose, method: statuses[whose] if method in ["GET", "HEAD"] else {405}


def one_path(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
    return {"own": [address.path(language)]}


def public(kind: str, status: int = 200) -> Verdict:
    """A page without a row of its own."""
    return Verdict(kind, one_path, reading({"own": {status}}))


def address_of(row, language: str) -> str:
    with translation.override(language):
        return row.get_absolute_url()


def missing(path: str) -> str:
    """The same path with a word or number that nobody's row has."""
    return (
        path.replace(MARK.lower(), MISSING.lower())
        .replace("54321", "54320")
        .replace("2187", "2186")
        .replace("uye-2186", "uye-2185")
    )


def in_each_language(kind: str, pattern: str) -> Verdict:
    """An address that carries the language as a value."""
    return Verdict(
        kind,
        lambda world, address, language: {"own": [pattern.format(language=code) for code in LANGUAGES]},
        reading({"own": {200}}),
    )


def admin_page(kind: str, answers: dict[str, set[int]], **options) -> Verdict:
    """A page of the administration that belongs to no model, the same for all staff."""

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        return outside(actor) or answers[method]

    return Verdict(kind, one_path, statuses, ["GET", "POST"], is_public=False, **options)


def door(kind: str, answers: dict[str, set[int]]) -> Verdict:
    """A page of the administration that those outside must reach."""
    return Verdict(kind, one_path, lambda actor, whose, method: answers[method], ["GET", "POST"], is_public=False)


def far_away(row):
    """A row that does not exist, with a number like those that do."""
    return type(row)(pk=FAR_AWAY)
