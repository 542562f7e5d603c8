"""A backup of the first release, sent to a foreign program that speaks S3, and restored from there.

    python -m tests.faults.store --python PYTHON-WITH-MOTO

`pip install 'moto[s3]' flask flask-cors` into an environment of its own makes such a Python; moto's server then
asks for keys and compares signatures (INITIAL_NO_AUTH_ACTION_COUNT). Loopback only; prints what came of it as JSON.
"""

import argparse
import json
import lzma
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
FIRST = ROOT / "tests/trakyakent_site/backups/first_release/sqlite.tar.xz"
BUCKET, REGION = "yedekler", "eu-central-1"
# The account that may do everything, and the bucket, made by the maker's own library.
PREPARE = """
import boto3, json, sys
address, bucket, region = sys.argv[1:]
common = dict(endpoint_url=address, region_name=region, aws_access_key_id="x", aws_secret_access_key="x")
iam = boto3.client("iam", **common)
iam.create_user(UserName="birlik")
rule = {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}
iam.put_user_policy(UserName="birlik", PolicyName="all", PolicyDocument=json.dumps(rule))
key = iam.create_access_key(UserName="birlik")["AccessKey"]
common |= dict(aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"])
boto3.client("s3", **common).create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})
print(key["AccessKeyId"], key["SecretAccessKey"])
"""


def run(python: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="store-") as name, socket.create_server(("127.0.0.1", 0)) as probe:
        folder, port = Path(name), probe.getsockname()[1]
        probe.close()
        # Three requests are let in without a signature: those that make the account.
        environment = {**os.environ, "INITIAL_NO_AUTH_ACTION_COUNT": "3"}
        server = subprocess.Popen(
            [python, "-m", "moto.server", "-p", str(port)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            return tried(folder, f"127.0.0.1:{port}", python)
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(address: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(f"http://{address}/moto-api/data.json", timeout=5):
                return
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.2)


def tried(folder: Path, address: str, python: str) -> dict[str, Any]:
    wait_for(address)
    prepared = subprocess.run(
        [python, "-c", PREPARE, f"http://{address}", BUCKET, REGION], check=True, capture_output=True, text=True
    )
    keys = folder / "keys"
    keys.write_text(prepared.stdout)
    keys.chmod(0o600)
    variables = {
        "DJANGO_SETTINGS_MODULE": "trakyakent_site.settings",
        "DEBUG": "1",
        "BACKUP_KEY": "Zr0t9-cQ8sYwvN2mXbE7hL",
        "BACKUP_STORE": f"s3+http://{address}/{BUCKET}/birlik?region={REGION}",
        "BACKUP_STORE_KEYS": str(keys),
    }
    first = folder / "first.tar"
    first.write_bytes(lzma.decompress(FIRST.read_bytes()))
    told: dict[str, Any] = {}
    one, two = variables | {"DATA_DIR": str(folder / "one")}, variables | {"DATA_DIR": str(folder / "two")}
    manage(one, "restore", str(first), "--pages", "1")
    # More than one part of an upload.
    big = folder / "one/media/ornek/big.bin"
    big.parent.mkdir(parents=True, exist_ok=True)
    big.write_bytes(os.urandom(70 * 1024**2))
    told["backup"] = manage(one, "backup").strip().replace(str(folder), "")
    for _again in range(4):
        manage(one, "backup")
    told["doctor"] = [
        line.strip() for line in manage(one, "doctor", "--network", fails=True).splitlines() if "store" in line
    ]
    told["restored"] = manage(two, "restore", "--from-store", "--pages", "3").splitlines()[-8:]
    told["equal"] = (folder / "two/media/ornek/big.bin").read_bytes() == big.read_bytes()
    keys.write_text(f"{keys.read_text().split()[0]} falsch")
    told["with a wrong secret"] = manage(one, "restore", "--from-store", "--check", fails=True).strip()
    return told


def manage(variables: dict[str, str], *arguments: str, fails: bool = False) -> str:
    Path(variables["DATA_DIR"]).mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
    )
    assert fails or done.returncode == 0, done.stderr[-2000:]
    return done.stdout + (done.stderr if fails else "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default=sys.executable)
    print(json.dumps(run(parser.parse_args().python), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
