import gettext
import io

import polib
import pytest
from django.core.management import CommandError, call_command

from core import catalogues

PYTHON = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext

# Translators: on the button
A = _("Send")
B = gettext_lazy("Two " "parts")
C = ngettext("%(count)d ticket", "%(count)d tickets", 3)
D = pgettext("verb", "Open")
E = _(A)
"""
TEMPLATE = """{% load i18n %}{% translate "From a template" %}
{% blocktranslate trimmed with name=person.name %}
  Hello {{ name }},
  welcome
{% endblocktranslate %}
{% blocktranslate count n=things|length %}{{ n }} thing{% plural %}{{ n }} things{% endblocktranslate %}
"""


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A project of one app; returns the app's folder."""
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "APPS", ("shop",))
    (tmp_path / "shop" / "templates").mkdir(parents=True)
    (tmp_path / "shop" / "texts.py").write_text(PYTHON)
    (tmp_path / "shop" / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path / "shop"


def translate(language, **texts):
    path = catalogues.catalogue_path("shop", language)
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = dict.fromkeys(range(3), f"{language} {entry.msgid_plural}")
        else:
            entry.msgstr = texts.get(entry.msgid, f"{language} {entry.msgid}")
    catalogue.save(str(path))


def test_texts_are_found_in_python_and_in_templates(source):
    found = catalogues.texts_of("shop")

    assert {(text.context, text.text, text.plural) for text in found.values()} == {
        (None, "Send", None),
        (None, "Two parts", None),
        (None, "%(count)d ticket", "%(count)d tickets"),
        ("verb", "Open", None),
        (None, "From a template", None),
        (None, "Hello %(name)s, welcome", None),
        (None, "%(n)s thing", "%(n)s things"),
    }
    assert found[(None, "Send")].remark == "Translators: on the button"


def test_a_fresh_catalogue_is_refused_until_everything_is_translated(source):
    catalogues.write("shop", "cs")
    assert len(catalogues.faults_of("shop", "cs")) == 7

    translate("cs")

    assert catalogues.faults_of("shop", "cs") == []


def test_writing_again_keeps_every_translation_and_changes_nothing(source):
    catalogues.write("shop", "pl")
    translate("pl")
    catalogues.write("shop", "pl")
    before = catalogues.catalogue_path("shop", "pl").read_text()

    assert catalogues.write("shop", "pl") is False
    assert catalogues.catalogue_path("shop", "pl").read_text() == before
    assert "pl Two parts" in before


def test_a_text_that_comes_back_has_its_translation_still(source):
    catalogues.write("shop", "lv")
    translate("lv")
    page = source / "templates" / "page.html"
    content = page.read_text()
    page.write_text("")
    catalogues.write("shop", "lv")
    assert catalogues.faults_of("shop", "lv") == []

    page.write_text(content)
    catalogues.write("shop", "lv")

    entries = {entry.msgid: entry.msgstr for entry in polib.pofile(str(catalogues.catalogue_path("shop", "lv")))}
    assert entries["From a template"] == "lv From a template"


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (lambda entry: setattr(entry, "msgstr", ""), "not translated"),
        (lambda entry: entry.flags.append("fuzzy"), "fuzzy"),
        (lambda entry: setattr(entry, "msgstr", "Ahoj"), "a placeholder is missing"),
        (lambda entry: setattr(entry, "msgstr", "%(name)s %(other)s"), "a placeholder the source does not have"),
        (lambda entry: setattr(entry, "msgid", "Old %(name)s"), "no longer in the source"),
    ],
)
def test_every_kind_of_gap_is_named(source, harm, fault):
    catalogues.write("shop", "cs")
    translate("cs")
    path = catalogues.catalogue_path("shop", "cs")
    catalogue = polib.pofile(str(path))
    harm(catalogue.find("Hello %(name)s, welcome"))
    catalogue.save(str(path))

    assert any(fault in line for line in catalogues.faults_of("shop", "cs"))


def test_two_apps_that_translate_one_text_in_two_ways_are_named(source, monkeypatch):
    monkeypatch.setattr(catalogues, "APPS", ("shop", "store"))
    (source.parent / "store").mkdir()
    (source.parent / "store" / "texts.py").write_text('A = _("Send")')
    for app, text in (("shop", "Poslat"), ("store", "Odeslat")):
        catalogues.write(app, "cs")
        path = catalogues.catalogue_path(app, "cs")
        catalogue = polib.pofile(str(path))
        catalogue.find("Send").msgstr = text
        catalogue.save(str(path))

    assert catalogues.contradictions("cs") == ["cs: translated differently in shop and store: 'Send'"]


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("cs", {0: 2, 1: 0, 2: 1, 4: 1, 5: 2, 11: 2, 21: 2, 22: 2}),
        ("pl", {0: 2, 1: 0, 2: 1, 4: 1, 5: 2, 11: 2, 12: 2, 21: 2, 22: 1, 25: 2}),
        ("lv", {0: 0, 1: 1, 2: 2, 5: 2, 10: 0, 11: 0, 19: 0, 20: 0, 21: 1, 22: 2, 30: 0, 101: 1, 111: 0}),
    ],
)
def test_plural_forms_are_those_of_the_language(source, language, forms):
    catalogues.write("shop", language)
    path = catalogues.catalogue_path("shop", language)
    catalogue = polib.pofile(str(path))
    catalogue.find("%(count)d ticket").msgstr_plural = {0: "0", 1: "1", 2: "2"}
    catalogue.save(str(path))
    catalogues.compile_catalogue("shop", language)

    compiled = gettext.GNUTranslations(io.BytesIO(path.with_suffix(".mo").read_bytes()))

    assert {n: int(compiled.ngettext("%(count)d ticket", "%(count)d tickets", n)) for n in forms} == forms


def test_compiling_twice_writes_once(source):
    catalogues.write("shop", "cs")

    assert catalogues.compile_catalogue("shop", "cs") is True
    assert catalogues.compile_catalogue("shop", "cs") is False


def test_the_command_fails_with_the_list_of_gaps(source, monkeypatch):
    monkeypatch.setattr("core.management.commands.catalogues.APPS", ("shop",))
    call_command("catalogues", "--write", stdout=io.StringIO())

    with pytest.raises(CommandError, match="not translated: 'Send'"):
        call_command("catalogues", "--check")


def test_our_own_catalogues_of_accounts_are_complete():
    assert [fault for one in catalogues.PLURALS for fault in catalogues.faults_of("accounts", one)] == []
