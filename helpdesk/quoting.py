"""What somebody wrote, apart from what their mail program put below it.

For display only: the whole text stays stored, and what is split off is one press away. The work is one pass
over the lines up and one down; no pattern sees more than the beginning of a line, so that a megabyte of `> `
or of spaces costs what a megabyte of letters costs.
"""

import re
from typing import NamedTuple

SEEN = 400  # characters of a line that patterns look at
ATTRIBUTION_LINES = 4
HEADER_LINES = 7
SIGNATURE_LINES = 12
SHORTEST = 6  # "Op 1.2 schreef:" is longer, "--" is not
CANDIDATES = 300  # attributions looked for from either end


class Split(NamedTuple):
    visible: str
    quoted: str  # quotes, attributions and signatures; "" if there are none


_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a\u202b\u202c\u2060\ufeff\xad]")
_RULE = re.compile(r"\s*(?:[-*#~=_+\u2013\u2014\u2500]{2,}|\u1427|[\u2013\u2014])\s*")
_SIGNATURE = re.compile(r"--\s*|\u2014\s*")

_VERBS = (
    *("wrote", "writes", "napsal(?:a|/a|\\(a\\))?", "napisał(?:a|/a|\\(a\\))?", "pisze", "píše", "rakstīja", "raksta"),
    *("schrieb", "schreef", "geschreven", "a écrit", "ha scritto", "escreveu", "escribió", "skrev", "kirjoitti"),
    *("írta", "написал(?:а|\\(а\\))?", "пишет", "пише", "написав", "写道", "napísal(?:a)?", "rašė", "kirjutas"),
    *("napisana przez", "quoting", "cituji", "citace", "cytowanie", "cytuję", "citēju", "citējot", "citēts"),
)
_VERB = re.compile(rf"(?:^|[\s\"'>»”\)])(?:{'|'.join(_VERBS)})(?=[\s:：,(]|$)", re.IGNORECASE)
_ENDS = re.compile(r"[:：](?:\s*[*_]{0,2})$")
_DATE = re.compile(r"\d{1,4}[./\-年 ]|\d{1,2}:\d\d|\b\d{4}\b")
_STRONG = re.compile(r"\d{1,2}[:.]\d\d|[^\s@<]@[^\s@>]")
_ADDRESS = re.compile(r"<[^<>\s@]+@[^<>\s@]+>")
_DATED_ADDRESS = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s.{1,200}<[^<>\s@]+@[^<>\s@]+>\s*$")
_DATE_AND_ADDRESS = re.compile(r"\s*\d{1,4}[./-]\s?\d.{4,200}\d:\d\d,\s.{0,200}<[^<>\s@]+@[^<>\s@]+>:$")
_DASHED = re.compile(r"-{3,}\s.{3,200}\s-{3,}$")

_FROM = "From|Od|Odesílatel|No|Von|De|Från|Fra|Da|Van|Lähettäjä|Feladó|От|Від|Nuo|Saatja"
_OTHER = (
    "Sent|Date|To|Cc|Subject|Reply-To|Odesláno|Posláno|Datum|Komu|Kopie|Předmět|Wysłano|Wysłane|Data|Do|DW|Temat"
    "|Nosūtīts|Sūtīts|Datums|Kam|Līdz|Kopija|Tēma"
    "|Gesendet|An|Betreff|Envoyé|À|Objet|Skickat|Till|Ämne|Sendt|Til|Emne|Inviato|A|Oggetto|Verzonden|Aan|Onderwerp"
    "|Lähetetty|Vastaanottaja|Aihe|Отправлено|Дата|Кому|Тема|Enviado|Para|Assunto|Asunto|Importance|Priorita|Ważność"
)
_FROM_LINE = re.compile(rf"\s*[*_]{{0,2}}(?:{_FROM})\s?:\s?[*_]{{0,2}}\s*\S", re.IGNORECASE)
_HEADER_LINE = re.compile(rf"\s*[*_]{{0,2}}(?:{_OTHER}|{_FROM})\s?:", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"\s*-{2,}\s*(?:Original (?:Message|Appointment)|Forwarded message|Původní zpráva|Původní e-?mail|Přeposlaná zpráva"
    r"|Oryginalna wiadomość"
    r"|Wiadomość oryginalna|Wiadomość przekazana|Sākotnējais ziņojums|Oriģinālais ziņojums|Pārsūtītā ziņa"
    r"|Ursprüngliche Nachricht|Message d'origine|Исходное сообщение)\s*-{2,}\s*$"
    r"|\s*Begin forwarded message:\s*$",
    re.IGNORECASE,
)

_DEVICE = (
    r"i-?phon\w*|i-?pad\w*|i-?pod\w*|android\w*|blackberry|galaxy|samsung|htc|windows|mobile|mobil\w*|phone|cell"
    r"|tablet\w*|device"
    r"|yahoo|airmail|mailbox|(?:windows )?mail|outlook|gmail|alcatel|ti-\d+|huawei|xiaomi|nokia|seznam"
    r"|tālru\w*|telefon\w*"
)
_MOBILE = re.compile(
    rf"\W*(?:sent\s(?:from|via|with|by)\b[^,.]{{0,60}}?\b(?:{_DEVICE})\b"
    rf"|(?:\w{{1,20}}\s)?from\s(?:my\s)?(?:{_DEVICE})(?:\s\w{{1,10}})?\W*$"
    rf"|get\s\W?outlook for\b"
    rf"|(?:získejte|stáhněte si|pobierz|uzyskaj|iegūstiet|lejupielādējiet)\s[^,]{{0,40}}?\boutlook\b"
    rf"|(?:odesláno|odoslané|posláno|wysłan[eo]|nosūtīts|sūtīts|gesendet|envoyé|verzonden|sendt|skickat|inviato|enviado|lähetetty)"
    rf"\s[^,]{{0,60}}\b(?:{_DEVICE})"
    rf"|von\s[^,]{{0,40}}(?:mobil\w*|handy|i(?:phone|pad))\s?\S{{0,12}}\sgesendet"
    rf"|diese nachricht wurde von\b[^,]{{0,60}}gesendet"
    rf"|從我的|从我的|发自我的)",
    re.IGNORECASE,
)


def split_quoted(text: str) -> Split:
    """`visible` is what was written now, `quoted` the rest, in the order of the text.

    Answers between quoted lines stay visible together with the lines they answer. A text that is nothing
    but a quote is visible as a whole.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = plain.split("\n")
    seen = [line[:SEEN].rstrip() for line in _INVISIBLE.sub("", plain).replace("\xa0", " ").split("\n")]
    attributions = _attributions(seen)
    end = _stripped_end(seen, _first_cut(seen, attributions), attributions)
    begin = _leading_quote(seen, end, attributions)
    visible = "\n".join(lines[begin:end]).strip("\n").rstrip()
    if not visible.strip():
        return Split(plain.strip("\n"), "")
    quoted = "\n".join([*lines[:begin], *lines[end:]]).strip("\n").rstrip()
    return Split(visible, quoted)


def _is_quoted(line: str) -> bool:
    start = line.lstrip()[:2]
    return start[:1] == ">" or start in {"|", "| "}


def _attributions(seen: list[str]) -> dict[int, int]:
    """Last line → first line of every "On Monday, Eva wrote:"; of very many, those at both ends of the text."""
    ends = [index for index, line in enumerate(seen) if line and line[-1] in ":：*_"]
    if len(ends) > 2 * CANDIDATES:
        ends = [*ends[:CANDIDATES], *ends[-CANDIDATES:]]
    found = {end: _attribution_ending_at(seen, end) for end in ends}
    return {end: start for end, start in found.items() if start is not None}


def _attribution_ending_at(seen: list[str], end: int) -> int | None:
    """Where it starts, at most four lines above; None if these words are something else."""
    if not _ENDS.search(seen[end]):
        return None
    for start in range(end, max(end - ATTRIBUTION_LINES, -1), -1):
        if not seen[start] or _is_quoted(seen[start]):
            return None
        words = " ".join(line.strip() for line in seen[start : end + 1])
        if start == end and _DATE_AND_ADDRESS.match(words):
            return start
        if _VERB.search(words) and not words.startswith("<") and (_DATE.search(words) or _ADDRESS.search(words)):
            return start
    return None


def _first_cut(seen: list[str], attributions: dict[int, int]) -> int:
    """Where a program pasted the earlier mail without marking its lines; the length if nowhere."""
    for index, line in enumerate(seen):
        if len(line) < SHORTEST or (":" not in line and "：" not in line and "--" not in line) or _is_quoted(line):
            continue
        if _ORIGINAL.match(line) or _is_header_block(seen, index):
            return index
        if _DASHED.match(line) and _VERB.search(line):
            return index
        start = attributions.get(index)
        if start is not None and _pastes_unmarked(seen, start, index):
            return start
    return len(seen)


def _pastes_unmarked(seen: list[str], start: int, end: int) -> bool:
    """Whether plain text follows the attribution, which must then be beyond doubt one."""
    following = next((line for line in seen[end + 1 : end + 8] if line), "")
    if not following or _is_quoted(following):
        return False
    return bool(_STRONG.search(" ".join(seen[start : end + 1])))


def _is_header_block(seen: list[str], index: int) -> bool:
    if not _FROM_LINE.match(seen[index]):
        return False
    others = [line for line in seen[index + 1 : index + HEADER_LINES] if _HEADER_LINE.match(line)]
    return len(others) >= 2  # noqa: PLR2004 — a sender, and two more of date, recipient and subject


def _stripped_end(seen: list[str], end: int, attributions: dict[int, int]) -> int:
    """Going up from `end`: past quotes, their attributions, rules, one signature and words about a phone."""
    end = _past_quotes(seen, end, attributions)
    above = _past_signature(seen, end)
    if above == end:
        return end
    end = _past_quotes(seen, above, attributions)
    return _past_quotes(seen, _past_signature(seen, end), attributions)


def _past_quotes(seen: list[str], end: int, attributions: dict[int, int]) -> int:
    saw_quote = False
    while end > 0:
        line = seen[end - 1]
        if not line:
            end -= 1
        elif _is_quoted(line):
            saw_quote = True
            end -= 1
        elif end - 1 in attributions:
            end = attributions[end - 1]
        elif _RULE.fullmatch(line) or _MOBILE.match(line) or (saw_quote and _DATED_ADDRESS.match(line)):
            end -= 1
        else:
            break
    return end


def _past_signature(seen: list[str], end: int) -> int:
    """To the `--` of a signature, which has no quoted line and at most a dozen lines below it."""
    for index in range(end - 1, max(end - 1 - SIGNATURE_LINES, -1), -1):
        if _is_quoted(seen[index]):
            return end
        if _SIGNATURE.fullmatch(seen[index]):
            return index
    return end


def _leading_quote(seen: list[str], end: int, attributions: dict[int, int]) -> int:
    """Past one attributed quote at the top, if everything below it is text: an answer written underneath."""
    first = next((index for index in range(end) if seen[index]), end)
    last = next(
        (index for index in range(first, min(end, first + ATTRIBUTION_LINES)) if attributions.get(index) == first), None
    )
    if last is None:
        return 0
    index = last + 1
    while index < end and (not seen[index] or _is_quoted(seen[index])):
        index += 1
    return 0 if any(_is_quoted(line) for line in seen[index:end]) else index
