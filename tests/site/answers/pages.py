"""What the public addresses answer."""

from collections.abc import Callable

from pages.findability.sitemap import PAGES, archives
from pages.page_kind import PageKind
from tests.site.addresses import Address
from tests.site.answers.rights import OUR_STAFF, PARTS
from tests.site.answers.verdict import StaffFile, Verdict, address_of, far_away, missing, one_path, public, reading
from tests.site.two_unions import MARK, MISSING, TOKEN, TwoUnions, files_of, row_of
from unions.publishing.addresses import LANGUAGES


def detail(
    row: str,
    *,
    status: int = 200,
    withdrawn: set[int] = frozenset({410}),
    short: bool = False,
    file: dict[str, str] | None = None,
) -> Verdict:
    """The page of one row, by its address; `short` is the permanent one that is the same in both languages.

    `file` names, by language, a file that stands beneath the page.
    """

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        found = {}
        for whose in ["own", "draft", "withdrawn", "foreign"]:
            if row in world.rows(whose):
                each = world.rows(whose)[row]
                path = each.short_address if short else address_of(each, language)
                found[whose] = [path + (file[language] if file else "")]
        found["missing"] = [missing(path) for path in found["foreign"]]
        return found

    statuses = {"own": {status}, "draft": {404}, "withdrawn": withdrawn, "foreign": {404}, "missing": {404}}
    return Verdict(f"public detail of {row}", paths, reading(statuses))


def references() -> Verdict:
    """The addresses that texts hold instead of where a thing stands."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        found = {
            whose: [f"/b/page-{world.rows(whose)['page'].pk}"]
            for whose in ["own", "draft", "withdrawn", "foreign"]
            if "page" in world.rows(whose)
        }
        return found | {"missing": ["/b/page-999999", "/b/nothing-1"]}

    statuses = {"own": {302}, "draft": {404}, "withdrawn": {410}, "foreign": {404}, "missing": {404}}
    return Verdict("public reference", paths, reading(statuses))


def tree_page() -> Verdict:
    """A page of the tree; what stands at no other address leads here too."""
    base = detail("page")

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        found = base.paths(world, address, language)
        found["own"].append(address_of(world.own["child_page"], language))
        # Former addresses: ours lead on or say that they have ended, theirs are unknown here.
        found["moved"] = [world.own["redirect"].old_path]
        found["gone"] = [world.own["gone"].old_path]
        found["foreign"] = [found["foreign"][0], *(world.foreign[name].old_path for name in ["redirect", "gone"])]
        found["missing"] = [missing(path) for path in found["foreign"]]
        return found

    statuses = {
        "own": {200},
        "draft": {404},
        "withdrawn": {410},
        "moved": {301},
        "gone": {410},
        "foreign": {404},
        "missing": {404},
    }
    return Verdict("public detail of page", paths, reading(statuses))


def stored_file() -> Verdict:
    """A file: as public as its row; staff see the files of their own drafts."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        found = {
            whose: [f"/dosya/{name}" for name in files_of(file_rows(world, whose))]
            for whose in ["own", "draft", "withdrawn", "foreign"]
        }
        found["missing"] = [missing(path) for path in found["foreign"]]
        return found

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        if method in ["POST", "OPTIONS"]:
            return {405}
        if whose == "own" or (whose in ["draft", "withdrawn"] and actor in OUR_STAFF):
            return {200}
        return {404, 410} if whose == "withdrawn" else {404}

    return StaffFile("stored file", paths, statuses)


def file_rows(world: TwoUnions, whose: str) -> dict:
    """A document, a picture with its narrower copy, and files that are as public as the row they are a part of."""
    return {name: row for name, row in world.rows(whose).items() if name in ["document", "listing", *PARTS.values()]}


def named(row: str, kind: str) -> Verdict:
    """An address that names a row of its own union by a key or a slug, in either language."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        def path(each):
            return address.path(language, getattr(each, f"slug_{language}", "") or each.pk)

        far = far_away(world.own[row])
        if hasattr(far, "slug"):
            for code in LANGUAGES:
                setattr(far, f"slug_{code}", MISSING.lower())
        # Of a number, nothing tells whose it is; its length alone would.
        missing_path = path(far) if getattr(far, "slug", "") else path(world.foreign[row])
        return {"own": [path(world.own[row])], "foreign": [path(world.foreign[row])], "missing": [missing_path]}

    return Verdict(kind, paths, reading({"own": {200}, "foreign": {404}, "missing": {404}}))


def sitemap() -> Verdict:
    """The map of the site: its index, and each of its parts."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        parts = [f"/sitemap.xml?part={name}" for name in [PAGES, *archives()]]
        return {"own": ["/sitemap.xml", *parts], "missing": ["/sitemap.xml?part=olmayan"]}

    return Verdict("sitemap", paths, reading({"own": {200}, "missing": {404}}))


def named_by_slug(row: str, kind: str) -> Verdict:
    """An address that names a municipality, which all unions know; it is shown by those to which it belongs."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        found = {whose: [address.path(language, slug=world.rows(whose)[row].slug)] for whose in ["own", "foreign"]}
        return {**found, "missing": [missing(path) for path in found["foreign"]]}

    return Verdict(kind, paths, reading({"own": {200}, "foreign": {404}, "missing": {404}}))


def check_page(paths: Callable[[TwoUnions, Address, str], dict[str, list[str]]], answers: dict) -> Verdict:
    """A page of a municipality's check: it takes forms, and reading it changes nothing."""
    return Verdict("listing check", paths, lambda actor, whose, method: answers[whose, method])


def check_link() -> Verdict:
    """The mailed link: ours opens, theirs is as unknown here as one that nobody ever had."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        def path(word: str) -> str:
            return address.path(language, token=f"{word}-{TOKEN}")

        return {"own": [path("bizim")], "foreign": [path(MARK.lower())], "missing": [path(MISSING.lower())]}

    unknown = {(whose, method): {404} for whose in ["foreign", "missing"] for method in ["GET", "HEAD", "POST"]}
    own = {("own", "GET"): {200}, ("own", "HEAD"): {200}, ("own", "POST"): {302}}
    options = {(whose, "OPTIONS"): {405} for whose in ["own", "foreign", "missing"]}
    return check_page(paths, {**unknown, **own, **options})


def no_session(*, reading: int, sending: set[int]) -> Verdict:
    answers = {"GET": {reading}, "HEAD": {reading}, "POST": sending, "OPTIONS": {405}}
    return check_page(one_path, {("own", method): statuses for method, statuses in answers.items()})


def mailed_link(*, sending: int = 410) -> Verdict:
    """A page that only who has the link of a letter can open: for a word that nobody was given there is nothing."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        return {"own": [address.path(language, token=f"{MISSING.lower()}-{TOKEN}")]}

    answers = {"GET": {410}, "HEAD": {410}, "POST": {sending}, "OPTIONS": {405}}
    return check_page(paths, {("own", method): statuses for method, statuses in answers.items()})


def public_form() -> Verdict:
    """A form that anybody may send; an empty one comes back with what is missing."""
    return no_session(reading=200, sending={422, 429})


def verdicts_of(kind: PageKind) -> dict[str, Verdict]:
    """The addresses that every page type has."""
    verdicts = {
        kind.list_name: public(f"public list of {kind}"),
        kind.feed_name: public(f"feed of {kind}"),
        kind.detail_name: detail(row_of(kind)),
    }
    return {name: verdict for name, verdict in verdicts.items() if name}
