import pytest

from tests.trakyakent_site.operations.judged import run


@pytest.mark.slow
def test_check_tells_the_same(tmp_path):
    done = run("manage.py", "check", "--deploy", folder=tmp_path, SECRET_KEY="a", WEB_THREADS="abc", HTTPS="1")

    assert done.returncode == 1
    for name in ["SECRET_KEY", "WEB_THREADS", "EMAIL_URL"]:
        assert f"{name}: " in done.stderr
