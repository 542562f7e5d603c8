"""What readers see of an entry now, in words: beside the form, in lists and after saving."""

from django.contrib import messages
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from unions.admin.kit.guarded import site_links
from unions.publishing.states import Publishable, Visibility


def visibility_in_words(row) -> str:
    """What readers see of a row now, with the moment at which that begins or ended."""
    if row.visibility == Visibility.SCHEDULED:
        return _("scheduled for %(time)s") % {"time": time_in_words(row.publish_at)}
    if row.visibility == Visibility.ENDED:
        return _("ended on %(time)s") % {"time": time_in_words(row.expire_at)}
    if row.visibility == Visibility.PUBLISHED and row.expire_at:
        return _("published until %(time)s") % {"time": time_in_words(row.expire_at)}
    return str(row.visibility.label)


def time_in_words(time) -> str:
    return date_format(timezone.localtime(time), "SHORT_DATETIME_FORMAT")


def say_what_readers_see(request, row) -> None:
    """The line after saving: what readers see now, and the page on which they do."""
    if not isinstance(row, Publishable) or "_popup" in request.POST:
        return
    text = {
        Visibility.DRAFT: _("It is a draft: readers do not see it."),
        Visibility.SCHEDULED: _("Readers do not see it yet: it is scheduled."),
        Visibility.PUBLISHED: _("Readers see it now."),
        Visibility.ENDED: _("Readers do not see it any more: its time has ended."),
        Visibility.WITHDRAWN: _("Readers do not see it: its address says that it was withdrawn, and why."),
    }[row.visibility]
    links = [(url, code, name) for code, name, url in site_links(row)]
    messages.info(request, format_html("{} {}", text, format_html_join(" · ", '<a href="{}" lang="{}">{}</a>', links)))
