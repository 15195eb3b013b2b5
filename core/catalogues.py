"""The catalogues of translations: found in the source, kept by app and language, checked, compiled.

English is the source text and the key, so it needs no catalogue. Nothing here needs the gettext programs.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
APPS = ("core", "accounts", "helpdesk", "qa", "surveys", "reports")
# The forms of CLDR, in its order: Latvian's first one covers 0, 10–20, 30 …
PLURALS = {
    "cs": "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
    "pl": "nplurals=3; plural=(n==1) ? 0 : (n%10>=2 && n%10<=4 && (n%100<12 || n%100>14)) ? 1 : 2;",
    "lv": "nplurals=3; plural=(n%10==0 || (n%100>=11 && n%100<=19)) ? 0 : (n%10==1 && n%100!=11) ? 1 : 2;",
}
FORMS = 3
# name of the function → where context, text and plural stand among its arguments
CALLS: dict[str, tuple[int | None, int, int | None]] = {
    name + lazy: places
    for name, places in {
        "gettext": (None, 0, None),
        "ngettext": (None, 0, 1),
        "pgettext": (0, 1, None),
        "npgettext": (0, 1, 2),
    }.items()
    for lazy in ("", "_lazy")
} | {"_": (None, 0, None), "gettext_noop": (None, 0, None)}
CALL_IN_TEMPLATE = re.compile(r"(?<![\w.])(?:_|n?p?gettext)\(")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|(?<!\{)\{\w+\}(?!\})")

type Key = tuple[str | None, str]


@dataclass(kw_only=True)
class Text:
    """One text to translate, and the files it stands in."""

    context: str | None
    text: str
    plural: str | None
    files: set[str] = field(default_factory=set)
    remark: str = ""  # of a `# Translators:` comment

    @property
    def key(self) -> Key:
        return self.context, self.text


def texts_of(app: str) -> dict[Key, Text]:
    """Everything in the source of one app that a person may see."""
    found: dict[Key, Text] = {}
    for path in _sources(ROOT / app):
        source = path.read_text(encoding="utf-8")
        name = path.relative_to(ROOT).as_posix()
        texts = _in_python(source) if path.suffix == ".py" else _in_template(source, name)
        for text in texts:
            kept = found.setdefault(text.key, text)
            kept.files.add(name)
            kept.plural = kept.plural or text.plural
            kept.remark = kept.remark or text.remark
    return found


def catalogue_path(app: str, language: str) -> Path:
    return ROOT / app / "locale" / language / "LC_MESSAGES" / "django.po"


def write(app: str, language: str) -> bool:
    """Bring one catalogue up to its source, keeping every translation; True if the file changed.

    A text that left the source stays as an obsolete entry and comes back with its translation.
    """
    path, texts = catalogue_path(app, language), texts_of(app)
    if not texts and not path.exists():
        return False
    before = polib.pofile(str(path), wrapwidth=118) if path.exists() else polib.POFile(wrapwidth=118)
    known = {(entry.msgctxt, entry.msgid): entry for entry in before}
    after = polib.POFile(wrapwidth=118)
    after.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for key in sorted(texts, key=lambda key: (key[1], key[0] or "")):
        after.append(_entry(texts[key], known.get(key)))
    for key, entry in sorted(known.items(), key=lambda item: item[0][1]):
        if key not in texts and (entry.msgstr or any(entry.msgstr_plural.values())):
            entry.obsolete = True
            after.append(entry)
    content = str(after).rstrip() + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return True


def faults_of(app: str, language: str) -> list[str]:
    """What keeps this catalogue from being complete, one line each; empty when it is."""
    path, texts = catalogue_path(app, language), texts_of(app)
    name = path.relative_to(ROOT).as_posix()
    if not path.exists():
        return [f"{name}: missing"] if texts else []
    catalogue = polib.pofile(str(path))
    entries = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    faults = [f"{name}: not in the catalogue: {text.text!r}" for key, text in texts.items() if key not in entries]
    faults += [f"{name}: no longer in the source: {key[1]!r}" for key in entries if key not in texts]
    faults += [
        f"{name}: {fault}: {entry.msgid!r}"
        for key, entry in entries.items()
        if key in texts and (fault := _fault(entry, texts[key]))
    ]
    if catalogue.metadata.get("Plural-Forms") != PLURALS[language]:
        faults.append(f"{name}: other plural forms than the language has")
    return sorted(faults)


def contradictions(language: str) -> list[str]:
    """Texts of two apps translated in two ways: the program would show only one of them."""
    first: dict[Key, tuple[str, polib.POEntry]] = {}
    faults = []
    for app in APPS:
        path = catalogue_path(app, language)
        for entry in polib.pofile(str(path)) if path.exists() else ():
            if entry.obsolete or not entry.translated():
                continue
            owner, known = first.setdefault((entry.msgctxt, entry.msgid), (app, entry))
            if (known.msgstr, known.msgstr_plural) != (entry.msgstr, entry.msgstr_plural):
                faults.append(f"{language}: translated differently in {owner} and {app}: {entry.msgid!r}")
    return faults


def compile_catalogue(app: str, language: str) -> bool:
    """Write the binary file that is read while serving; another process never sees half of it."""
    source = catalogue_path(app, language)
    if not source.exists():
        return False
    target = source.with_suffix(".mo")
    content = polib.pofile(str(source)).to_binary()
    if target.exists() and target.read_bytes() == content:
        return False
    partial = target.with_suffix(".partial")
    partial.write_bytes(content)
    partial.replace(target)
    return True


def compile_all() -> int:
    """Compile what changed; returns how many files that were."""
    return sum(compile_catalogue(app, language) for app in APPS for language in PLURALS)


def _sources(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        program = path.suffix == ".py" and "migrations" not in parts
        template = path.suffix in {".html", ".txt"} and "templates" in parts
        if program or template:
            yield path


def _in_python(source: str) -> Iterator[Text]:
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        text = _called(node)
        if text:
            assert isinstance(node, ast.Call)
            above = lines[node.lineno - 2].strip() if node.lineno > 1 else ""
            if above.startswith("# Translators:"):
                text.remark = above.removeprefix("#").strip()
            yield text


def _in_template(source: str, name: str) -> Iterator[Text]:
    """Django turns a template into calls between fillers; each call is then read as Python."""
    calls = templatize(source, origin=name)
    for match in CALL_IN_TEMPLATE.finditer(calls):
        for end in (m.end() for m in re.finditer(r"\)", calls[match.start() :])):
            try:
                node = ast.parse(calls[match.start() : match.start() + end].strip(), mode="eval").body
            except SyntaxError:
                continue
            text = _called(node)
            if text:
                yield text
            break


def _called(node: ast.AST) -> Text | None:
    """The text of a call such as `_("Sign in")`; None for everything else, `_(variable)` too."""
    if not isinstance(node, ast.Call):
        return None
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name not in CALLS:
        return None
    at_context, at_text, at_plural = CALLS[name]
    text = _constant(node.args, at_text)
    if not text:
        return None
    return Text(context=_constant(node.args, at_context), text=text, plural=_constant(node.args, at_plural))


def _constant(arguments: list[ast.expr], place: int | None) -> str | None:
    if place is None or place >= len(arguments):
        return None
    argument = arguments[place]
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def _entry(text: Text, known: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=text.text,
        msgctxt=text.context,
        msgid_plural=text.plural or "",
        occurrences=[(name, "") for name in sorted(text.files)],
        comment=text.remark,
        flags=["python-format"] if re.search(r"%\(\w+\)[sd]|%[sd]", text.text) else [],
    )
    if text.plural:
        forms = known.msgstr_plural if known else {}
        entry.msgstr_plural = {form: forms.get(form, "") for form in range(FORMS)}
    elif known:
        entry.msgstr = known.msgstr
    if known and known.fuzzy:
        entry.flags.append("fuzzy")
    return entry


def _fault(entry: polib.POEntry, text: Text) -> str:
    if entry.fuzzy:
        return "fuzzy"
    if (entry.msgid_plural or None) != text.plural:
        return "another plural than the source"
    strings = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(strings) or (entry.msgid_plural and len(strings) != FORMS):
        return "not translated"
    expected = _placeholders([entry.msgid, entry.msgid_plural])
    if any(not _placeholders([string]) <= expected for string in strings):
        return "a placeholder the source does not have"
    if not entry.msgid_plural and _placeholders(strings) != expected:
        return "a placeholder is missing"
    return ""


def _placeholders(strings: Iterable[str]) -> set[str]:
    return {found for string in strings for found in PLACEHOLDER.findall(string)}
