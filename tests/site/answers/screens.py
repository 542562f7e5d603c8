"""What the screens of the administration answer that belong to no row."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from tests.site.addresses import Address
from tests.site.answers.rights import ADMIN_MODELS, FAR_AWAY, OUTSIDERS, holds, outside
from tests.site.answers.verdict import Verdict, one_path
from tests.site.two_unions import TwoUnions


def operators_page(kind: str) -> Verdict:
    """A page for whoever runs the installation; to all others it is not there."""

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        return outside(actor) or (({200} if method == "GET" else {405}) if actor == "superuser" else {404, 405})

    def after_an_error(world, address, language):
        record = {"time": "2026-11-29T10:00:00+00:00", "logger": "django.request", "message": "Internal Server Error"}
        Path(settings.ERRORS_FILE).write_text(f"{json.dumps(record)}\n", encoding="utf-8")
        return one_path(world, address, language)

    return Verdict(kind, after_an_error, statuses, ["GET", "POST"], is_public=False, sees_all_unions=["superuser"])


def links_about_page(name: Callable[[int], str]) -> Verdict:
    """A list of links about one page, for all who see pages."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        found = {
            whose: [f"/yonetim/pages/page/baglantilar/{name(world.rows(whose)['page'].pk)}/"]
            for whose in ["own", "draft", "foreign"]
        }
        return found | {"missing": [f"/yonetim/pages/page/baglantilar/{name(999_999)}/"]}

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        if actor in OUTSIDERS or whose in ["foreign", "missing"]:
            return outside(actor) or {404}
        return {200} if holds(actor, ADMIN_MODELS["pages.page"][0], "view", "change") else {404}

    return Verdict("admin links of a page", paths, statuses, ["GET", "POST"], is_public=False)


def audit_table() -> Verdict:
    """The content check as a table, and an ending that no table has."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        beginning = "/yonetim/pages/page/denetim/tablo"
        return {"own": [f"{beginning}.csv", f"{beginning}.xlsx"], "missing": [f"{beginning}.pdf"]}

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        return outside(actor) or ({200} if whose == "own" else {404})

    return Verdict("admin content check", paths, statuses, ["GET", "POST"], is_public=False)


def library_page(right: str, sending: set[int]) -> Verdict:
    """A page of the library of pictures or of documents, for those who may write there."""

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        is_open = holds(actor, ADMIN_MODELS["pages.picture"][0], right)
        return outside(actor) or (({200} if method == "GET" else sending) if is_open else {403})

    return Verdict("admin library", one_path, statuses, ["GET", "POST"], is_public=False)


def menu_page() -> Verdict:
    """The editor of a whole menu, for those who may add, change and remove its entries."""

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        is_open = holds(actor, ADMIN_MODELS["pages.menuitem"][0], "delete")
        return outside(actor) or (({200} if method == "GET" else {302}) if is_open else {403})

    return Verdict("admin menu", one_path, statuses, ["GET", "POST"], is_public=False)


def nowhere() -> Verdict:
    """Whatever the administration does not know."""
    return Verdict(
        "admin catch-all",
        lambda world, address, language: {"missing": ["/yonetim/olmayan-bir-yer/"]},
        lambda actor, whose, method: outside(actor) or {404, 405},
        ["GET", "POST"],
        is_public=False,
    )


def app_list(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
    return {"own": [address.path(language, app_label=label) for label in ["unions", "members", "pages"]]}


def report_of_requests() -> Verdict:
    """Numbers alone, for those who see the requests."""

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        return outside(actor) or ({200} if holds(actor, "requests", "view") else {403})

    return Verdict("admin report of requests", one_path, statuses, ["GET", "POST"], is_public=False)


def letter_of_request() -> Verdict:
    """The draft of an answer on paper, for those who see the requests of their union."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        keys = {"own": world.own["request"].pk, "foreign": world.foreign["request"].pk, "missing": FAR_AWAY}
        return {whose: [address.path(language, pk=key, step="draft")] for whose, key in keys.items()}

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        if actor in OUTSIDERS:
            return outside(actor)
        if whose != "own":
            return {404}
        return {200} if holds(actor, "requests", "view") else {403}

    return Verdict("admin letter about a request", paths, statuses, ["GET", "POST"], is_public=False)


def meetings_screen(kind: str, right: str) -> Verdict:
    """A screen of the meetings that belongs to none of them."""
    group, _row = ADMIN_MODELS["unions.meeting"]

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        return outside(actor) or ({200} if holds(actor, group, right) else {403})

    return Verdict(kind, one_path, statuses, ["GET", "POST"], is_public=False)


def exchange_table(word: str) -> Verdict:
    """A table to fill in, or the records of today to be changed and brought back."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        kinds = ["memberships", "listings", "office-holders", "population"]
        return {
            "own": [address.path(language, word=kind, extension="csv") for kind in kinds],
            "missing": [address.path(language, word="olmayan", extension="csv")],
        }

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        return outside(actor) or ({200} if whose == "own" else {404})

    return Verdict(f"admin exchange: {word}", paths, statuses, ["GET", "POST"], is_public=False, asked_by_few=["POST"])


def secret_link(kind: str, refused: set[int]) -> Verdict:
    """A page behind a mailed link, for whoever has it; nobody guesses one."""
    return Verdict(
        kind,
        lambda world, address, language: {"missing": [address.path(language, secret="yok-boyle-bir-sey")]},
        lambda actor, whose, method: refused,
        ["GET", "POST"],
        is_public=False,
    )


def secret_page_of_staff(kind: str, refused: set[int]) -> Verdict:
    """A page behind a mailed link that works only for the person who asked for it, signed in."""
    base = secret_link(kind, refused)
    return replace(base, statuses=lambda actor, whose, method: outside(actor) or refused)


def own_passkey() -> Verdict:
    """A passkey: of nobody else's anything is known."""
    return Verdict(
        "second factor: a passkey",
        lambda world, address, language: {"missing": [address.path(language, pk=FAR_AWAY)]},
        lambda actor, whose, method: outside(actor) or {404},
        ["GET", "POST"],
        is_public=False,
    )


def ends_of_seats() -> Verdict:
    """The screen of seats that have ended: read by who sees them, recorded by who may change them."""
    group, _row = ADMIN_MODELS["members.officeholder"]

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        if actor in OUTSIDERS:
            return outside(actor)
        if not holds(actor, group, "view") or (method == "POST" and not holds(actor, group, "change")):
            return {403}
        return {200} if method == "GET" else {302}

    return Verdict("admin office holders: ends", one_path, statuses, ["GET", "POST"], is_public=False)


def board_of_duties() -> Verdict:
    """The board of duties: one's own union's, for those who run the installation all unions side by side."""

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        return outside(actor) or ({200} if holds(actor, "institution", "view") else {403})

    return Verdict(
        "admin board of duties", one_path, statuses, ["GET", "POST"], is_public=False, sees_all_unions=["superuser"]
    )
