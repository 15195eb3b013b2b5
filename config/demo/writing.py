"""Letters out of scenarios: greeting, body with its blanks filled in, farewell, name."""

from random import Random
from typing import NamedTuple

from config.demo.organizations import MANNERS, DemoOrganization
from config.demo.people import CUSTOMERS, STREETS
from config.demo.texts import Manners, Scenario
from helpdesk.search import plain


class Customer(NamedTuple):
    name: str
    email: str
    language: str


class Matter(NamedTuple):
    """One scenario of one customer, with its blanks filled in."""

    customer: Customer
    scenario: Scenario
    manners: Manners
    greeting: str
    farewell: str

    @property
    def opening(self) -> str:
        return f"{self.greeting}\n\n{_capital(self.greeting, self.scenario.opening)}\n\n{self._signed}"

    @property
    def more(self) -> str:
        return f"{self.greeting}\n\n{_capital(self.greeting, self.scenario.more)}\n\n{self._signed}"

    @property
    def _signed(self) -> str:
        return f"{self.farewell}\n{self.customer.name}"

    def answer(self, body: str, *, agent: str, organization: str) -> str:
        greeting = self.manners.staff_greeting
        return f"{greeting}\n\n{_capital(greeting, body)}\n\n{self.manners.staff_farewell}\n{agent}\n{organization}"


def customers(random: Random, organization: DemoOrganization, count: int) -> list[Customer]:
    """Different people with different addresses, in the shares of the organization's languages."""
    known: dict[str, Customer] = {}
    languages, shares = list(organization.shares), list(organization.shares.values())
    while len(known) < count:
        language = random.choices(languages, shares)[0]
        first_names, last_names = CUSTOMERS[language]
        first, last = random.choice(first_names), random.choice(last_names)
        local = plain(f"{first} {last}").replace(" ", ".")
        email = f"{local}{random.randrange(100)}@customer.example"
        known.setdefault(email, Customer(f"{first} {last}", email, language))
    return list(known.values())


def matter(random: Random, organization: DemoOrganization, customer: Customer) -> Matter:
    """Something this customer could write about."""
    manners = MANNERS[customer.language]
    blanks = {
        "hour": random.randrange(17, 22),
        "street": random.choice(STREETS[customer.language]),
        "speed": random.choice((50, 100, 250, 500)),
        "amount": random.choice((89, 149, 240, 390, 620)),
        "invoice": f"2026{random.randrange(10**5, 10**6)}",
        "contract": f"{random.randrange(10**6, 10**7)}",
        "day": random.randrange(4, 27),
        "years": random.randrange(3, 12),
        "meter": random.randrange(10**4, 10**5),
    }
    scenario = random.choice(organization.scenarios[customer.language])
    filled = Scenario(scenario.department, *(text.format(**blanks) for text in scenario[1:]))
    return Matter(customer, filled, manners, random.choice(manners.greetings), random.choice(manners.farewells))


def _capital(greeting: str, body: str) -> str:
    """After a comma the sentence goes on small; after anything else it begins."""
    return body if greeting.endswith(",") else body[:1].upper() + body[1:]
