"""The site as gunicorn serves it, with all that a save needs read before workers are forked (`--preload`).

A worker that is killed is followed by one that saves at once; otherwise a trial of a hundred kills reads the
administration a hundred times.
"""

from django.urls import resolve

from trakyakent_site.wsgi import application

for address in ["/yonetim/yarim/", "/yonetim/unions/pathredirect/add/"]:
    resolve(address)

__all__ = ["application"]
