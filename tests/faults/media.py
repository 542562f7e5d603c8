"""Stored files in a foreign program that speaks S3: what the sites do with them, tried against moto's server.

    python -m tests.faults.media --python PYTHON-WITH-MOTO

How to make such a Python stands in tests/faults/store.py. moto asks for keys and compares signatures. Loopback only;
prints what came of it as JSON, and ends with 1 if anything is not as it should be.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.faults.store import BUCKET, PREPARE, REGION, wait_for
from trakyakent_site.backups.signing import MOMENT
from trakyakent_site.backups.store import Store, keys_in, place_of
from trakyakent_site.media.bucket import Bucket, Reading
from unions.files.storage import StorageSilent

SIGN = """
import boto3, sys
from botocore.config import Config
address, bucket, region, name, key, secret = sys.argv[1:]
config = Config(signature_version="s3v4", s3={"addressing_style": "path"})
common = dict(endpoint_url=address, region_name=region, aws_access_key_id=key, aws_secret_access_key=secret)
client = boto3.client("s3", config=config, **common)
print(client.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": name}, ExpiresIn=900))
"""
CONTENT = bytes(range(256)) * 40_000


def run(python: str) -> dict[str, bool]:
    with tempfile.TemporaryDirectory(prefix="media-") as name, socket.create_server(("127.0.0.1", 0)) as probe:
        folder, port = Path(name), probe.getsockname()[1]
        probe.close()
        server = subprocess.Popen(
            [python, "-m", "moto.server", "-p", str(port)],
            env={**os.environ, "INITIAL_NO_AUTH_ACTION_COUNT": "3"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            return tried(folder, f"127.0.0.1:{port}", python)
        finally:
            server.terminate()
            server.wait(timeout=30)


def tried(folder: Path, address: str, python: str) -> dict[str, bool]:
    wait_for(address)
    prepared = subprocess.run(
        [python, "-c", PREPARE, f"http://{address}", BUCKET, REGION], check=True, capture_output=True, text=True
    )
    keys = folder / "keys"
    keys.write_text(prepared.stdout)
    keys.chmod(0o600)
    place = place_of(f"s3+http://{address}/{BUCKET}/dosyalar?region={REGION}", "MEDIA_STORE")
    bucket = Bucket(Store(place, keys_in(keys), patience=20))
    names = [f"ornek/pages.post/{number:032x}/çizim-{number}.pdf" for number in range(30)]
    for name in names:
        bucket.put(name, CONTENT if name == names[0] else b"%PDF")
    reading = Reading(bucket, names[0], len(CONTENT))
    reading.seek(9_000_000)
    theirs = signed_by_the_maker(python, address, keys, f"dosyalar/{names[0]}")
    moment = datetime.strptime(parse_qs(urlsplit(theirs).query)["X-Amz-Date"][0], MOMENT).replace(tzinfo=UTC)
    told = {
        "a file is as large as it was": bucket.about(names[0]).size == len(CONTENT),
        "it is read from its middle": reading.read(1000) == CONTENT[9_000_000:9_001_000],
        "and whole": reading.seek(0) == 0 and reading.readall() == CONTENT,
        "all are listed": dict(bucket.sizes()) == {name: len(CONTENT) if name == names[0] else 4 for name in names},
        "a folder lists its folders": len(bucket.listed("ornek/pages.post")[0]) == 30,
        "the proxy's address is that of the maker's own library": bucket.address(names[0], moment) == theirs,
    }
    bucket.delete(names[1])
    told["what was removed is gone"] = names[1] not in dict(bucket.sizes())
    keys.write_text(f"{keys.read_text().split()[0]} falsch")
    try:
        Bucket(Store(place, keys_in(keys), patience=20)).about(names[0])
        told["a wrong secret is refused"] = False
    except StorageSilent:
        told["a wrong secret is refused"] = True
    return told


def signed_by_the_maker(python: str, address: str, keys: Path, name: str) -> str:
    """Path and question by which the maker's library lets somebody ask for a file; moto itself knows none of these."""
    arguments = [f"http://{address}", BUCKET, REGION, name, *keys.read_text().split()]
    done = subprocess.run([python, "-c", SIGN, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip().removeprefix(f"http://{address}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default=sys.executable)
    told = run(parser.parse_args().python)
    print(json.dumps(told, indent=1))
    raise SystemExit(not all(told.values()))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    main()
