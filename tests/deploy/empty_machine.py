"""Types the Debian handbook on an empty Debian, loses that machine, restores it on another one and upgrades it.

    python -m tests.deploy.empty_machine --from OLDER-COMMIT --to NEWER-COMMIT

Asks for root, debootstrap and systemd-nspawn, a gigabyte of downloads by apt and pip, and some minutes. Each machine is
a folder with a systemd of its own, in which every line of docs/operations/debian.md is typed as it stands, in a shell
with a terminal; only section 0 is filled in, and of the two kinds of certificate the self-made one is taken. Packages
are installed with the network of this machine, as no service runs yet; then it is booted with a loopback address alone.
Says line by line what was done, and at the end what came of it, as a table for docs/assurance/machine.md.
"""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.deploy.handbook import SectionOfHandbook, section
from tests.deploy.machine import Machine, Typed, make_base
from tests.deploy.visitors import MailSink, Readers, Visitor

ROOT = Path(__file__).resolve().parent.parent.parent
# Names that could be public ones, which lead nowhere but to the machine itself.
SITES = {"trakyakent": "www.birlik-deneme.org.tr", "konya": "www.konya-deneme.org.tr"}
MAIL_PORT = 2525
ADMINISTRATOR, PASSWORD = "yonetici@birlik.example", "Kavak-ile-27-serçe"
SUPERUSER = [
    (r"(?i)(e-?mail|e-?posta|user\s*name|kullanıcı adı)[^\n]*: ?$", ADMINISTRATOR),
    (r"(?i)(password|parola|şifre)[^\n]*: ?$", PASSWORD),
]


def filled_in(release: str) -> list[str]:
    """Section 0, as the owner of this machine writes it."""
    return [
        f"site={SITES['trakyakent']}  other={SITES['konya']}",
        f"mail=smtp://127.0.0.1:{MAIL_PORT}  sender=noreply@birlik.example",
        f"repository=/srv/repository.git  release={release}",
    ]


def install(machine: Machine, release: str, *, again: bool) -> None:
    """Sections 1 and 2, with the network of this machine; or, to save time, what an earlier run has typed of them."""
    kept = machine.folder.parent / f"installed-{release[:12]}"
    if again and kept.is_dir():
        machine.take(kept)
        return
    with machine.shell_before_boot() as shell:
        shell.type(filled_in(release))
        for name in ["1. ", "2. "]:
            shell.type_section(section(name))
    if again:
        machine.keep(kept)


def configure(shell: Typed) -> None:
    for name in ["3. ", "4. "]:
        shell.type_section(section(name))


def first_content(shell: Typed) -> None:
    shell.type_section(section("5. "), answers=SUPERUSER)


def serve(shell: Typed) -> None:
    """Sections 6 to 8, with the certificate made by oneself."""
    shell.type_section(section("6. "))
    shell.type_section(without_public_name(section("7. ")))
    shell.type_section(section("8. "))


def without_public_name(found: SectionOfHandbook) -> SectionOfHandbook:
    """Of two kinds of certificate the second: no authority sees this machine."""
    blocks = [block for block in found.blocks if not any("certbot" in line or "letsencrypt" in line for line in block)]
    assert len(blocks) == len(found.blocks) - 1, "There is one block for a public name."
    return SectionOfHandbook(found.title, blocks)


def pages_of(visitor: Visitor) -> dict[str, str]:
    """The sum of every page of both maps of the site, without what is drawn by lot for each answer."""
    sums = {}
    for host in SITES.values():
        for address in visitor.addresses(host):
            answer = visitor.ask(host, address)
            assert answer.status == 200, f"{host}{address}: {answer.status}"
            body = re.sub(rb'nonce="[^"]*"|nonce-[\w+/=-]+|csrfmiddlewaretoken" value="\w+"', b"", answer.body)
            sums[f"{host}{address}"] = hashlib.sha256(body).hexdigest()
    return sums


def first_life(machine: Machine, release: str, again: bool, told: dict[str, Any]) -> tuple[Path, str, dict[str, str]]:
    """From nothing to both unions; returns the backup, the key from the paper, and the pages."""
    install(machine, release, again=again)
    with machine.booted(), MailSink(machine, MAIL_PORT) as mails, machine.shell() as shell:
        shell.type(filled_in(release))
        configure(shell)
        first_content(shell)
        serve(shell)
        visitor = Visitor(machine)
        told["sign in"] = visitor.sign_in(SITES["trakyakent"], ADMINISTRATOR, PASSWORD)
        shell.type([f"manage sendtestemail {ADMINISTRATOR}"])
        told["mails at the sink"] = mails.wait_for(1)
        told["units"] = shell.units_after_a_night()
        machine.reboot()
    with machine.shell() as shell:
        shell.wait_for_site()
        told["after a reboot"] = {host: visitor.ask(host, "/tr/").status for host in SITES.values()}
        # Whoever is signed in sees more than readers do.
        visitor = Visitor(machine)
        pages = pages_of(visitor)
        told["pages"] = len(pages)
        shell.type(["systemctl stop birlik"])
        told["answered by the copy while the application is dead"] = visitor.share_of_copies(list(pages))
        shell.type(["systemctl start birlik"])
        shell.type_section(section("8. "))
        paper = shell.type(["grep BACKUP_KEY /etc/birlik/environment"]).strip().rpartition("BACKUP_KEY=")[2]
    newest = max((machine.folder / "var/backups/birlik").glob("backup-*.sealed"))
    kept = machine.folder.parent / newest.name
    shutil.copy(newest, kept)
    return kept, paper, pages


def second_life(
    machine: Machine,
    older: str,
    newer: str,
    again: bool,
    backup: Path,
    paper: str,
    pages: dict[str, str],
    told: dict[str, Any],
) -> None:
    """Restored on another machine, then upgraded while people read."""
    began = time.monotonic()
    install(machine, older, again=again)
    shutil.copy(backup, machine.folder / "root" / backup.name)
    with machine.booted(), MailSink(machine, MAIL_PORT), machine.shell() as shell:
        shell.type(filled_in(older))
        configure(shell)
        lost = section("The machine is lost")
        mine, *rest = lost.blocks
        assert len(mine) == 1, "One line is filled in by its reader."
        shell.type([f"backup_key={paper}  backup=/root/{backup.name}"])
        output = shell.type_section(SectionOfHandbook(lost.title, rest))
        told["restored"] = re.findall(r"^(?:Rows|Files|Unions|Pages) .*", output.replace("\r", ""), re.MULTILINE)
        serve(shell)
        told["seconds from nothing to restored, downloads included"] = round(time.monotonic() - began)
        visitor = Visitor(machine)
        now = pages_of(visitor)
        told["pages equal after the restore"] = (
            f"{sum(now.get(name) == value for name, value in pages.items())} of {len(pages)}"
        )
        told["different pages"] = [name for name, value in pages.items() if now.get(name) != value][:5]
        told["sign in after the restore"] = visitor.sign_in(SITES["trakyakent"], ADMINISTRATOR, PASSWORD)
        shell.type([f"release={newer}"])
        with Readers(visitor, list(SITES.values())) as readers:
            upgraded = shell.type_section(section("A new version"))
            shell.type_section(
                SectionOfHandbook("A new version, again by reload", [["systemctl reload birlik", "sleep 5"]])
            )
        told["read during the upgrade"] = readers.told
        told["upgrade"] = re.findall(r"Applying (\S+?)\.\.\.", upgraded)
        told["doctor"] = re.findall(r"\d+ faults, \d+ warnings, \d+ lines", shell.type(["manage doctor || true"]))


def run(folder: Path, older: str, newer: str, binds: list[str], *, again: bool) -> dict[str, Any]:
    repository = folder / "repository.git"
    subprocess.run(["/usr/bin/git", "clone", "--quiet", "--bare", str(ROOT), str(repository)], check=True)
    base = make_base(folder)
    told: dict[str, Any] = {"debian": (base / "etc/debian_version").read_text().strip(), "from": older, "to": newer}
    first = Machine(folder / "first", base, repository, binds)
    try:
        backup, paper, pages = first_life(first, older, again, told)
    finally:
        first.lose()
    second = Machine(folder / "second", base, repository, binds)
    try:
        second_life(second, older, newer, again, backup, paper, pages, told)
    finally:
        second.lose()
    told["lines typed"] = first.typed + second.typed
    told["lines that failed"] = first.failed + second.failed
    return told


def commit(name: str) -> str:
    return subprocess.run(
        ["/usr/bin/git", "rev-parse", name], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="older", default="HEAD~1")
    parser.add_argument("--to", dest="newer", default="HEAD")
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp/empty-machine"))
    parser.add_argument(
        "--bind",
        action="append",
        default=[],
        metavar="PATH",
        help="Show this path to the machines, read-only: a mirror of packages.",
    )
    parser.add_argument(
        "--again", action="store_true", help="Take packages and software as an earlier run installed them."
    )
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(arguments.folder / "repository.git", ignore_errors=True)
    told = run(
        arguments.folder, commit(arguments.older), commit(arguments.newer), arguments.bind, again=arguments.again
    )
    print(json.dumps(told, indent=1, ensure_ascii=False))
    sys.exit(bool(told["lines that failed"]) or told["read during the upgrade"]["lost"] > 0)


if __name__ == "__main__":
    main()
