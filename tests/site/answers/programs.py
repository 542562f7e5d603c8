"""What addresses for programs answer: OParl, the API, open data."""

from members.standards.open_data.datasets import DATASETS
from pages.api.resources import resources
from tests.site.addresses import Address
from tests.site.answers.rights import FAR_AWAY
from tests.site.answers.verdict import Verdict, far_away, reading
from tests.site.two_unions import TwoUnions
from unions.publishing.addresses import LANGUAGES

OPARL_LISTS = [
    "body",
    "organization",
    "person",
    "membership",
    "meeting",
    "agenda-item",
    "paper",
    "consultation",
    "file",
]


def oparl_list() -> Verdict:
    """Lists for programs, with what is deleted; a list that there is not is an error in their own form."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        changed = "?modified_since=2000-01-01T00:00:00Z"
        return {
            "own": [f"/oparl/{code}/{word}/{changed}" for code in LANGUAGES for word in OPARL_LISTS],
            "missing": ["/oparl/tr/olmayan/", "/oparl/xx/meeting/"],
        }

    return Verdict("OParl list", paths, reading({"own": {200}, "missing": {404}}))


def oparl_object() -> Verdict:
    """Single objects for programs; what was public once is remembered as deleted."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        def path(row):
            return f"/oparl/tr/meeting/{row.pk}/"

        return {
            **{whose: [path(world.rows(whose)["meeting"])] for whose in ["own", "draft", "withdrawn", "foreign"]},
            "missing": [path(far_away(world.own["meeting"]))],
        }

    statuses = {"own": {200}, "draft": {404}, "withdrawn": {200, 404}, "foreign": {404}, "missing": {404}}
    return Verdict("OParl object", paths, reading(statuses))


def api_list() -> Verdict:
    """A list of the API; another union's rows are in none of them."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        return {"own": [f"/api/v1/{name}" for name in resources()], "missing": ["/api/v1/olmayan"]}

    return Verdict("list of the API", paths, reading({"own": {200}, "missing": {404}}))


def api_object() -> Verdict:
    """One record of the API, asked for by its key."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        def path(row):
            return address.path(language, resource="news", key=row.pk)

        found = {whose: [path(world.rows(whose)["post"])] for whose in ["own", "draft", "withdrawn", "foreign"]}
        return {**found, "missing": [address.path(language, resource="news", key=FAR_AWAY)]}

    statuses = {"own": {200}, "draft": {404}, "withdrawn": {404}, "foreign": {404}, "missing": {404}}
    return Verdict("record of the API", paths, reading(statuses))


def open_data_file() -> Verdict:
    """Tables of what is public, in every form; words of the other language are none of this one."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        files = [
            address.path(language, word=dataset.words[language], extension=extension)
            for dataset in DATASETS
            for extension in dataset.extensions
        ]
        return {"own": files, "missing": [address.path(language, word="olmayan", extension="csv")]}

    return Verdict("open data", paths, reading({"own": {200}, "missing": {404}}))
