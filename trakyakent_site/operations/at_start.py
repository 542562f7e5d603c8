"""What an operator should hear at the start although it keeps nobody from starting."""

import shutil
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509

SCARCE = 100 * 1024**2


def warnings(values: Mapping[str, str], folder: Path, now: datetime | None = None) -> Iterator[str]:
    """A sentence each: what is wrong with the machine, and what to do."""
    if path := values.get("CERTIFICATE"):
        yield from of_certificate(path, now or datetime.now(tz=UTC))
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        # The folder itself is judged by data_folder.
        return
    if free < SCARCE:
        yield f"{folder} has {free // 1024**2} MB free: saves and uploads fail soon. Make room on its disk."


def of_certificate(path: str, now: datetime) -> Iterator[str]:
    try:
        certificate = x509.load_pem_x509_certificate(Path(path).read_bytes())
    except (OSError, ValueError):
        yield f"CERTIFICATE: {path} is no certificate that can be read, so nobody watches when it ends."
        return
    if certificate.not_valid_after_utc <= now:
        end = certificate.not_valid_after_utc
        yield f"CERTIFICATE: {path} ran out on {end:%Y-%m-%d}: browsers refuse the site. Renew it (certbot renew)."
    elif certificate.not_valid_before_utc > now:
        begin = certificate.not_valid_before_utc
        yield f"CERTIFICATE: {path} is valid only from {begin:%Y-%m-%d}. Is the clock right (timedatectl)?"


def say(values: Mapping[str, str], folder: Path) -> None:
    for sentence in warnings(values, folder):
        print(f"Warning: {sentence}", file=sys.stderr, flush=True)
