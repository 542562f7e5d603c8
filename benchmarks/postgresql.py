"""A PostgreSQL server for a while, where its programs are installed."""

import os
import shutil
import subprocess
import tempfile
from glob import glob
from pathlib import Path

import psycopg

from benchmarks.measuring import children


def programs() -> str | None:
    """The folder of the newest PostgreSQL on this machine."""
    return max(glob("/usr/lib/postgresql/*/bin"), default=None)


class Database:
    """A PostgreSQL server on a socket of its own, to be stopped and made to hang."""

    def __init__(self):
        self.programs = programs()
        self.folder = Path(tempfile.mkdtemp(prefix="postgresql."))
        self.data = self.folder / "data"
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.run("initdb", "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self.start()
        with psycopg.connect(host=str(self.folder), user="test", dbname="postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE site")

    @property
    def url(self) -> str:
        return f"postgres://test@/{self.folder}/site"

    def run(self, program: str, *arguments: str) -> None:
        # PostgreSQL refuses to run as root.
        command = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        command += [f"{self.programs}/{program}", "-D", str(self.data), *arguments]
        subprocess.run(command, check=True, cwd=self.folder, capture_output=True)

    def start(self) -> None:
        switches = f"-c listen_addresses='' -k {self.folder} -c fsync=off -c max_connections=40"
        self.run("pg_ctl", "-l", str(self.folder / "log"), "-w", "-o", switches, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-m", "immediate", "stop")

    def end(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def signal(self, number: int) -> None:
        """To the server and all that it has started."""
        main = int((self.data / "postmaster.pid").read_text().split()[0])
        for pid in [main, *children(main)]:
            os.kill(pid, number)
