"""Who works in the demo organizations, and who writes to them. All invented."""

from typing import NamedTuple

from accounts.enums import Role

PASSWORD = "kvalita-demo"  # noqa: S105 — published: it opens invented organizations only


class Person(NamedTuple):
    name: str
    login: str  # before the @
    role: Role
    departments: tuple[str, ...] = ()
    pace: float = 1.0  # of answering; 1.5 takes half as long again
    warmth: float = 0.0  # what customers think of it


NORTHWIND = (
    Person("Eva Horáková", "owner", Role.OWNER),
    Person("Tomáš Beneš", "admin", Role.ADMIN),
    Person("Alena Králová", "supervisor", Role.SUPERVISOR, ("support", "billing", "retention")),
    Person("Petr Svoboda", "agent", Role.AGENT, ("support", "billing"), 0.9, 0.3),
    Person("Ilze Kalniņa", "reviewer", Role.REVIEWER),
    Person("Martin Doležal", "viewer", Role.VIEWER, ("support",)),
    Person("Tereza Dvořáková", "tereza.dvorakova", Role.AGENT, ("support",), 0.7, 0.6),
    Person("Marek Novotný", "marek.novotny", Role.AGENT, ("support",), 1.4, -0.5),
    Person("Katarzyna Zielińska", "katarzyna.zielinska", Role.AGENT, ("support", "billing"), 0.8, 0.4),
    Person("Piotr Wójcik", "piotr.wojcik", Role.AGENT, ("billing",), 1.2, 0.0),
    Person("Līga Ozoliņa", "liga.ozolina", Role.AGENT, ("support", "retention"), 1.0, 0.2),
    Person("Jānis Bērziņš", "janis.berzins", Role.AGENT, ("billing",), 1.1, -0.1),
    Person("Hannah Price", "hannah.price", Role.AGENT, ("retention",), 0.8, 0.7),
    Person("Oliver Grant", "oliver.grant", Role.AGENT, ("retention", "support"), 1.3, -0.8),
)
BALTIA = (
    Person("Andris Liepiņš", "owner", Role.OWNER),
    Person("Kristīne Vītola", "admin", Role.ADMIN),
    Person("Inese Ozola", "supervisor", Role.SUPERVISOR, ("support", "billing")),
    Person("Mārtiņš Krūmiņš", "agent", Role.AGENT, ("support", "billing"), 0.9, 0.2),
    Person("Agnieszka Lewandowska", "reviewer", Role.REVIEWER),
    Person("Roberts Eglītis", "viewer", Role.VIEWER, ("billing",)),
    Person("Zane Balode", "zane.balode", Role.AGENT, ("support",), 0.8, 0.5),
    Person("Edgars Kļaviņš", "edgars.klavins", Role.AGENT, ("support",), 1.3, -0.4),
    Person("Santa Priede", "santa.priede", Role.AGENT, ("support", "billing"), 1.0, 0.3),
    Person("Raivis Lācis", "raivis.lacis", Role.AGENT, ("billing",), 1.1, 0.0),
    Person("Joanna Kowalczyk", "joanna.kowalczyk", Role.AGENT, ("billing",), 0.9, 0.4),
    Person("Lukáš Říha", "lukas.riha", Role.AGENT, ("support",), 1.2, -0.2),
    Person("Grace Holloway", "grace.holloway", Role.AGENT, ("billing", "support"), 0.8, 0.6),
    Person("Dace Zariņa", "dace.zarina", Role.AGENT, ("support",), 1.5, -0.6),
)

# first and last names that fit each other, by language
CUSTOMERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "cs": (
        ("Jana", "Lenka", "Veronika", "Barbora", "Zuzana", "Šárka", "Hana", "Dagmar", "Ludmila", "Radka"),
        ("Černá", "Procházková", "Němcová", "Pokorná", "Růžičková", "Urbanová", "Šimková", "Říhová", "Kratochvílová"),
    ),
    "pl": (
        ("Jakub", "Michał", "Łukasz", "Grzegorz", "Paweł", "Krzysztof", "Wojciech", "Tomasz", "Szymon", "Rafał"),
        ("Kamiński", "Szymański", "Dąbrowski", "Jankowski", "Mazur", "Krawczyk", "Wróbel", "Pawłowski", "Świątek"),
    ),
    "lv": (
        ("Anna", "Kristīne", "Ilona", "Sandra", "Baiba", "Elīna", "Marta", "Vija", "Ieva", "Sanita"),
        ("Jansone", "Ozola", "Liepiņa", "Krūmiņa", "Balode", "Sproģe", "Zālīte", "Vanaga", "Skujiņa"),
    ),
    "en": (
        ("James", "Emily", "Daniel", "Sophie", "Thomas", "Rachel", "Samuel", "Laura", "Adam", "Megan"),
        ("Carter", "Bennett", "Hughes", "Morgan", "Foster", "Ellis", "Palmer", "Webb", "Shaw"),
    ),
}
STREETS: dict[str, tuple[str, ...]] = {
    "cs": ("Lipová 14", "Nad Potokem 3", "Husova 27", "Zahradní 8", "Na Výsluní 112"),
    "pl": ("ul. Lipowa 14", "ul. Słoneczna 5/12", "ul. Polna 33", "ul. Ogrodowa 8", "al. Dębowa 21"),
    "lv": ("Liepu iela 14", "Dzirnavu iela 52-8", "Saules iela 3", "Ezera iela 19", "Kalna iela 7-2"),
    "en": ("14 Linden Road", "3 Mill Lane", "27 Harbour Street", "8 Garden Court", "112 Station Road"),
}
