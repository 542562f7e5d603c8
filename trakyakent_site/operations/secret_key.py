"""The key that an embedded installation signs with: nobody needs to give it one."""

import os
import secrets
from pathlib import Path


def kept(path: Path) -> str:
    """The embedded installation's own key, made once and readable by its owner only."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            # Unlike a rename, a link never replaces the key that another process has just made.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
