"""Every variable that an operator may set, and what other names are probably meant to be."""

import difflib
import re

from trakyakent_site.operations.variable_values import (
    Check,
    anything,
    backup_key,
    backup_store,
    cache_address,
    database_address,
    folder,
    former_keys,
    gunicorn_arguments,
    listening_address,
    mail_address,
    networks,
    one_of,
    one_or_zero,
    page_store,
    secret_key,
    sender,
    switch,
    whole_number,
)

# Every variable of README.md, and what its value may be.
VARIABLES: dict[str, Check] = {
    # Law 5651 asks for a year at least, and forbids more than two.
    "ACCESS_LOG_DAYS": whole_number(365, 730, " (days)"),
    "ACCESS_LOG_DIR": folder,
    "ACCESS_LOG_MEGABYTES": whole_number(100, 10_000_000),
    "BACKUP_DIR": folder,
    "BACKUP_KEY": backup_key,
    "BACKUP_STORE": backup_store,
    "BACKUP_STORE_KEYS": folder,
    "BIND_ADDRESS": listening_address,
    "CACHE_URL": cache_address,
    "CERTIFICATE": folder,
    "DATABASE_DIRECT_URL": database_address,
    "DATABASE_POOLER": switch,
    "DATABASE_STATEMENT_TIMEOUT": whole_number(100, 86_400_000, " (milliseconds)"),
    "DATABASE_URL": database_address,
    "DATA_DIR": folder,
    "DEBUG": switch,
    "DEFAULT_FROM_EMAIL": sender,
    "DEMO": one_or_zero,
    "EMAIL_URL": mail_address,
    "ENVIRONMENT_FILE": folder,
    "FILES_BY_PROXY": switch,
    "FILES_DIR": folder,
    "FILES_FOR_GROUP": switch,
    "FORWARDED_ALLOW_IPS": networks,
    "GUNICORN_CMD_ARGS": gunicorn_arguments,
    "HSTS_INCLUDE_SUBDOMAINS": switch,
    "HTTPS": switch,
    "LOG_FORMAT": one_of("text", "json"),
    "MEDIA_STORE": backup_store,
    "MEDIA_STORE_KEYS": folder,
    "MONITORING_NETWORKS": networks,
    "PAGE_CACHE_MEGABYTES": whole_number(0, 1_000_000),
    "PAGE_STORE_URL": page_store,
    "PIP_WHEELS": folder,
    "PORT": whole_number(0, 65535),
    "PYTHON": anything,
    "REQUEST_LOG": switch,
    "SECOND_FACTOR": one_of("required", "optional"),
    "SECRET_KEY": secret_key,
    "SECRET_KEY_FALLBACKS": former_keys,
    "SQLITE_JOURNAL_MODE": one_of("WAL", "TRUNCATE", "DELETE", "PERSIST"),
    "TRUSTED_PROXIES": networks,
    "WEB_CONCURRENCY": whole_number(1, 256),
    "WEB_THREADS": whole_number(1, 256),
    "WORK": one_of("embedded", "separate"),
}
# Of the tests and tools, of Python, the system and PostgreSQL's library.
OF_OTHERS = re.compile(
    r"TEST_\w+|CHROMIUM|VNU_JAR|CI|DJANGO_SETTINGS_MODULE|(?:PYTHON|PIP|LC_|PG|SSL_|SSLKEY|MALLOC_|XDG_|OMP_)\w*"
    r"|PATH|HOME|LANG|LANGUAGE|TZ|USER|SHELL|TMPDIR|TERM|(?:https?|no|all)_proxy|(?:HTTPS?|NO|ALL)_PROXY|LD_\w+"
)
# What other sites call it; with None as a remark that stands for itself.
OTHER_NAMES = {
    "ADMINS": "errors are not mailed; they are written to the log",
    "ALLOWED_HOSTS": "host names are entered in the administration, at the union",
    "CSRF_COOKIE_SECURE": "cookies follow HTTPS",
    "DATABASE_HOST": "write DATABASE_URL",
    "DATABASE_NAME": "write DATABASE_URL",
    "DATABASE_PASSWORD": "write DATABASE_URL",
    "DB_HOST": "write DATABASE_URL",
    "DB_NAME": "write DATABASE_URL",
    "DB_PASSWORD": "write DATABASE_URL",
    "DJANGO_ALLOWED_HOSTS": "host names are entered in the administration, at the union",
    "DJANGO_DEBUG": "write DEBUG",
    "DJANGO_SECRET_KEY": "write SECRET_KEY",
    "EMAIL_HOST": "write EMAIL_URL",
    "EMAIL_HOST_PASSWORD": "write EMAIL_URL",
    "EMAIL_HOST_USER": "write EMAIL_URL",
    "EMAIL_PORT": "write EMAIL_URL",
    "FROM_EMAIL": "write DEFAULT_FROM_EMAIL",
    "GUNICORN_WORKERS": "write WEB_CONCURRENCY",
    "HOST": "write BIND_ADDRESS",
    "POSTGRES_DB": "write DATABASE_URL",
    "POSTGRES_PASSWORD": "write DATABASE_URL",
    "POSTGRES_USER": "write DATABASE_URL",
    "REDIS_URL": "write CACHE_URL",
    "SECURE_SSL_REDIRECT": "write HTTPS",
    "SESSION_COOKIE_SECURE": "cookies follow HTTPS",
    "SMTP_HOST": "write EMAIL_URL",
    "SMTP_PASSWORD": "write EMAIL_URL",
    "THREADS": "write WEB_THREADS",
    "WORKERS": "write WEB_CONCURRENCY",
}
# Set by other programs for themselves, so they are misplaced only in our file.
COMMON_NAMES = {"HOST", "ADMINS", "REDIS_URL", "THREADS", "WORKERS"} | {
    name for name in OTHER_NAMES if name.startswith(("POSTGRES_", "DB_", "DATABASE_", "EMAIL_", "SMTP_"))
}


def nearest(name: str) -> str | None:
    """The variable that was probably meant."""
    return next(iter(difflib.get_close_matches(name.upper(), VARIABLES, n=1, cutoff=0.8)), None)


def advice_for(name: str) -> str:
    if name.upper() in OTHER_NAMES:
        return f"is not a variable of this software: {OTHER_NAMES[name.upper()]}."
    meant = nearest(name)
    return f"is not known. Did you mean {meant}?" if meant else "is not known. README.md lists the variables."
