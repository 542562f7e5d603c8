"""What of the software pages depend on, as one short text that is the same on every machine with the same release."""

import hashlib
import json
from contextlib import suppress
from functools import cache
from pathlib import Path

import django
from django.conf import settings

# What pages are made of; the packages are those of requirements.txt.
FOLDERS = ["members", "pages", "static", "templates", "trakyakent_site", "unions"]
ENDINGS = {".css", ".html", ".js", ".json", ".mo", ".py", ".svg", ".toml", ".txt", ".xml"}
# Settings that show in the answer to a reader.
SHOWN = ["HTTPS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "CONTENT_SECURITY_POLICY", "EMAIL_BACKEND"]


@cache
def release() -> str:
    """The sum of all files that pages are made of, and of the settings that show in them."""
    total = hashlib.sha256(django.get_version().encode())
    base = Path(settings.BASE_DIR)
    files = (path for folder in FOLDERS for path in (base / folder).rglob("*") if path.suffix in ENDINGS)
    for path in [base / "requirements.txt", *sorted(files)]:
        content = path.read_bytes()
        total.update(f"{path.relative_to(base).as_posix()}\0{len(content)}\0".encode() + content)
    # Which static files pages name: those of the last `collectstatic`.
    with suppress(OSError, ValueError, KeyError):
        names = json.loads((Path(settings.STATIC_ROOT) / "staticfiles.json").read_text())["paths"]
        total.update(json.dumps(names, sort_keys=True).encode())
    total.update(repr([getattr(settings, name, None) for name in SHOWN]).encode())
    return total.hexdigest()[:20]
