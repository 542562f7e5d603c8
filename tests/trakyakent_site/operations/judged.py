"""What is said of an operator's variables, and the variables of a server that has all that it needs."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from trakyakent_site.operations import environment

KEY = "4Zr0t9-cQ8sYwvN2mXbE7hLkUuJd1PaTfGq6oRiWyHxVnBzMeT7gQ"


SERVER = {
    "DATABASE_URL": "postgres://site:word@localhost/site",
    "SECRET_KEY": KEY,
    "EMAIL_URL": "smtp+tls://site:word@mail.birlik.example:587",
    "DEFAULT_FROM_EMAIL": "noreply@birlik.example",
}


AS_FILE = "".join(f"{name}={value}\n" for name, value in SERVER.items())


def problems(**variables) -> dict[str, str]:
    return {problem.name: problem.words for problem in environment.read(variables).problems}


def problems_of_file(folder: Path, content: str | bytes) -> list[str]:
    path = folder / "environment.txt"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    path.chmod(0o600)
    return [str(problem) for problem in environment.read({"ENVIRONMENT_FILE": str(path)}).problems]


def run(*command: str, folder: Path, **variables: str):
    clean = {name: value for name, value in os.environ.items() if name in ["PATH", "HOME", "LANG"]}
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env={**clean, "DATA_DIR": str(folder), **variables},
        capture_output=True,
        text=True,
        timeout=120,
    )
