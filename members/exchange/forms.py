"""The form on which a file is chosen."""

from pathlib import PurePosixPath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.exchange import reading
from members.exchange.models import ImportRun
from members.exchange.planning import plan_of
from unions.admin.kit.wording import label_of

ONE_OF_BOTH = _("Choose a file or paste a table, not both.")
NONE_OF_BOTH = _("Choose a file, or paste the table into the field below.")
PASTED_NAME = _("pasted table")


class UploadForm(forms.ModelForm):
    """Which file or pasted table, and what is in it."""

    file = forms.FileField(
        label=_("file"),
        required=False,
        help_text=_("A table as Excel workbook (.xlsx), LibreOffice table (.ods) or CSV, up to 5 MB and 5,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xlsm,.ods,.xls"}),
    )
    pasted = forms.CharField(
        label=_("or paste the table"),
        required=False,
        strip=False,
        help_text=_("Select the table with its headings in Excel, Word or LibreOffice, copy it and paste it here."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off", "wrap": "off"}),
    )

    # What is wrong with a table may be what was said about it.
    file.keeps_refused = True  # type: ignore[attr-defined]  # read by KeptBoundField

    class Meta:
        model = ImportRun
        fields = ["kind", "file", "pasted", "year", "clears_empty"]
        help_texts = {
            "year": _("Only for population, if the table has no column for the year."),
            "clears_empty": _("Otherwise an empty cell leaves the recorded value as it is."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.Meta.fields:
            if name not in ["file", "pasted"]:
                self.fields[name].label = label_of(ImportRun._meta.get_field(name))

    def clean_file(self):
        upload = self.cleaned_data["file"]
        # Before any of it is read.
        if upload and upload.size > reading.FILE_BYTES:
            raise reading.too_large(upload.size)
        return upload

    def clean_pasted(self):
        text = self.cleaned_data["pasted"]
        if len(text.encode()) > reading.FILE_BYTES:
            raise reading.too_large(len(text.encode()))
        return text if text.strip() else ""

    def clean(self):
        cleaned = super().clean()
        upload, pasted = cleaned.get("file"), cleaned.get("pasted")
        if upload and pasted:
            self.add_error("pasted", ValidationError(ONE_OF_BOTH, code="both"))
        elif upload or pasted:
            self.take_content(upload, pasted or "")
        elif not self.errors:
            self.add_error("file", ValidationError(NONE_OF_BOTH, code="required"))
        return cleaned

    def take_content(self, upload, pasted: str) -> None:
        """Read the table as far as it can be read without a question."""
        run, cleaned = self.instance, self.cleaned_data
        if not cleaned.get("kind"):
            return
        run.kind, run.year, run.is_pasted = cleaned["kind"], cleaned.get("year"), not upload
        if upload:
            run.content = upload.read()
            run.file_name = PurePosixPath(upload.name.replace("\\", "/")).name[-200:]
        else:
            run.content, run.file_name = pasted.encode(), str(PASTED_NAME)
        try:
            plan_of(run)
        except ValidationError as error:
            self.add_error("file" if upload else "pasted", error)
