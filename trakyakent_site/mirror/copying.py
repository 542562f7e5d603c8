"""The static copy of every public page, for the hour in which the application is dead.

`DATA_DIR/mirror/<host>/` leads to the newest whole copy of the union's pages; a proxy serves it as it is. A copy is
made beside the one that is served, and takes its place in one step. Only unions that have changed are copied anew.
"""

import json
import os
import shutil
import zipfile
from collections import deque
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from trakyakent_site.mirror.links import links_of
from trakyakent_site.mirror.places import is_host, place_of
from trakyakent_site.operations.inside import Answer, Inside, public_addresses
from trakyakent_site.page_cache.application import NOT_TO_BE_KEPT
from unions.caching.next_change import next_change
from unions.models import Generation, UnionHost
from unions.tenancy import scope

COPIES, STATE = ".copies", ".state.json"
# Addresses that no reader follows in a copy.
LEFT_OUT = ("/yonetim/", "/canli", "/hazir", "/isler")
MOST_PAGES = 100_000
# A copy is made anew after a day even if nothing has changed.
OLDEST = timedelta(hours=20)
MISSING_PAGE = "/tr/bu-adreste-sayfa-yok/"
ERROR_PAGE = "404.html"


@dataclass
class Copy:
    """What was copied of one union."""

    union: int
    host: str
    number: int
    made_at: str
    until: str
    folder: str
    pages: int = 0
    files: int = 0
    # What differs from the copy before; all else is the same file under a second name.
    written: int = 0
    failed: list[str] = field(default_factory=list)


def root() -> Path:
    return Path(settings.DATA_DIR) / "mirror"


def read_state() -> dict[str, Copy]:
    """The copies by host; none if nothing has been copied yet."""
    try:
        values = json.loads((root() / STATE).read_text(encoding="utf-8"))
        return {host: Copy(**copy) for host, copy in values.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write_state(state: dict[str, Copy]) -> None:
    draft = root() / f"{STATE}.{os.getpid()}"
    draft.write_text(json.dumps({host: asdict(copy) for host, copy in state.items()}, indent=1), encoding="utf-8")
    draft.replace(root() / STATE)


def hosts_by_union() -> dict[int, list[str]]:
    """The names of each union, the main one first."""
    found: dict[int, list[str]] = {}
    with scope.everything():
        for host in UnionHost.all_unions.order_by("union_id", "-is_primary", "pk"):
            if is_host(host.host):
                found.setdefault(host.union_id, []).append(host.host)
    return found


def refresh(*, anew: bool = False, now: datetime | None = None) -> list[Copy]:
    """Copy the unions that have changed, or all; returns what was copied."""
    now = now or datetime.now(tz=UTC)
    make_folder(root())
    state, made = read_state(), []
    numbers = dict(Generation.objects.values_list("union_id", "number"))
    for union, hosts in hosts_by_union().items():
        last = state.get(hosts[0])
        if not anew and last and is_good(last, numbers.get(union, 0), now):
            serve(hosts, root() / last.folder)
            continue
        copy = copy_union(union, hosts[0], numbers.get(union, 0), now, last)
        serve(hosts, root() / copy.folder)
        state[hosts[0]] = copy
        write_state(state)
        made.append(copy)
    clear_away(state, {host for hosts in hosts_by_union().values() for host in hosts})
    return made


def is_good(copy: Copy, number: int, now: datetime) -> bool:
    made, until = datetime.fromisoformat(copy.made_at), datetime.fromisoformat(copy.until)
    return copy.number == number and made <= now < min(until, made + OLDEST) and (root() / copy.folder).is_dir()


def copy_union(union: int, host: str, number: int, now: datetime, last: Copy | None = None) -> Copy:
    """Make a whole copy of the union's pages; it is served only when it is finished.

    A page that is what it was in the last copy is not written again.
    """
    folder = f"{COPIES}/{host}-{number}-{now:%Y%m%dT%H%M%S}"
    shutil.rmtree(root() / folder, ignore_errors=True)
    with scope.everything():
        until = next_change((union, number), now)
    copy = Copy(union, host, number, now.isoformat(), until.isoformat(), folder)
    inside = Inside()
    before = root() / last.folder if last and last.folder != folder else None
    Crawl(inside, copy, root() / folder, before).run()
    answer = inside.get(host, MISSING_PAGE)
    write(root() / folder / ERROR_PAGE, answer.body)
    return copy


class Crawl:
    """Follows every link of a union's pages, from its map of the site on."""

    def __init__(self, inside: Inside, copy: Copy, folder: Path, before: Path | None = None):
        self.inside, self.copy, self.folder, self.before = inside, copy, folder, before
        self.scheme = "https" if settings.HTTPS else "http"
        self.seen: set[str] = set()
        self.waiting: deque[str] = deque()

    def run(self) -> None:
        mapped = public_addresses(self.inside, self.copy.host)
        self.add(["/", "/tr/", "/en/", "/robots.txt", "/sitemap.xml", *mapped])
        while self.waiting and len(self.seen) <= MOST_PAGES:
            self.take(self.waiting.popleft())

    def add(self, addresses: Iterable[str]) -> None:
        for address in addresses:
            if address not in self.seen and not address.startswith(LEFT_OUT):
                self.seen.add(address)
                self.waiting.append(address)

    def take(self, address: str) -> None:
        if self.is_static(address):
            return
        answer = self.inside.get(self.copy.host, address)
        if answer.status in {301, 302, 308}:
            self.redirect(address, answer)
        elif answer.status != 200:
            self.copy.failed.append(f"{address} ({answer.status})")
        elif is_for_everybody(answer) and (place := place_of(address, answer.kind)):
            self.keep(address, place, answer)

    def redirect(self, address: str, answer: Answer) -> None:
        target = answer.headers.get("location", "")
        self.add(links_of(self.base(address), f'<a href="{target}">'.encode()))
        if address == "/" and target.startswith("/"):
            page = f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={target}">'
            write(self.folder / "index.html", f'{page}<a href="{target}">{target}</a>\n'.encode())

    def keep(self, address: str, place: Path, answer: Answer) -> None:
        if not (self.before and is_linked(self.before / place, self.folder / place, answer.body)):
            write(self.folder / place, answer.body)
            self.copy.written += 1
        if answer.kind == "text/html":
            self.copy.pages += 1
            self.add(links_of(self.base(address), answer.body))
        else:
            self.copy.files += 1

    def base(self, address: str) -> str:
        return f"{self.scheme}://{self.copy.host}{address}"

    def is_static(self, address: str) -> bool:
        """Style sheets and scripts are taken from their folder, with what they name themselves."""
        if not address.startswith(settings.STATIC_URL):
            return False
        if not (self.folder / "static").exists() and Path(settings.STATIC_ROOT).is_dir():
            link_tree(Path(settings.STATIC_ROOT), self.folder / "static")
        return True


def is_for_everybody(answer: Answer) -> bool:
    """Whether every reader gets the same; a form is made for one, and nothing would take it."""
    return (
        "set-cookie" not in answer.headers
        and not NOT_TO_BE_KEPT.search(answer.headers.get("cache-control", ""))
        and b"csrfmiddlewaretoken" not in answer.body
    )


def link_tree(source: Path, target: Path) -> None:
    """The same files under other names, without taking room where the disk allows it."""
    for folder, _folders, names in os.walk(source):
        place = target / Path(folder).relative_to(source)
        make_folder(place)
        for name in names:
            try:
                os.link(Path(folder, name), place / name)
            except OSError:
                shutil.copyfile(Path(folder, name), place / name)


def is_linked(source: Path, target: Path, content: bytes) -> bool:
    """Whether the target could be made the same file as the source, because that holds this content."""
    try:
        state = source.stat()
        if state.st_size != len(content) or source.read_bytes() != content:
            return False
        make_folder(target.parent)
        target.unlink(missing_ok=True)
        os.link(source, target)
    except OSError:
        return False
    return True


def make_folder(folder: Path) -> None:
    """With those above it; the mode is given apart, since the umask would take the group's."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o2750 if settings.FILES_FOR_GROUP else 0o700)


def write(path: Path, content: bytes) -> None:
    try:
        make_folder(path.parent)
        # What an earlier copy shares is another file from now on.
        path.unlink(missing_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
        path.chmod(0o640 if settings.FILES_FOR_GROUP else 0o600)
    except (NotADirectoryError, IsADirectoryError, FileExistsError):
        # One address is the beginning of another; the longer one is what links lead to.
        return


def serve(hosts: list[str], folder: Path) -> None:
    """Let each name of the union lead to the copy, in one step."""
    for host in hosts:
        link, target = root() / host, os.path.relpath(folder, root())
        if link.is_symlink() and os.readlink(link) == target:
            continue
        draft = root() / f".{host}.{os.getpid()}"
        draft.unlink(missing_ok=True)
        draft.symlink_to(target, target_is_directory=True)
        draft.replace(link)


def clear_away(state: dict[str, Copy], hosts: set[str]) -> None:
    """Remove copies that nothing leads to any more, and names that no union has."""
    for link in root().iterdir():
        if link.is_symlink() and not link.name.startswith(".") and link.name not in hosts:
            link.unlink()
    used = {copy.folder.rpartition("/")[2] for host, copy in state.items() if host in hosts}
    for folder in (root() / COPIES).iterdir() if (root() / COPIES).is_dir() else []:
        if folder.name not in used:
            shutil.rmtree(folder)


def drift(number: int = 200) -> tuple[int, list[str]]:
    """Compare pages of the copies with what the site answers now; returns how many, and which differ."""
    inside, compared, different = Inside(), 0, []
    copies = read_state()
    for host, copy in copies.items():
        folder = root() / copy.folder
        pages = sorted(path for path in folder.rglob("index.html") if path.parent != folder)
        share = max(1, len(pages) * len(copies) // max(number, 1))
        for path in pages[::share]:
            address = quote(f"/{path.parent.relative_to(folder).as_posix()}/")
            compared += 1
            if inside.get(host, address).body != path.read_bytes():
                different.append(f"{host}{address}")
    return compared, different


def write_zip(path: Path) -> int:
    """All copies as one file that any web server can show; returns how many files it holds."""
    number = 0
    draft = path.with_name(f"{path.name}.part")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for host, copy in read_state().items():
            folder = root() / copy.folder
            for file in sorted(file for file in folder.rglob("*") if file.is_file()):
                archive.write(file, f"{host}/{file.relative_to(folder).as_posix()}")
                number += 1
    draft.replace(path)
    return number
