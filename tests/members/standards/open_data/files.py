"""The files of open data, as a reader downloads them."""

import csv
import io

from django.urls import reverse
from django.utils import translation


def file_address(word: str, extension: str, language: str = "tr") -> str:
    with translation.override(language):
        return reverse("open_data_file", args=[word, extension])


def rows_of_csv(response) -> list[dict]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
