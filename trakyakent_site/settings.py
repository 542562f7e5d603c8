"""All settings, read from the environment and its file; README.md lists the variables.

Without any variable this is the embedded installation: SQLite, files and secret key in DATA_DIR,
plain http on the loopback address. With DATABASE_URL it is a server installation, and everything
that must not be guessed there is demanded. trakyakent_site/operations/environment.py judges the values, all at once.
"""

import secrets
import sys
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from trakyakent_site.operations import data_folder, environment, logs, secret_key, sqlite
from trakyakent_site.operations.environment_file import Problem
from trakyakent_site.postgresql.configured import configured
from unions.background import proxies

try:
    ENVIRONMENT = environment.load()
except environment.UnusableSettings as error:
    raise ImproperlyConfigured(str(error)) from None

env = environ.Env()
# Without the values that are wrong, which only commands that report them go on from.
env.ENVIRON = ENVIRONMENT.usable

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", default="") or BASE_DIR / "data").resolve()
# Whether the group of the proxy may read media and static files.
FILES_FOR_GROUP = env.bool("FILES_FOR_GROUP", default=False)
try:
    for mended in data_folder.prepare(DATA_DIR, for_group=FILES_FOR_GROUP, closes=not environment.is_only_told):
        print(mended, file=sys.stderr)
except data_folder.FolderProblem as error:
    # Of an installation that only cannot be written there is still something to tell.
    if not environment.is_only_told or not data_folder.holds_installation(DATA_DIR):
        raise ImproperlyConfigured(f"DATA_DIR: {error}") from None
    ENVIRONMENT.problems.append(Problem("DATA_DIR", str(error)))

DATABASE_URL = env.str("DATABASE_URL", default="")
EMBEDDED = not DATABASE_URL
DEBUG = env.bool("DEBUG", default=False)
# A server stands behind a proxy that speaks https; the embedded installation is opened on the
# machine itself, where cookies marked "secure" would make logging in impossible.
HTTPS = env.bool("HTTPS", default=not EMBEDDED)

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    # A server without a usable key has been refused above; what only reports it signs nothing that lasts.
    SECRET_KEY = secret_key.kept(DATA_DIR / "secret_key") if EMBEDDED else secrets.token_urlsafe(64)
# Old keys that still verify what they signed, while a new one is being introduced.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# Host names live in the union table, where the admin changes them without a restart.
# UnionHostMiddleware stands first and answers every other host with 400 before anything reads it,
# so the list here is open.
ALLOWED_HOSTS = ["*"]
# Hosts that show the default union: nobody could open the first page otherwise.
DEFAULT_UNION_HOSTS = ["127.0.0.1", "localhost", "[::1]"] if EMBEDDED or DEBUG else []

INSTALLED_APPS = [
    # Before the admin: it replaces the admin's form fields.
    "modeltranslation",
    "unions.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "simple_history",
    "tree_queries",
    "django_prose_editor",
    "csp",
    "unions.accounts.apps.AddressesConfig",
    "allauth.mfa",
    "allauth.usersessions",
    "unions",
    "members",
    "pages",
    "trakyakent_site",
]

MIDDLEWARE = [
    # Outermost: whatever fails behind it, a form gets back what was typed.
    "trakyakent_site.failures.middleware.FailureMiddleware",
    # First: even the redirect to https must not repeat a host that is not ours.
    "trakyakent_site.middleware.UnionHostMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "trakyakent_site.middleware.PermissionsPolicyMiddleware",
    # Before the static files: a picture that is opened by itself is a page, too.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "trakyakent_site.middleware.LanguageMiddleware",
    "trakyakent_site.middleware.StaffPagesMiddleware",
    # Before the check of tokens: a form that nothing takes has none.
    "trakyakent_site.middleware.ReadersMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "trakyakent_site.middleware.KeptUploadsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "unions.accounts.middleware.AccountPagesMiddleware",
    "trakyakent_site.former_addresses.FormerAddressMiddleware",
    "trakyakent_site.middleware.EarlyHintsMiddleware",
]

ROOT_URLCONF = "trakyakent_site.urls"
WSGI_APPLICATION = "trakyakent_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                # For the admin; both are lazy, so public pages do not touch the session.
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pages.frame.context_processors.site",
            ],
            # Django's capfirst, in the admin's own templates too, makes "Içe" of "içe".
            "builtins": ["unions.templatetags.turkish_capitals"],
        },
    }
]

# Databases

SQLITE_JOURNAL_MODE = env.str("SQLITE_JOURNAL_MODE", default="") or sqlite.journal_mode()
# Milliseconds; a long migration may need more.
DATABASE_STATEMENT_TIMEOUT = env.int("DATABASE_STATEMENT_TIMEOUT", default=5000)
# Whether DATABASE_URL leads to a pooler that lends a connection for one transaction (PgBouncer), and the way past it.
DATABASE_POOLER = env.bool("DATABASE_POOLER", default=False)
DATABASE_DIRECT_URL = env.str("DATABASE_DIRECT_URL", default="")
# Whether notices of the database can be heard, and where, if not at DATABASE_URL.
CAN_LISTEN = False
LISTENING_DATABASE: dict[str, Any] | None = None

EMBEDDED_DATABASE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "db.sqlite3",
}
DATABASES = {
    "default": {
        **(EMBEDDED_DATABASE if EMBEDDED else env.db_url_config(DATABASE_URL)),
        # Opening a connection costs more than most pages.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Django's own, but it never saves to a file that was moved away.
    DATABASES["default"]["ENGINE"] = "trakyakent_site.sqlite3"
    DATABASES["default"]["OPTIONS"] = sqlite.options(SQLITE_JOURNAL_MODE)
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"], LISTENING_DATABASE, CAN_LISTEN = configured(
        DATABASES["default"],
        env.db_url_config(DATABASE_DIRECT_URL) if DATABASE_DIRECT_URL else None,
        sys.argv,
        DATABASE_STATEMENT_TIMEOUT,
        has_pooler=DATABASE_POOLER,
    )
else:
    raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:// or postgres://.")

# Shared by all processes, because limits are counted in it; needs no service of its own.
CACHES = {"default": env.cache_url("CACHE_URL", default="dbcache://cache")}

# Who sends mail, makes the copies of pictures and does the periodic tasks: threads of the processes that answer
# (embedded), or `manage.py work` alone (separate).
WORK = env.str("WORK", default="") or "embedded"

# What searches look into: one file a machine, made from the rows; it may be deleted at any time.
SEARCH_INDEX = DATA_DIR / "search.sqlite3"

# Finished pages in the memory of each worker; 0 keeps none, and neither does a site that is being worked on.
PAGE_CACHE_MEGABYTES = 0 if DEBUG else env.int("PAGE_CACHE_MEGABYTES", default=64)
WEB_THREADS = env.int("WEB_THREADS", default=4)
# Where the workers of all machines share finished pages; without it each worker has its own.
PAGE_STORE_URL = env.str("PAGE_STORE_URL", default="")
# What any worker of the machine can show while the database is silent; it may be deleted at any time.
LAST_GOOD_COPIES = DATA_DIR / "last_good"

# Files

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "trakyakent_site.server.static_bundle.BundleFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
# Pages name the hashed files only; the others would be compressed for nobody.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Source maps are read by developers' tools only.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]
# Answered by a view that knows whether the row a file belongs to is public.
MEDIA_URL = "/dosya/"
# Where several machines share stored files: a folder that all of them mount, or a bucket of an S3-compatible store.
FILES_DIR = Path(env.str("FILES_DIR", default="") or DATA_DIR)
MEDIA_STORE = env.str("MEDIA_STORE", default="")
MEDIA_STORE_KEYS = env.str("MEDIA_STORE_KEYS", default="")
MEDIA_ROOT = FILES_DIR / "media"
STORAGES = {
    "default": {
        "BACKEND": "trakyakent_site.media.storage.BucketStorage"
        if MEDIA_STORE
        else "unions.files.storage.WholeFileStorage"
    },
    "staticfiles": {"BACKEND": "trakyakent_site.server.static_files.StaticFiles"},
}
FILE_UPLOAD_PERMISSIONS = 0o640 if FILES_FOR_GROUP else 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o2750 if FILES_FOR_GROUP else 0o700
# Whether the proxy sends the stored files that the application allows (X-Accel-Redirect).
FILES_BY_PROXY = env.bool("FILES_BY_PROXY", default=False)
# On the disk of the stored files: what was uploaded gets its place there without being copied.
FILE_UPLOAD_TEMP_DIR = FILES_DIR / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
# Files of forms that were refused, for the next attempt of the same person.
KEPT_UPLOADS = FILES_DIR / "kept_uploads"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
# The results of a meeting of 858 seats, the size of the national union, are one form of three fields a seat.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# What a form may bring at once. Forms say so, and one with more is answered in words, with its text; only far above
# that is a request refused unread.
FORM_FILES = 100
FORM_BYTES = 400 * 1024 * 1024
# What the proxy lets through, in bytes (trakyakent_site/server/nginx.py): a form of staff who have signed in, with what
# stands around its files; any other form; one line of a request and one header, which gunicorn reads as well.
FORM_BODY_BYTES = FORM_BYTES + 10 * 1024 * 1024
PUBLIC_BODY_BYTES = 17_000_000
HEADER_BYTES = 8190
DATA_UPLOAD_MAX_NUMBER_FILES = 400
FILE_UPLOAD_HANDLERS = [
    "unions.files.handlers.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Shows the files that were chosen for a form before it was refused.
FORM_RENDERER = "unions.files.kept_fields.FormRenderer"

# Backups: best on another disk, which the site only writes to; sealed, if there is a key.
BACKUP_DIR = Path(env.str("BACKUP_DIR", default="") or DATA_DIR / "backups")
BACKUP_KEY = env.str("BACKUP_KEY", default="")
BACKUP_STORE = env.str("BACKUP_STORE", default="")
BACKUP_STORE_KEYS = env.str("BACKUP_STORE_KEYS", default="")

# Languages, numbers, time

LANGUAGES = [("tr", "Türkçe"), ("en", "English")]
LANGUAGE_CODE = "tr"
MODELTRANSLATION_DEFAULT_LANGUAGE = "tr"
MODELTRANSLATION_FALLBACK_LANGUAGES = ["tr"]
LOCALE_PATHS = [BASE_DIR / "trakyakent_site" / "locale"]
FORMAT_MODULE_PATH = ["trakyakent_site.formats"]
USE_TZ = True
TIME_ZONE = "Europe/Istanbul"
# Would print the year as 2.026; large numbers are grouped where they are printed.
USE_THOUSAND_SEPARATOR = False

# People

AUTH_USER_MODEL = "unions.User"
AUTHENTICATION_BACKENDS = ["unions.tenancy.roles.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "unions.accounts.passwords.WornPasswordValidator"},
    {"NAME": "unions.accounts.passwords.NameOfUnionValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
# A second factor is demanded of everyone who works here, a week after their first sign-in. "optional" asks nobody: for
# demonstrations, tests and development only.
SECOND_FACTOR = env.str("SECOND_FACTOR", default="") or "required"
if SECOND_FACTOR not in ["required", "optional"]:
    raise ImproperlyConfigured('SECOND_FACTOR must be "required" or "optional".')
# A working day; the cookie of one union's host is never sent to another's.
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "trakyakent_site.failures.handlers.csrf_failure"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"

# allauth keeps proved addresses, second factors and sessions; limits, links and mail are ours
# (docs/decisions/0024-accounts.md).
ACCOUNT_ADAPTER = "unions.accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_RATE_LIMITS = False
ACCOUNT_REAUTHENTICATION_METHODS = {"password", "mfa"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
MFA_ADAPTER = "unions.accounts.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "unions.accounts.forms.CodeForm",
    "reauthenticate": "unions.accounts.forms.CodeAgainForm",
    "activate_totp": "unions.accounts.forms.ActivateForm",
    "add_webauthn": "unions.accounts.forms.AddPasskeyForm",
}
ACCOUNT_FORMS = {"reauthenticate": "unions.accounts.forms.PasswordAgainForm"}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# The clock of a telephone may be half a minute off.
MFA_TOTP_TOLERANCE = 1
# Browsers offer passkeys without https on the machine itself only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# Headers. Whether a request came by https is told by X-Forwarded-Proto of the trusted proxies alone
# (trakyakent_site/server/scheme.py).

SECURE_SSL_REDIRECT = HTTPS
# Networks; they say where a request comes from, which limits are counted by. The second name is gunicorn's own.
TRUSTED_PROXIES = proxies.parse_networks(
    env.str("TRUSTED_PROXIES", default="") or env.str("FORWARDED_ALLOW_IPS", default="") or proxies.LOOPBACK
)
# Who is told versions, sizes and counts at /isler, as addresses and networks; by default the machine itself.
MONITORING_NETWORKS = proxies.parse_networks(env.str("MONITORING_NETWORKS", default="") or proxies.LOOPBACK)
# Health checks come from the machine itself, without a proxy.
SECURE_REDIRECT_EXEMPT = [r"^(canli|hazir|isler|olcumler)$"]
# The proxy's certificate, whose last day is watched; and where the proxy keeps the traffic data of Law 5651.
CERTIFICATE = env.str("CERTIFICATE", default="")
ACCESS_LOG_DIR = env.str("ACCESS_LOG_DIR", default="")
ACCESS_LOG_DAYS = env.int("ACCESS_LOG_DAYS", default=365)
ACCESS_LOG_MEGABYTES = env.int("ACCESS_LOG_MEGABYTES", default=10_240)
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Subdomains and the browsers' preload list concern hosts that this site knows nothing about:
# only the owner of the domain can promise https for them.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Public pages: nothing inline, nothing foreign. The admin site loosens this for itself.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
FORMS_URLFIELD_ASSUME_HTTPS = True

# Pictures for links to pages: the first of these fonts that is on the machine and has the Turkish letters writes them.
CARD_FONTS = [
    "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
    "/usr/share/fonts/dejavu/DejaVuSans-Bold.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans-Bold.ttf",
    "/usr/share/fonts/TTF/DejaVuSans-Bold.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf",
    "/usr/share/fonts/noto/NotoSans-Bold.ttf",
    "/Library/Fonts/Arial Bold.ttf",
    "/System/Library/Fonts/Supplemental/Arial Bold.ttf",
    "C:\\Windows\\Fonts\\arialbd.ttf",
]

# Mail

if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    # Nothing is sent and nothing is lost.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="noreply@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# A line for a person who looks on, or for a program that collects them; a server's are collected.
LOG_FORMAT = env.str("LOG_FORMAT", default="") or ("text" if EMBEDDED and not HTTPS else "json")
# Whether each request is a line of its own, without visitor and question.
REQUEST_LOG = env.bool("REQUEST_LOG", default=False)
ERRORS_FILE = DATA_DIR / "errors.jsonl"
LOGGING = logs.configuration(LOG_FORMAT, ERRORS_FILE)
