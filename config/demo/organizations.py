"""The two organizations, as they are set up."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from config.demo.people import BALTIA, NORTHWIND, Person
from config.demo.texts import Manners, Scenario, cs, en, lv, pl

HOUR = 3600
ALWAYS = {str(day): [[0, 1440]] for day in range(7)}


def _weekdays(opens: int, closes: int) -> dict[str, list[list[int]]]:
    return {str(day): [[opens * 60, closes * 60]] for day in range(5)}


class DemoOrganization(NamedTuple):
    name: str
    host: str
    domain: str  # of the people's addresses
    zone: str
    language: str
    people: tuple[Person, ...]
    departments: Mapping[str, dict[str, Any]]  # by the key that scenarios and people use
    scenarios: Mapping[str, tuple[Scenario, ...]]  # by language
    shares: Mapping[str, int]  # of the languages, in percent
    tickets: int
    calls: int
    seed: int


MANNERS: Mapping[str, Manners] = {"cs": cs.MANNERS, "en": en.MANNERS, "pl": pl.MANNERS, "lv": lv.MANNERS}
HOLIDAYS_CZ: dict[str, list[list[int]]] = {
    "2026-09-28": [],
    "2026-10-28": [],
    "2026-11-17": [],
    "2026-12-24": [],
    "2026-12-25": [],
}
HOLIDAYS_LV: dict[str, list[list[int]]] = {"2026-11-18": [], "2026-12-24": [], "2026-12-25": [], "2026-12-31": []}

ORGANIZATIONS = (
    DemoOrganization(
        name="Northwind Telecom",
        host="northwind.localhost",
        domain="northwind.example",
        zone="Europe/Prague",
        language="en",
        people=NORTHWIND,
        departments={
            "support": {
                "name": "Support",
                "address_local_part": "support",
                "hours": ALWAYS,
                "first_response_seconds": 4 * HOUR,
                "colour": "#1971c2",
            },
            "billing": {
                "name": "Billing",
                "address_local_part": "billing",
                "hours": _weekdays(8, 17),
                "holidays": HOLIDAYS_CZ,
                "first_response_seconds": 6 * HOUR,
                "colour": "#2f9e44",
            },
            "retention": {
                "name": "Retention",
                "address_local_part": "retention",
                "hours": _weekdays(8, 19),
                "holidays": HOLIDAYS_CZ,
                "first_response_seconds": 2 * HOUR,
                "colour": "#e8590c",
            },
        },
        scenarios={"cs": cs.TELECOM, "en": en.TELECOM, "pl": pl.TELECOM, "lv": lv.TELECOM},
        shares={"cs": 48, "en": 22, "pl": 20, "lv": 10},
        tickets=235,
        calls=90,
        seed=20261,
    ),
    DemoOrganization(
        name="Baltia Energija",
        host="baltia.localhost",
        domain="baltia.example",
        zone="Europe/Riga",
        language="lv",
        people=BALTIA,
        departments={
            "support": {
                "name": "Atbalsts",
                "address_local_part": "support",
                "hours": ALWAYS,
                "first_response_seconds": 4 * HOUR,
                "colour": "#0b7285",
            },
            "billing": {
                "name": "Rēķini",
                "address_local_part": "billing",
                "hours": _weekdays(9, 18),
                "holidays": HOLIDAYS_LV,
                "first_response_seconds": 6 * HOUR,
                "colour": "#862e9c",
            },
        },
        scenarios={"lv": lv.ENERGY, "en": en.ENERGY, "pl": pl.ENERGY, "cs": cs.ENERGY},
        shares={"lv": 66, "en": 16, "pl": 10, "cs": 8},
        tickets=115,
        calls=50,
        seed=20262,
    ),
)
