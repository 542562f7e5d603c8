"""An empty Debian in a folder, booted with a systemd of its own and a loopback address alone, and a shell on it."""

import os
import re
import select
import shutil
import signal
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.deploy.handbook import SectionOfHandbook

SUITE, MIRROR = "bookworm", "http://deb.debian.org/debian"
# A line of the handbook may download, migrate, or restore.
LONG = 900
DONE = re.compile(r"##(\d+|more)##\r?\n$")
TIMERS = ["birlik-backup", "birlik-mirror", "birlik-accesslog"]
Answers = list[tuple[str, str]]


def make_base(folder: Path) -> Path:
    """What Debian's installer leaves when nothing is chosen; made once."""
    base = folder / "base"
    if not (base / "etc/debian_version").exists():
        command = ["debootstrap", "--include=systemd-sysv,dbus,ca-certificates", SUITE, str(base), MIRROR]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return base


class Machine:
    """A Debian in a folder."""

    def __init__(self, folder: Path, base: Path, repository: Path, binds: list[str]):
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run(["/bin/cp", "-a", str(base), str(folder)], check=True)
        self.name()
        archives = folder.parent / "archives"
        archives.mkdir(exist_ok=True)
        self.options = [f"--bind-ro={repository}:/srv/repository.git"]
        self.options += [f"--bind-ro={path}" for path in binds]
        self.archives = f"--bind={archives}:/var/cache/apt/archives"
        self.system: subprocess.Popen | None = None
        self.log = folder.parent / f"{folder.name}.log"
        self.typed, self.failed = 0, list[str]()

    def name(self) -> None:
        """What an installer asks for, and draws by lot."""
        folder = self.folder
        (folder / "etc/hostname").write_text("birlik\n")
        (folder / "etc/hosts").write_text("127.0.0.1 localhost birlik www.birlik.example www.konya.example\n")
        # One that has been started before: at its first start systemd would enable all units there are.
        (folder / "etc/machine-id").write_text(f"{uuid.uuid4().hex}\n")

    def keep(self, place: Path) -> None:
        shutil.rmtree(place, ignore_errors=True)
        subprocess.run(["/bin/cp", "-a", str(self.folder), str(place)], check=True)

    def take(self, place: Path) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        subprocess.run(["/bin/cp", "-a", str(place), str(self.folder)], check=True)
        self.name()

    def nspawn(self, *options: str) -> list[str]:
        common = ["systemd-nspawn", "--quiet", f"--directory={self.folder}", "--register=no", "--keep-unit"]
        return [*common, "--machine=birlik", *self.options, *options]

    @contextmanager
    def shell_before_boot(self) -> Iterator["Typed"]:
        """With the network of this machine, and no service."""
        command = self.nspawn(self.archives, "--resolv-conf=replace-host", "--setenv=DEBIAN_FRONTEND=noninteractive")
        with self.typing([*command, *BASH]) as shell:
            yield shell

    @contextmanager
    def shell(self) -> Iterator["Typed"]:
        entering = [
            "nsenter",
            "--target",
            str(self.leader),
            "--all",
            "env",
            "-i",
            "HOME=/root",
            "TERM=dumb",
        ]
        entering += [
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG=C.UTF-8",
            "setsid",
            "--ctty",
        ]
        with self.typing([*entering, *BASH]) as shell:
            yield shell

    @contextmanager
    def typing(self, command: list[str]) -> Iterator["Typed"]:
        shell = Typed(command, self)
        try:
            yield shell
        finally:
            shell.end()

    @contextmanager
    def booted(self) -> Iterator[None]:
        """Until `lose`, also after this block: a machine runs until it is lost."""
        self.boot()
        yield

    def boot(self) -> None:
        with self.log.open("a") as log:
            self.system = subprocess.Popen(
                self.nspawn("--boot", "--private-network"), stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self.wait_until_up()

    def wait_until_up(self) -> None:
        deadline = time.monotonic() + LONG
        while not self.is_up():
            assert time.monotonic() < deadline, self.log.read_text()[-2000:]
            time.sleep(0.5)

    def is_up(self) -> bool:
        try:
            told = subprocess.run(
                [*self.inside(), "systemctl", "is-system-running"], capture_output=True, text=True, timeout=30
            )
        except (IndexError, subprocess.TimeoutExpired):
            return False
        return told.stdout.strip() in {"running", "degraded"}

    @property
    def leader(self) -> int:
        """The process that is number 1 in the machine."""
        assert self.system
        path = Path(f"/proc/{self.system.pid}/task/{self.system.pid}/children")
        return int(path.read_text().split()[0])

    def inside(self) -> list[str]:
        return ["nsenter", "--target", str(self.leader), "--all"]

    def network(self) -> list[str]:
        """A program of this machine, at the other one's loopback address."""
        return ["nsenter", "--target", str(self.leader), "--net"]

    def reboot(self) -> None:
        before = self.leader
        subprocess.run([*self.inside(), "systemctl", "reboot"], check=False, capture_output=True)
        deadline = time.monotonic() + LONG
        while self.system and self.system.poll() is None and self.leader_or_none() in {before, None}:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        if self.system and self.system.poll() is not None:
            self.boot()
        self.wait_until_up()

    def leader_or_none(self) -> int | None:
        try:
            return self.leader
        except (IndexError, OSError):
            return None

    def lose(self) -> None:
        """Without a word of farewell: its power is gone, and its disk."""
        if self.system and self.system.poll() is None:
            leader = self.leader_or_none()
            if leader:
                os.kill(leader, signal.SIGKILL)
            self.system.wait(timeout=60)
        shutil.rmtree(self.folder, ignore_errors=True)


BASH = ["bash", "--noediting", "--norc", "-i"]


class Typed:
    """A shell with a terminal, into which line after line is typed; a line is done when the shell asks for the next."""

    def __init__(self, command: list[str], machine: Machine):
        self.machine = machine
        self.terminal, slave = os.openpty()
        self.process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, start_new_session=True)
        os.close(slave)
        self.send("cd; stty -echo; PS2='##more##\n' PS1='##$?##\n'")
        self.wait_for_prompt([])

    def send(self, line: str) -> None:
        os.write(self.terminal, line.encode() + b"\n")

    def wait_for_prompt(self, answers: Answers, patience: float = LONG) -> tuple[str, str]:
        """What was said, and the status of the command; questions are answered meanwhile."""
        said, seen = "", 0
        deadline = time.monotonic() + patience
        while not (end := DONE.search(said)):
            assert time.monotonic() < deadline, f"No end after {patience} s: {said[-1500:]}"
            if select.select([self.terminal], [], [], 1)[0]:
                said += os.read(self.terminal, 65536).decode(errors="replace")
            for question, answer in answers:
                if re.search(question, said[seen:]):
                    seen = len(said)
                    self.send(answer)
                    break
        return said[: end.start()], end[1]

    def type(self, lines: list[str], answers: Answers | None = None) -> str:
        """Type the lines; whatever ends badly is noted as a line of the handbook that failed."""
        output, command = "", []
        for line in lines:
            command.append(line)
            self.send(line)
            said, status = self.wait_for_prompt(answers or [])
            output += said
            if status == "more":
                continue
            self.machine.typed += 1
            with self.machine.log.open("a") as log:
                log.write("\n".join(["", *(f"# {part}" for part in command), said, f"[{status}]"]))
            print(f"  {'ok ' if status == '0' else status} {command[0][:110]}", flush=True)
            if status != "0":
                self.machine.failed.append(f"{command[0]} ({status}): {said.strip()[-400:]}")
                print(said[-3000:], flush=True)
            command = []
        return output

    def type_section(self, section: SectionOfHandbook, answers: Answers | None = None) -> str:
        print(f"== {section.title}", flush=True)
        return "".join(self.type(block, answers) for block in section.blocks)

    def units_after_a_night(self) -> dict[str, str]:
        """What the timers start, started by systemd now."""
        results = {}
        for unit in TIMERS:
            self.type([f"systemctl start {unit}.service"])
            results[unit] = self.type([f"systemctl show --value --property=Result {unit}.service"]).strip()
        told = self.type(
            [
                "systemctl list-timers --no-legend 'birlik*' | wc -l",
                "systemd-analyze verify /etc/systemd/system/birlik*",
            ]
        )
        results["timers, and what systemd-analyze says"] = " ".join(told.split())
        return results

    def wait_for_site(self) -> None:
        self.type(
            ["for second in $(seq 60); do curl --silent --fail http://127.0.0.1:8000/hazir && break; sleep 1; done"]
        )

    def end(self) -> None:
        self.send("exit")
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.terminal)
