"""How gunicorn serves the sites; docs/decisions/0016-server.md tells what was measured and chosen."""

import os

# Each worker also sends the mail that waits, and listens at a socket that outlives it; gunicorn finds the four by
# their names.
from trakyakent_site.server.background import post_worker_init, worker_exit  # noqa: F401
from trakyakent_site.server.workers import pre_fork, when_ready  # noqa: F401
from unions.background import proxies as _proxies

wsgi_app = "trakyakent_site.wsgi"
worker_class = "trakyakent_site.server.workers.Worker"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = int(os.environ.get("WEB_THREADS") or 4)
# Proxies and browsers ask again on the same connection, which costs as much as a finished page.
keepalive = 75
timeout = 30
graceful_timeout = 30
# Whatever a worker has gathered in memory ends here; not all at the same moment.
max_requests = 500_000
max_requests_jitter = 50_000
# A control socket would stand in the home folder, where two installations meet.
control_socket_disable = True
# No proxy tells us another address than the one that was asked; a stranger's header must not either.
forwarder_headers = ""
# The same proxies as the settings; X-Forwarded-Proto is left to server/scheme.py, which understands lists.
forwarded_allow_ips = _proxies.as_gunicorn_reads(
    _proxies.parse_networks(
        os.environ.get("TRUSTED_PROXIES") or os.environ.get("FORWARDED_ALLOW_IPS") or _proxies.LOOPBACK
    )
)
secure_scheme_headers = {"X-FORWARDED-PROTOCOL": "ssl", "X-FORWARDED-SSL": "on"}
loglevel = "warning"
