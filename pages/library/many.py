"""Many photographs with one form: each file goes into the library, and becomes a part of the row in the form."""

from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _

from pages.library.fields import CHOICE, LONGEST_NUMBER
from pages.library.screens import say
from pages.library.storing import store

FILES = "-files"


class ManyPhotographs:
    """An admin whose form takes many files at once for the parts of that prefix, without a script too."""

    photographs = "photos"

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        name = f"{self.photographs}{FILES}"
        is_sent = request.method == "POST" and not getattr(request, "is_previewing", False)
        if is_sent and request.FILES.getlist(name) and request.user.has_perm("pages.add_picture"):
            self.take_in(request, name)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def take_in(self, request: Any, name: str) -> None:
        """Store the files, and go on as if their pictures had been chosen from the library."""
        results = [store(upload) for upload in request.FILES.pop(name)]
        say(request, results)
        fields = request.POST.copy()
        total = f"{self.photographs}-TOTAL_FORMS"
        written = fields.get(total) or "0"
        number = int(written) if written.isdecimal() and len(written) <= LONGEST_NUMBER else 0
        chosen = {value for key, value in fields.items() if key.endswith(CHOICE)}
        for picture in [result.row for result in results if result.row]:
            if str(picture.pk) in chosen:
                messages.warning(request, _("%(picture)s: is among these already.") % {"picture": picture})
                continue
            chosen.add(str(picture.pk))
            fields[f"{self.photographs}-{number}-picture{CHOICE}"] = str(picture.pk)
            number += 1
        fields[total] = str(number)
        request.POST = fields
