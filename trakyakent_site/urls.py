from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

import members.urls
import pages.urls
import unions.urls
from trakyakent_site.operations import health, metrics, overview
from unions.tenancy.requests import STAFF_ROUTE

handler400 = "trakyakent_site.failures.handlers.bad_request"
handler403 = "trakyakent_site.failures.handlers.permission_denied"
handler404 = "trakyakent_site.failures.handlers.page_not_found"
handler500 = "trakyakent_site.failures.handlers.server_error"

urlpatterns = [
    path("canli", health.alive, name="alive"),
    path("hazir", health.ready, name="ready"),
    path("isler", health.jobs, name="jobs"),
    path("olcumler", metrics.metrics, name="metrics"),
    path(f"{STAFF_ROUTE}isletim/", admin.site.admin_view(overview.overview), name="operation"),
    # Before the administration, which answers every other address below its own.
    path(STAFF_ROUTE, include("unions.accounts.urls")),
    path(STAFF_ROUTE, admin.site.urls),
    *unions.urls.unprefixed_urlpatterns,
    *members.urls.unprefixed_urlpatterns,
    *pages.urls.unprefixed_urlpatterns,
    *i18n_patterns(
        path("", include("unions.urls")),
        path("", include("members.urls")),
        # Last: the addresses of its tree are free.
        path("", include("pages.urls")),
    ),
]
