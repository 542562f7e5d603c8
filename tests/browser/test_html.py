"""The HTML that the server sends, judged by the checker of the W3C."""

import json
import subprocess

import pytest

from tests.browser.test_pages import CASES, ERRORS, case_name

pytestmark = pytest.mark.browser

# Said of what is right here.
ACCEPTED = []


def test_html_is_valid(server, vnu_jar, tmp_path):
    for case in CASES:
        path = server.built["paths"][" ".join(case)]
        if path:
            (tmp_path / f"{case_name(case)}.html").write_bytes(server.fetch(case[0], path)[1])
    for error, (_status, _language, union, path) in ERRORS.items():
        body = server.fetch(union, path)[1]
        (tmp_path / f"{error.replace(' ', '-')}.html").write_bytes(body)
    for name, text in server.built["error_pages"].items():
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")

    command = ["java", "-jar", vnu_jar, "--format", "json", "--exit-zero-always", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    messages = json.loads(done.stderr)["messages"]
    found = sorted(
        {
            f"{message['url'].rsplit('/', 1)[1]}: {message['message']} — {message.get('extract', '').strip()}"
            for message in messages
            if message["message"] not in ACCEPTED
        }
    )
    assert not found, "\n" + "\n".join(found)
