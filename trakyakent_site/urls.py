from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from trakyakent_site import health

urlpatterns = [
    path("canli", health.alive, name="alive"),
    path("hazir", health.ready, name="ready"),
    path("isler", health.jobs, name="jobs"),
    path("yonetim/", admin.site.urls),
    # The union's first language; nothing is guessed from the browser's headers.
    path("", RedirectView.as_view(url="/tr/")),
    *i18n_patterns(
        # Pages last: the addresses of its tree are free.
        *[
            path("", include(f"{app}.urls"))
            for app in ["unions", "members", "pages"]
            if find_spec(f"{app}.urls")
        ]
    ),
]
