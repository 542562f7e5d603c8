"""`manage.py doctor` as a process of its own, and what it says."""

import os
import subprocess
import sys

from django.conf import settings


def doctor(folder, *arguments, **variables) -> tuple[int, str]:
    clean = {name: value for name, value in os.environ.items() if name in ["PATH", "HOME"]}
    done = subprocess.run(
        [sys.executable, "manage.py", "doctor", *arguments],
        cwd=settings.BASE_DIR,
        env={**clean, "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "trakyakent_site.settings", **variables},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done.returncode, done.stdout
