"""The scorecards an organization starts with, in the language that is active."""

from decimal import Decimal

from django.utils.translation import gettext as _

from qa.content import NewCriterion, NewSection, NewVersion
from qa.enums import CriticalScope, ScaleKind


def conversation_scorecard() -> NewVersion:
    return NewVersion(
        sections=(
            NewSection(
                name=_("Understanding and solution"),
                weight=Decimal(40),
                criteria=(
                    _points(
                        _("Understood what the customer needs"),
                        _("Every question of the customer was noticed, also the one between the lines."),
                    ),
                    _points(
                        _("Correct and complete solution"),
                        _("The answer is right, and the customer does not have to ask again."),
                    ),
                ),
            ),
            NewSection(
                name=_("Communication"),
                weight=Decimal(35),
                criteria=(
                    _points(_("Clear and easy to read"), _("Short sentences, no jargon, the next step is clear.")),
                    _points(_("Empathy and polite wording"), _("The tone suits the customer's situation.")),
                    _yes_no(_("Language without mistakes"), _("Spelling and grammar do not distract.")),
                ),
            ),
            NewSection(
                name=_("Process"),
                weight=Decimal(25),
                criteria=(
                    _yes_no(
                        _("Identity verified before sharing personal data"),
                        _("Nothing personal was told before it was clear who asks."),
                        critical=CriticalScope.FORM,
                    ),
                    _yes_no(_("Priority and department are right"), ""),
                    _yes_no(
                        _("Documented for colleagues"),
                        _("Whoever opens the ticket next understands it without asking."),
                    ),
                ),
            ),
        )
    )


def call_scorecard() -> NewVersion:
    return NewVersion(
        sections=(
            NewSection(
                name=_("Opening"),
                weight=Decimal(10),
                criteria=(
                    _yes_no(_("Greeting with own name and company"), ""),
                    _yes_no(
                        _("Identity verified before sharing personal data"),
                        _("Nothing personal was told before it was clear who calls."),
                        critical=CriticalScope.FORM,
                    ),
                ),
            ),
            NewSection(
                name=_("Listening and tone"),
                weight=Decimal(30),
                criteria=(
                    _points(_("Lets the customer finish"), _("No talking over the customer.")),
                    _points(_("Empathy and polite wording"), _("The tone suits the customer's situation.")),
                ),
            ),
            NewSection(
                name=_("Process"),
                weight=Decimal(35),
                criteria=(
                    _yes_no(
                        _("Announces hold or silence of more than ten seconds"),
                        _("The customer always knows why nobody speaks."),
                    ),
                    _points(
                        _("Correct and complete solution"),
                        _("The answer is right, and the customer does not have to ask again."),
                    ),
                    _yes_no(
                        _("Documented for colleagues"),
                        _("Whoever opens the ticket next understands it without asking."),
                    ),
                ),
            ),
            NewSection(
                name=_("Closing"),
                weight=Decimal(25),
                criteria=(
                    _yes_no(_("Summarises what was agreed"), _("Result, next step and date are said aloud.")),
                    _yes_no(_("Asks whether anything else is needed"), ""),
                ),
            ),
        )
    )


def _points(name: str, guidance: str) -> NewCriterion:
    return NewCriterion(name=name, guidance=guidance, scale=ScaleKind.POINTS)


def _yes_no(name: str, guidance: str, *, critical: CriticalScope = CriticalScope.NONE) -> NewCriterion:
    return NewCriterion(name=name, guidance=guidance, critical=critical)
