"""The operator's file: half-written, damaged, readable by others, and found without being named."""

import re

import pytest

from tests.trakyakent_site.operations.judged import AS_FILE, KEY, problems, problems_of_file
from trakyakent_site.operations import environment

# Half-written files: what is appended to a right one, and what is said.
HALF_WRITTEN = {
    "a line without =": ("HTTPS\n", '"HTTPS" .line 5 .*no ='),
    "a line that was cut": ("SECRET_KEY_FALLB", "line 5 .*cut off"),
    "no line break at the end": ("HTTPS=1", "line 5 .*line break"),
    "a prose line": ("this is the configuration\n", "line 5 .*no ="),
    "a name with a space": ("WEB CONCURRENCY=2\n", "line 5 .*not the name of a variable"),
    "a name with a hyphen": ("WEB-CONCURRENCY=2\n", "line 5 .*not the name of a variable"),
    "nothing before =": ("=2\n", "line 5 .*not the name of a variable"),
    "a space before =": ("HTTPS =1\n", "HTTPS .*line 5 .*spaces"),
    "a space after =": ("HTTPS= 1\n", "HTTPS .*line 5 .*spaces"),
    "an indented line": ("  HTTPS=1\n", "HTTPS .*line 5 .*spaces"),
    "a name with a slip": ("WEB_CONCURENCY=2\n", "WEB_CONCURENCY .*line 5 .*mean WEB_CONCURRENCY"),
    "two letters exchanged": ("DATABSAE_STATEMENT_TIMEOUT=9000\n", "line 5 .*mean DATABASE_STATEMENT_TIMEOUT"),
    "a name in small letters": ("https=1\n", "https .*line 5 .*mean HTTPS"),
    "a letter too many": ("TRUSTED_PROXYS=10.0.0.1\n", "line 5 .*mean TRUSTED_PROXIES"),
    "a name of other sites": ("ALLOWED_HOSTS=*\n", "line 5 .*administration"),
    "workers of other sites": ("WORKERS=abc\n", "line 5 .*WEB_CONCURRENCY"),
    "a name nobody knows": ("COLOUR=red\n", "line 5 .*README.md"),
    "the same name twice": ("SECRET_KEY=" + KEY + "x1\n", "SECRET_KEY .*line 5 .*line 2 already"),
    "a quotation mark that stays open": ('DATA_DIR="/var/lib/site\n', "DATA_DIR .*line 5 .*never closed"),
    "a backslash, which systemd drops": ("DATA_DIR=/var/lib/si\\te\n", "DATA_DIR .*line 5 .*systemd drops"),
    "a backslash within quotation marks": ('DATA_DIR="/var/lib/si\\te"\n', "DATA_DIR .*line 5 .*within the quotation"),
    "a quotation mark within others": ('DATA_DIR="/var/"lib"/site"\n', "DATA_DIR .*line 5 .*within the quotation"),
    "a single quotation mark that stays open": ("DATA_DIR='\n", "DATA_DIR .*line 5 .*never closed"),
    "a value over two lines": ("DATA_DIR=/var/\\\nlib\n", "DATA_DIR .*line 5 .*one line"),
    "the word export": ("export HTTPS=1\n", "line 5 .*for shells"),
    "a remark after the value": ("HTTPS=1 # yes\n", "HTTPS .*line 5 .*own"),
    "a word for a number": ("WEB_CONCURRENCY=abc\n", "WEB_CONCURRENCY .*line 5 .*whole number"),
    "a number below what is possible": ("WEB_THREADS=0\n", "WEB_THREADS .*line 5 .*whole number"),
    "a word that WORK does not know": ("WORK=elsewhere\n", "WORK .*line 5 .*separate"),
    "a fraction": ("WEB_THREADS=2.5\n", "WEB_THREADS .*line 5 .*whole number"),
    "a unit": ("PAGE_CACHE_MEGABYTES=64MB\n", "PAGE_CACHE_MEGABYTES .*line 5 .*whole number"),
    "seconds for milliseconds": ("DATABASE_STATEMENT_TIMEOUT=5\n", "line 5 .*milliseconds"),
    "a slip in yes": ("HTTPS=ture\n", "HTTPS .*line 5 .*Write 1 or 0"),
    "a word that only Python reads as no": ("DEMO=false\n", "DEMO .*line 5 .*Write 1 or 0"),
    "a port out of range": ("PORT=80000\n", "PORT .*line 5 .*65535"),
    "a host with a port": ("BIND_ADDRESS=0.0.0.0:8000\n", "BIND_ADDRESS .*line 5 .*into PORT"),
    "a folder for a shell": ("DATA_DIR=~/site\n", "DATA_DIR .*line 5 .*whole path"),
    "a variable in a variable": ("DATA_DIR=$HOME/site\n", "DATA_DIR .*line 5 .*whole path"),
    "an unknown journal": ("SQLITE_JOURNAL_MODE=MEMORY\n", "SQLITE_JOURNAL_MODE .*line 5 .*WAL"),
    "every proxy": ("TRUSTED_PROXIES=*\n", "TRUSTED_PROXIES .*line 5 .*every visitor"),
    "half of the internet": ("TRUSTED_PROXIES=0.0.0.0/0\n", "TRUSTED_PROXIES .*line 5 .*internet"),
    "a network with a slip": ("FORWARDED_ALLOW_IPS=10.0.0.1/8\n", "FORWARDED_ALLOW_IPS .*line 5 .*10.0.0.0/8"),
    "two words about proxies": ("TRUSTED_PROXIES=::1\nFORWARDED_ALLOW_IPS=127.0.0.1\n", "FORWARDED_ALLOW_IPS.*alone"),
    "proxies in gunicorn's own words": ("GUNICORN_CMD_ARGS=--forwarded-allow-ips=*\n", "line 5 .*TRUSTED_PROXIES"),
    "a cache of one process": ("CACHE_URL=locmem://\n", "CACHE_URL .*line 5 .*one process"),
    "an unknown cache": ("CACHE_URL=memcached\n", "CACHE_URL .*line 5 .*redis://"),
    "a store of pages without a scheme": ("PAGE_STORE_URL=10.0.0.5:6379\n", "PAGE_STORE_URL .*line 5 .*valkey://"),
    "a store of pages without a host": ("PAGE_STORE_URL=valkey:///0\n", "PAGE_STORE_URL .*line 5 .*no host"),
    "a store of pages across the internet": ("PAGE_STORE_URL=redis://a.example.org\n", "PAGE_STORE_URL .*in the open"),
    "a key that is no longer good": ("SECRET_KEY_FALLBACKS=abc\n", "SECRET_KEY_FALLBACKS .*line 5 .*characters"),
    "debugging in public": ("DEBUG=1\n", "DEBUG.*inside of every error"),
    "https for the hosts below without https": ("HTTPS=0\nHSTS_INCLUDE_SUBDOMAINS=1\n", "HSTS_INCLUDE_SUBDOMAINS.*off"),
}


@pytest.mark.parametrize("what", HALF_WRITTEN)
def test_half_written_file_is_refused_by_name_and_line(tmp_path, what):
    appended, words = HALF_WRITTEN[what]

    told = problems_of_file(tmp_path, AS_FILE + appended)

    assert any(re.search(words, line) for line in told), told


BROKEN = {
    "a file with a byte order mark": (b"\xef\xbb\xbf" + AS_FILE.encode(), "byte order mark"),
    "a file of Windows": (AS_FILE.replace("\n", "\r\n").encode(), "line ends of Windows"),
    "a file in UTF-16": (AS_FILE.encode("utf-16"), "zero bytes"),
    "a file in a Turkish code page": (AS_FILE.encode() + b"# \xfd\xfe\n", "line 5 .*not UTF-8"),
    "a file full of zeros after a power cut": (AS_FILE.encode()[:40] + b"\0" * 90, "zero bytes"),
    "an empty file": (b"", None),
    "remarks alone": (b"# nothing yet\n\n; nor here\n", None),
}


@pytest.mark.parametrize("what", BROKEN)
def test_damaged_file_is_refused_in_words(tmp_path, what):
    content, words = BROKEN[what]

    told = problems_of_file(tmp_path, content)

    assert told == [] if words is None else any(re.search(words, line) for line in told), told


@pytest.mark.parametrize("length", range(1, len(AS_FILE), 7))
def test_file_that_was_cut_anywhere_is_never_taken_for_whole(tmp_path, length):
    assert problems_of_file(tmp_path, AS_FILE[:length])


def test_file_that_others_can_read_is_refused(tmp_path):
    path = tmp_path / "environment.txt"
    path.write_text(AS_FILE)
    path.chmod(0o644)

    [problem] = environment.read({"ENVIRONMENT_FILE": str(path)}).problems

    assert f"chmod 600 {path}" in problem.words


def test_file_that_is_named_and_missing_is_refused(tmp_path):
    assert "cannot be read" in problems(ENVIRONMENT_FILE=str(tmp_path / "none"))["ENVIRONMENT_FILE"]
