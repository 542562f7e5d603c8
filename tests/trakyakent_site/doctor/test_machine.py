import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from trakyakent_site.backups import record
from trakyakent_site.doctor import machine
from trakyakent_site.doctor.findings import Level
from trakyakent_site.operations.environment import RELEASED
from unions.background.proxies import parse_networks

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def levels(findings) -> list[Level]:
    return [finding.level for finding in findings]


def certificate(folder, starts: timedelta, ends: timedelta):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "birlik.example")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW + starts)
        .not_valid_after(NOW + ends)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.parametrize(
    ("starts", "ends", "level"),
    [
        (timedelta(days=-90), timedelta(days=60), Level.OK),
        (timedelta(days=-90), timedelta(days=10), Level.WARNING),
        (timedelta(days=-90), timedelta(days=-1), Level.FAULT),
        (timedelta(days=1), timedelta(days=90), Level.FAULT),
    ],
)
def test_certificate_is_looked_at_before_it_runs_out(tmp_path, starts, ends, level):
    assert levels(machine.look_at_certificates([str(certificate(tmp_path, starts, ends))], NOW)) == [level]


def test_what_is_no_certificate_is_a_fault(tmp_path):
    (tmp_path / "key.pem").write_text("-----BEGIN PRIVATE KEY-----\n")

    assert levels(machine.look_at_certificates([str(tmp_path / "key.pem"), str(tmp_path / "none")], NOW)) == [
        Level.FAULT,
        Level.FAULT,
    ]


@pytest.mark.parametrize(("days", "level"), [(-365, Level.FAULT), (1, Level.OK), (400, Level.WARNING)])
def test_clock_a_year_off_is_noticed(days, level):
    assert levels(machine.look_at_clock(RELEASED + timedelta(days=days))) == [level]


def test_open_folder_is_a_fault_with_its_remedy(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "db.sqlite3").touch(mode=0o644)
    (tmp_path / "db.sqlite3").chmod(0o644)
    (tmp_path / "first-password").touch(mode=0o600)
    tmp_path.chmod(0o755)

    found = list(machine.look_at_data_folder())

    assert f"chmod 0700 {tmp_path}" in [finding.remedy for finding in found]
    assert f"chmod 0600 {tmp_path}/db.sqlite3" in [finding.remedy for finding in found]
    assert any("first password" in finding.words for finding in found)


def test_missing_static_file_is_a_fault(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    assert levels(machine.look_at_static_files()) == [Level.FAULT]
    (tmp_path / "a.1.css").touch()
    (tmp_path / "staticfiles.json").write_text(json.dumps({"paths": {"css/site.css": "a.1.css", "b.css": "b.2.css"}}))

    assert levels(machine.look_at_static_files()) == [Level.FAULT, Level.OK]


def test_wide_network_of_proxies_is_doubtful(settings):
    settings.TRUSTED_PROXIES = parse_networks("10.0.0.0/8")

    assert levels(machine.look_at_proxies()) == [Level.OK, Level.WARNING]


def test_missing_backups_are_said_honestly():
    [finding] = machine.look_at_backups()

    assert finding.level == Level.WARNING
    assert finding.words == "No backup has been made yet."


def test_a_backup_is_told_by_where_it_lies_and_whether_it_was_tried(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    now = record.now().isoformat()
    (tmp_path / "backup-000001.tar").touch()
    record.write(record.Record(name="backup-000001.tar", folder=str(tmp_path), made_at=now, proved_at=now))

    assert levels(machine.look_at_backups()) == [Level.OK, Level.OK, Level.WARNING, Level.OK]

    (tmp_path / "backup-000001.tar").unlink()

    assert Level.FAULT in levels(machine.look_at_backups())
