"""Settings for tests: everything that is written goes to a folder of the process's own."""

import atexit
import os
import shutil
import tempfile

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="trakyakent-tests-")
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
for name in [
    *["CACHE_URL", "DEBUG", "EMAIL_URL", "ENVIRONMENT_FILE", "FILES_FOR_GROUP", "HTTPS", "SECRET_KEY"],
    *["DEFAULT_FROM_EMAIL", "FORWARDED_ALLOW_IPS", "TRUSTED_PROXIES", "BACKUP_DIR", "BACKUP_KEY", "WORK"],
    *["DATABASE_POOLER", "DATABASE_DIRECT_URL"],
    *["MEDIA_DIR", "MEDIA_STORE", "MEDIA_STORE_KEYS", "PAGE_STORE_URL"],
]:
    os.environ.pop(name, None)
# Known to everybody, and so for tests alone.
os.environ["SECRET_KEY"] = "kW7Zr0t9-cQ8sYwvN2mXbE7hLkUuJd1PaTfGq6oRiWyHxVnBzMeT7gQ"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")
if os.environ["DATABASE_URL"]:
    # A server is refused without; Django's test runner sends nothing.
    os.environ.update(EMAIL_URL="smtp://127.0.0.1:9", DEFAULT_FROM_EMAIL="noreply@birlik.example")
os.environ["HTTPS"] = "0"

from trakyakent_site.settings import *  # noqa: E402, F403
from trakyakent_site.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

DEFAULT_UNION_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The manifest would need a `collectstatic` before every run.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir()
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

if not os.environ["DATABASE_URL"]:
    # Each process has its own database in memory; pytest-django knows that by itself of Django's own engine only.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
if os.environ["DATABASE_URL"] and os.environ.get("TEST_DATABASE_TEMPLATE"):
    # A database of the same server, migrated already: the tests' own begin as copies of it.
    DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ["TEST_DATABASE_TEMPLATE"]}

if "options" in DATABASES["default"]["OPTIONS"]:
    # A busy machine that tests in parallel is slow without being broken.
    DATABASES["default"]["OPTIONS"]["options"] = (
        f"-c statement_timeout={os.environ.get('TEST_STATEMENT_TIMEOUT', 60000)}"
    )
