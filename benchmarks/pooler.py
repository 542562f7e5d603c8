"""PgBouncer before a PostgreSQL of the tests, lending each connection for one transaction."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

from benchmarks.postgresql import Database

PATIENCE = 30


def program() -> str | None:
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


class Pooler:
    """As many connections to the server as `size`, for any number of clients."""

    def __init__(self, database: Database, size: int = 4):
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.file = Path(database.folder) / "pgbouncer.ini"
        self.file.write_text(
            f"[databases]\nsite = host={database.folder} dbname=site user=test\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {self.port}\nunix_socket_dir =\n"
            f"auth_type = any\npool_mode = transaction\ndefault_pool_size = {size}\nmax_client_conn = 500\n"
            f"logfile = {database.folder}/pgbouncer.log\n"
        )
        os.chmod(self.file, 0o644)
        command = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        # PgBouncer refuses to run as root.
        self.process = subprocess.Popen(
            [*command, str(program()), str(self.file)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise TimeoutError("PgBouncer does not answer.")
            time.sleep(0.05)

    @property
    def url(self) -> str:
        return f"postgres://test@127.0.0.1:{self.port}/site"

    def answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)
