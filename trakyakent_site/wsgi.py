import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trakyakent_site.settings")

application = get_wsgi_application()

# Only now are the settings and the models there.
from trakyakent_site.page_cache.application import with_page_cache  # noqa: E402
from trakyakent_site.server.requests import with_numbers  # noqa: E402
from trakyakent_site.server.scheme import with_scheme_of_proxies  # noqa: E402

application = with_numbers(with_scheme_of_proxies(with_page_cache(application)))
