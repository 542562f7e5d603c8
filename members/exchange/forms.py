"""The form on which a file is chosen."""

from pathlib import PurePosixPath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.exchange import reading
from members.exchange.models import ImportRun
from members.exchange.planning import plan_of
from unions.admin.kit.wording import label_of


class UploadForm(forms.ModelForm):
    """Which file, and what is in it."""

    file = forms.FileField(
        label=_("file"),
        help_text=_("A table as CSV or Excel workbook (.xlsx), up to 5 MB and 5,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    # What is wrong with a table may be what was said about it.
    file.keeps_refused = True  # type: ignore[attr-defined]  # read by KeptBoundField

    class Meta:
        model = ImportRun
        fields = ["kind", "file", "year", "clears_empty"]
        help_texts = {
            "year": _("Only for population, if the table has no column for the year."),
            "clears_empty": _("Otherwise an empty cell leaves the recorded value as it is."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.Meta.fields:
            if name != "file":
                self.fields[name].label = label_of(ImportRun._meta.get_field(name))

    def clean_file(self):
        upload = self.cleaned_data["file"]
        # Before any of it is read.
        if upload.size > reading.FILE_BYTES:
            raise reading.too_large(upload.size)
        return upload

    def clean(self):
        cleaned = super().clean()
        upload = cleaned.get("file")
        if upload and cleaned.get("kind"):
            run = self.instance
            run.kind, run.year = cleaned["kind"], cleaned.get("year")
            run.content = upload.read()
            run.file_name = PurePosixPath(upload.name.replace("\\", "/")).name[-200:]
            try:
                plan_of(run)
            except ValidationError as error:
                self.add_error("file", error)
        return cleaned
