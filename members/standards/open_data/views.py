"""The page of open data, its files, their checksums and their dictionary."""

import base64

from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation

from members.exchange import exporting
from members.standards.open_data.datasets import DATASETS, Dataset
from members.standards.open_data.writing import LICENCE, LICENCE_URL, digest_of, in_each_language, write_dataset
from unions.caching.per_generation import cached_per_generation
from unions.publishing.addresses import LANGUAGES
from unions.publishing.breadcrumbs import links_about
from unions.tenancy.origin import origin_of
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language


def open_data(request: UnionRequest) -> HttpResponse:
    """What can be downloaded, what each column means, and the licence."""
    return TemplateResponse(
        request,
        "members/standards/open_data.html",
        {
            "datasets": DATASETS,
            "licence": LICENCE,
            "licence_url": licence_url(),
            "year": timezone.localdate().year,
            "links_for_programs": links_about("programs"),
        },
    )


def licence_url() -> str:
    return f"{LICENCE_URL}deed.{active_language()}"


def open_data_file(request: UnionRequest, word: str, extension: str) -> HttpResponseBase:
    """One table in one form; sent from the disk where it is large."""
    dataset = next((dataset for dataset in DATASETS if dataset.word == word), None)
    if dataset is None or extension not in dataset.extensions:
        raise Http404("There is no such table.")
    file = exporting.spooled()
    write_dataset(dataset, extension, file, origin_of(request))
    digest = digest_of(file)
    if file.tell() <= exporting.IN_MEMORY_BYTES:
        response: HttpResponseBase = HttpResponse(
            b"".join(exporting.chunks(file)), content_type=exporting.CONTENT_TYPES[extension]
        )
    else:
        response = StreamingHttpResponse(exporting.chunks(file), content_type=exporting.CONTENT_TYPES[extension])
    response["Content-Disposition"] = f'attachment; filename="{request.union.code}-{word}.{extension}"'
    response["Repr-Digest"] = f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    return free_for_all(response)


def open_data_checksums(request: UnionRequest) -> HttpResponseBase:
    """The SHA-256 of every file, in the form that `sha256sum --check` reads."""
    origin = origin_of(request)
    sums = cached_per_generation(request, checksums, origin, active_language())
    return free_for_all(HttpResponse(sums, content_type=exporting.CONTENT_TYPES["txt"]))


def checksums(origin: str, language: str) -> str:
    """The checksums of the tables of the current union in a language."""
    lines = []
    for dataset in DATASETS:
        for extension in dataset.extensions:
            with exporting.spooled() as file, translation.override(language):
                write_dataset(dataset, extension, file, origin)
                lines.append(f"{digest_of(file).hexdigest()}  {dataset.word}.{extension}\n")
    return "".join(lines)


def open_data_dictionary(request: UnionRequest) -> HttpResponseBase:
    """What each column of each table means, in both languages, for programs."""
    tables = [
        {
            "files": {code: addresses_of(dataset, code, origin_of(request)) for code in LANGUAGES},
            "title": in_each_language(dataset.title),
            "about": in_each_language(dataset.about),
            "columns": [
                {
                    "name": column.name,
                    "heading": in_each_language(column.heading),
                    "meaning": in_each_language(column.meaning),
                }
                for column in dataset.columns
            ],
        }
        for dataset in DATASETS
    ]
    content = {"licence": LICENCE, "licence_url": LICENCE_URL, "tables": tables}
    return free_for_all(JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1}))


def addresses_of(dataset: Dataset, language: str, origin: str) -> list[str]:
    with translation.override(language):
        return [origin + reverse("open_data_file", args=[dataset.word, extension]) for extension in dataset.extensions]


def free_for_all(response: HttpResponseBase) -> HttpResponseBase:
    """Readable by the scripts of any site, with the licence."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Link"] = f'<{LICENCE_URL}>; rel="license"'
    return response
