"""How gunicorn serves the sites; docs/decisions/0016-server.md tells what was measured and chosen."""

from trakyakent_site.operations import at_start as _at_start
from trakyakent_site.operations import data_folder as _data_folder
from trakyakent_site.operations import environment as _environment

# Each worker also sends the mail that waits, and listens at a socket that outlives it; gunicorn finds the four by
# their names.
from trakyakent_site.server.background import post_worker_init, worker_exit
from trakyakent_site.server.workers import pre_fork, when_ready
from unions.background import proxies as _proxies

__all__ = ["post_worker_init", "pre_fork", "when_ready", "worker_exit"]

# Before any worker is begun: what is wrong is said once, and the start is refused.
_read = _environment.load_or_exit()
_given = _read.values
_at_start.say(_given, _read.data_folder)

wsgi_app = "trakyakent_site.wsgi"
worker_class = "trakyakent_site.server.workers.Worker"
workers = int(_given.get("WEB_CONCURRENCY") or 2)
threads = int(_given.get("WEB_THREADS") or 4)
# Proxies and browsers ask again on the same connection, which costs as much as a finished page.
keepalive = 75
timeout = 30
graceful_timeout = 30
# As much as the proxy lets through: it answers longer ones in words (settings.HEADER_BYTES).
limit_request_line = 8190
limit_request_field_size = 8190
limit_request_fields = 100
# Whatever a worker has gathered in memory ends here; not all at the same moment.
max_requests = 500_000
max_requests_jitter = 50_000
# What workers write is their owner's alone.
umask = _data_folder.UMASK
# A control socket would stand in the home folder, where two installations meet.
control_socket_disable = True
# No proxy tells us another address than the one that was asked; a stranger's header must not either.
forwarder_headers = ""
# The same proxies as the settings; X-Forwarded-Proto is left to server/scheme.py, which understands lists.
forwarded_allow_ips = _proxies.as_gunicorn_reads(
    _proxies.parse_networks(_given.get("TRUSTED_PROXIES") or _given.get("FORWARDED_ALLOW_IPS") or _proxies.LOOPBACK)
)
secure_scheme_headers = {"X-FORWARDED-PROTOCOL": "ssl", "X-FORWARDED-SSL": "on"}
loglevel = "warning"
