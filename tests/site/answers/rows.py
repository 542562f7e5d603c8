"""What the administration answers about a row."""

from dataclasses import replace

from django.contrib.contenttypes.models import ContentType

from tests.site.addresses import Address
from tests.site.answers.rights import (
    ADMIN_MODELS,
    BY_BUTTON,
    BY_CONSENT,
    FAR_AWAY,
    NEVER_DELETED,
    NEVER_RESTORED,
    OUTSIDERS,
    PUBLISHABLE,
    READING,
    SENDING,
    SHARED_ROWS,
    holds,
    outside,
)
from tests.site.answers.verdict import Verdict, far_away, one_path
from tests.site.two_unions import TwoUnions
from unions.history.moments import number_of
from unions.publishing.addresses import LANGUAGES


def model_page(label: str, action: str) -> Verdict:
    """A page of the administration about a model, without a row: its list, or a form for a new row."""
    group, row = ADMIN_MODELS[label]
    wanted = ["add"] if action == "add" else ["view", "change"]

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        if action == "add" and row in BY_CONSENT:
            return outside(actor) or {403}
        if actor in OUTSIDERS or not holds(actor, group, *wanted):
            return outside(actor) or {403}
        # An empty form comes back with its complaints; where nothing is demanded, it is stored.
        return {200} if method == "GET" or action == "changelist" else {200, 302}

    return Verdict(
        f"admin {action} of {label}",
        one_path,
        statuses,
        ["GET", "POST"],
        is_public=False,
        sees_all_unions=["superuser"] if label in ["unions.union", "unions.user"] else [],
    )


def row_page(label: str, action: str) -> Verdict:
    """A page of the administration about one row. What is foreign is as unknown as what does not exist."""
    group, row = ADMIN_MODELS[label]
    all_seeing = ["superuser"] if group in ["union", "installation"] else []

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        found = {}
        for whose in ["own", "draft", "foreign"]:
            each = representative(world, whose, row)
            if each is not None:
                found[whose] = [row_path(address, language, each, action)]
        missing_row = far_away(representative(world, "own", row))
        found["missing"] = [row_path(address, language, missing_row, action)]
        if row == "post":
            # What has been deleted lives on in its history, for those whose it was.
            found["foreign"].append(row_path(address, language, world.deleted, action))
            found["missing"] *= 2
        return found

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        rights = (SENDING if method == "POST" else READING).get(action)
        if rights is None:
            rights = ["change"] if method == "POST" else ["view", "change"]
        if actor in OUTSIDERS:
            return outside(actor)
        if row in NEVER_DELETED and action == "delete":
            return {403}
        if whose == "missing" or (whose == "foreign" and actor not in all_seeing):
            return {404} if holds(actor, group, *rights) else {403, 404}
        is_closed = whose == "own" and row in PUBLISHABLE and not holds(actor, group, "delete")
        changes = action == "move" or (method == "POST" and action != "history")
        if not holds(actor, group, *rights) or (changes and is_closed):
            return {403}
        if action in ["record", "version"] and row in NEVER_RESTORED and method == "POST":
            return {403}
        if action in BY_BUTTON:
            return {403} if method == "GET" else {302}
        # An empty form comes back with its complaints; it names no version, so it contradicts the stored row.
        return {200} if method == "GET" else {200, 302, 409}

    return Verdict(
        f"admin {action} of {label}",
        paths,
        statuses,
        ["GET", "POST"],
        is_public=False,
        asked_by_few=["POST"] if action == "history" else [],
        sees_all_unions=all_seeing,
    )


def representative(world: TwoUnions, whose: str, row: str):
    """The row of a kind that is asked for; None where there is none."""
    if row in SHARED_ROWS:
        if whose != "own":
            return None
        return {
            "user": world.own["staff_role"].user,
            "municipality": world.own["municipality"],
            "province": world.own["municipality"].province,
        }[row]
    return world.rows(whose).get(row)


def row_path(address: Address, language: str, row, action: str) -> str:
    if action == "preview":
        return address.path(language, row.pk, LANGUAGES[0])
    if action not in ["record", "version"]:
        return address.path(language, row.pk) if address.name else address.path(language, object_id=row.pk)
    record = type(row).history.model._base_manager.filter(id=row.pk).order_by("history_id").first()
    if action == "version":
        return address.path(language, row.pk, number_of(record.history_date) if record else FAR_AWAY)
    return address.path(language, row.pk, record.pk if record else FAR_AWAY)


def shared_preview() -> Verdict:
    """A link that nobody has made opens nothing, for anybody."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        return {"missing": [address.path(language, "a" * 43, LANGUAGES[0])]}

    return Verdict("admin shared preview", paths, lambda *asked: {404}, ["GET", "POST"], is_public=False)


def view_on_site() -> Verdict:
    """The redirect from a row to its page."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        def path(row):
            kind = ContentType.objects.get_for_model(type(row))
            return address.path(language, content_type_id=kind.pk, object_id=row.pk)

        linked = ["organ", "decision", "page", "post", "gallery", "menu_item"]
        return {
            "own": [path(world.own[name]) for name in linked],
            "foreign": [path(world.foreign[name]) for name in linked] + [path(world.deleted)],
            "missing": [path(far_away(world.own[name])) for name in linked],
        }

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        if actor in OUTSIDERS:
            return outside(actor)
        return {302, 404} if whose == "own" else {404}

    return Verdict("admin view on site", paths, statuses, ["GET", "POST"], is_public=False)


def meeting_screen(action: str) -> Verdict:
    """A screen about one meeting: results to enter, or a paper to print."""
    group, row = ADMIN_MODELS["unions.meeting"]

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        if actor in OUTSIDERS:
            return outside(actor)
        if whose in ["foreign", "missing"]:
            return {404}
        if action == "print":
            return {200}
        may_record = holds(actor, group, "change") and (whose == "draft" or holds(actor, group, "delete"))
        return ({200} if method == "GET" else {200, 302, 409, 422}) if may_record else {403}

    paths = row_page("unions.meeting", "change").paths
    return Verdict(f"admin meetings: {action}", paths, statuses, ["GET", "POST"], is_public=False)


def refused_rows() -> Verdict:
    """Rows of a file that were refused: for who chose the file only, and only while it waits."""
    return Verdict(
        "admin exchange: refused rows",
        row_page("members.importrun", "change").paths,
        lambda actor, whose, method: outside(actor) or {404},
        ["GET", "POST"],
        is_public=False,
    )


def preview_page(label: str, action: str) -> Verdict:
    """A row as its page will show it: read by whoever sees the row here, sent to by nobody."""
    base = row_page(label, action)

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        answers = base.statuses(actor, whose, "GET")
        return {405} if answers == {200} and method == "POST" else answers

    return replace(base, kind=f"admin {action} of {label}", statuses=statuses, asked_by_few=["POST"])


def compare_page(label: str, action: str) -> Verdict:
    """Two versions beside each other: without their moments there is nothing to compare."""
    base = row_page(label, "history")

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        answers = base.statuses(actor, whose, "GET")
        return {404} if answers == {200} else answers

    return replace(base, kind=f"admin {action} of {label}", statuses=statuses, asked_by_few=["POST"])


def next_version_page(label: str, action: str) -> Verdict:
    """The page of a next version that does not exist: it leads back to the form, and its preview is none."""
    base = row_page(label, "preview" if action == "shown" else "history")
    group, _row = ADMIN_MODELS[label]
    absent = {404} if action == "shown" else {302}

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        answers = base.statuses(actor, whose, "GET")
        if answers == {200} and action in ["discard", "share"] and not holds(actor, group, "change"):
            return {403}
        if action == "share":
            return {302} if answers == {200} and method == "POST" else answers
        return absent if answers == {200} else answers

    return replace(base, kind=f"admin {action} of {label}", statuses=statuses, asked_by_few=["GET", "POST"])


def typed_preview(label: str, action: str) -> Verdict:
    """What is typed into a new entry, as its page: nothing is, so the page says so to whoever may add one."""
    base = model_page(label, "add")

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        return {"own": [address.path(language, LANGUAGES[0])]}

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        if outside(actor):
            return outside(actor)
        answers = base.statuses(actor, whose, "GET")
        return {405} if method == "POST" else answers

    return replace(base, kind=f"admin {action} of {label}", paths=paths, statuses=statuses)


def old_row_address(label: str) -> Verdict:
    base = row_page(label, "change")
    return Verdict(
        f"admin old address of {label}",
        base.paths,
        lambda actor, whose, method: {301, 302, 403, 404, 405},
        ["GET", "POST"],
        is_public=False,
        asked_by_few=["GET", "POST"],
    )
