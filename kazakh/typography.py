"""Signs as a Kazakh newspaper sets them: «тырнақша», „ішкі тырнақша“, – сызықша, hard spaces.

Only what can be told for sure is changed: a paragraph whose quotation marks do not pair keeps
all of them, a hyphen stays in a compound, and addresses, handles, hashtags and code stay as they
are. Setting a text twice is setting it once.
"""

import re
from collections.abc import Iterator

from kazakh.galley import Edit, Galley, mended

_CYRILLIC = "\u0400-\u052f"
_CAPITAL = "А-ЯЁӘҒҚҢӨҰҮҺІA-Z"
_SPACES = "[ \xa0]"
_HARD = "\xa0"

# --- What is left alone -------------------------------------------------------------------

_CHUNK = re.compile(r"\S+")
_AROUND = "\"'«»“”„‟()[],.!?…;:"
_ADDRESS = re.compile(r"://|^www\.|@[\w-]+\.\w|\w\.[a-z]{2,}(?![^\W_])|^[@#]\w|\\", re.IGNORECASE)
_CODE = re.compile(r"[=_{}<>|~^$`]|\w[(\[]|::|->|;\w")
_QUOTED_CODE = re.compile(r"`[^`\n]*`")

# --- Quotation marks ----------------------------------------------------------------------

_QUOTES = re.compile('["“”„‟«»]')
_BEFORE_OPENING = re.compile(r"[\s(\[–—«„“\"/-]")
_AFTER_CLOSING = re.compile(r"[\s)\].,:;!?…»”“\"–—/-]")
_PAIRS = ("«»", "„“")

# --- Spaces and dashes: a pattern and what stands for it ------------------------------------

_UNITS = (
    "км|м|дм|см|мм|мкм|га|кг|г|мг|мкг|т|ц|л|мл|сағ|мин|сек|с|Вт|кВт|МВт|ГВт|кВт·сағ|Гц|МГц|ГГц"
    "|В|А|Па|кПа|МПа|Б|Кбайт|Мбайт|Гбайт|Тбайт|КБ|МБ|ГБ|ТБ|тг|шқ|дана|млн|млрд|трлн"
)
# With any ending: «5 теңгеге», «2026 жылғы», «19 ақпанда».
_NOUNS = (
    "теңге|тиын|доллар|еуро|рубль|юань|фунт|мың|миллион|миллиард|триллион|пайыз|гектар|тонна"
    "|литр|килограмм|километр|метр|градус|баррель|жыл|ғасыр|сағат|минут|секунд"
)
_MONTHS = "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан"
# Of two letters and more: «5м» and «10т» may be names of things.
_JOINED_UNITS = "км|см|мм|кг|мг|га|тг|млн|млрд|трлн|сағ|кВт|МВт|ГВт|Гбайт|Мбайт"
_NUMBER = r"\d+(?:,\d+)?"
_RULES = [
    (re.compile(rf"{_SPACES}{{2,}}"), " "),
    # No space before these, one after a comma between letters.
    (re.compile(rf"(?<=[\w)»%]){_SPACES}+(?=[,.;!?…](?:[\s»]|\Z))"), ""),
    # «3 : 2» is the result of a match.
    (re.compile(rf"(?:(?<=[^\W\d])|(?<=[)»%])){_SPACES}+(?=:(?:[\s»]|\Z))"), ""),
    (re.compile(rf"(?<=[{_CYRILLIC}],)(?=[{_CYRILLIC}])"), " "),
    (re.compile(rf"(?<=[{_CYRILLIC}»]){_SPACES}+,(?=[{_CYRILLIC}])"), ", "),
    (re.compile(rf"(?<=[«„]){_SPACES}+(?=\w)|(?<=[\w.!?…%]){_SPACES}+(?=»)"), ""),
    (re.compile(r"(?<!\.)\.\.\.(?!\.)"), "…"),
    # A dash between words, at the beginning of a line (speech, lists), before «деді».
    (re.compile(rf"(?<=[^\s–—-]){_SPACES}+(?:-{{1,3}}|–|—){_SPACES}+(?=[^\s–—-])"), "\xa0– "),
    (re.compile(rf"(?m)^(?:--?|—){_SPACES}+(?=[\w«„\"“(])"), "– "),
    (re.compile(rf"(?<=[,!?…]){_SPACES}?[-–—]{_SPACES}?(?=[{_CYRILLIC}])"), "\xa0– "),
    # «Қазақстан»-дағы has an ending; «Келемін»- деді has not.
    (re.compile(rf"(?<=»)-{{1,3}}{_SPACES}(?=[{_CYRILLIC}])"), "\xa0– "),
    (re.compile(rf"(?<=»){_SPACES}-{{1,3}}(?=[{_CYRILLIC}])"), "\xa0– "),
    (re.compile(rf"(?<=[{_CYRILLIC}»])--(?=[{_CYRILLIC}«])"), "\xa0– "),
    (re.compile(rf"(?<=[{_CYRILLIC}»])—{_SPACES}(?=\S)"), "\xa0– "),
    (re.compile(rf"(?<=[{_CYRILLIC}»]){_SPACES}—(?=[{_CYRILLIC}«])"), "\xa0– "),
    (re.compile(r"(?<=\w)—(?=\w)"), "–"),
    (re.compile(r"(?<![\w:.-])([0-2]?\d:[0-5]\d)-(?=[0-2]?\d:[0-5]\d(?![\w:-]))"), r"\1–"),
    # Hard spaces: a number and its unit, № and its number, initials and the name.
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})[²³]?(?!\w)|(?:{_NOUNS}|{_MONTHS}))"), _HARD),
    (
        re.compile(rf"(?<![\w.,:/№+-])({_NUMBER})(?=(?:{_JOINED_UNITS})[²³]?(?![\w-]))"),
        rf"\1{_HARD}",
    ),
    (re.compile(r"(?<=\d) (?=(?:жж?|ғғ?)\.|[%‰°₸$€₽£])"), _HARD),
    (re.compile(r"(?<=[№§]) (?=\d)"), _HARD),
    (re.compile(rf"(?<=[^\w][{_CAPITAL}]\.) (?=[{_CAPITAL}](?:\w|\.[ \xa0]?[{_CAPITAL}]))"), _HARD),
    (re.compile(rf"(?m)(?<=^[{_CAPITAL}]\.) (?=[{_CAPITAL}](?:\w|\.[ \xa0]?[{_CAPITAL}]))"), _HARD),
]  # fmt: skip
_RANGE = re.compile(
    rf"(?<![\w.,:/№§+-])(?<![№§\d]{_SPACES})({_NUMBER})-({_NUMBER})(?![\w²³]|[.,:/]\d|-[\d{_CAPITAL}])"
)
# «Boeing 737-800», «тел. 24-567» are names of things; «2-1 есебімен» is the result of a match.
_NAMED = re.compile(
    r"(?:[A-Za-z][\w-]*|\bтел(?:ефон\w*)?|\bфакс|№|\d\)|»|\b(?:көше|даңғыл|рейс|нөмір)\w*|\bүй|\bпәтер)"
    r"[.:,]?\s*\Z",
    re.IGNORECASE,
)
# «Боинг 737-800», «ГОСТ 12-34», «Қазақстан 3-5 Ресей»; a sentence may begin with any word.
_A_NAME = re.compile(rf"(?<![\w-])[{_CAPITAL}][\w-]*{_SPACES}\Z")
_ANOTHER_NAME = re.compile(rf"{_SPACES}[«\"]?[{_CAPITAL}]")
_ENDS = ("", ".", "!", "?", "…", "\n")
_OF_A_MATCH = re.compile(
    r"есеб|есеп|\bжең|ұтыл|матч|\bгол|ойын\w*\s+\d|\bсет\w{0,4}\b|овертайм|тай-брейк|хоккей|футбол"
    r"|теннис",
    re.IGNORECASE,
)
_HIGHEST_RESULT = 30
_OF_A_MONTH = re.compile(rf"{_SPACES}(?:{_MONTHS})")
# Each round only moves a text towards its set form; real texts are done in two.
_ROUNDS = 12


def typeset(text: str) -> str:
    """Take plain text and give it with the signs of a Kazakh newspaper."""
    galley = Galley(text)
    set_type(galley)
    return galley.text


def typeset_runs(runs: list[str]) -> list[str]:
    """Take the runs of one marked line and give as many, set as if they were one text."""
    return mended(runs, set_type)[0]


def set_type(galley: Galley) -> None:
    """Set the line of a galley."""
    for _round in range(_ROUNDS):
        rules = [galley.mend(_apart(galley.text, _quotes(galley.text)))]
        rules.append(galley.mend(_apart(galley.text, _ranges(galley.text))))
        for pattern, sign in _RULES:
            edits = (
                Edit(m.start(), m.end(), m.expand(sign)) for m in pattern.finditer(galley.text)
            )
            rules.append(galley.mend(_apart(galley.text, edits)))
        if not any(rules):
            return


def _apart(text: str, edits) -> list[Edit]:
    """Return the edits that change something and touch nothing that is left alone."""
    edits = [edit for edit in edits if text[edit.start : edit.end] != edit.text]
    if not edits:
        return edits
    alone, allowed, spans = 0, [], list(_left_alone(text))
    for edit in edits:
        while alone < len(spans) and spans[alone][1] <= edit.start:
            alone += 1
        if alone == len(spans) or edit.end <= spans[alone][0]:
            allowed.append(edit)
    return allowed


def _left_alone(text: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses, handles, hashtags and code stand, without the signs around them."""
    quoted = [code.span() for code in _QUOTED_CODE.finditer(text)]
    for chunk in _CHUNK.finditer(text):
        while quoted and quoted[0][1] <= chunk.start():
            yield quoted.pop(0)
        if quoted and quoted[0][0] < chunk.end():
            continue
        core = chunk[0].strip(_AROUND)
        if core and (_ADDRESS.search(core) or (core.isascii() and _CODE.search(core))):
            start = chunk.start() + chunk[0].index(core)
            yield start, start + len(core)
    yield from quoted


def _quotes(text: str) -> list[Edit]:
    """Return the edits that set all quotation marks of a text, none if they do not pair."""
    found = list(_QUOTES.finditer(text))
    if not found:
        return []
    spans, alone, edits, depth = list(_left_alone(text)), 0, [], 0
    opened = []
    for mark in found:
        at = mark.start()
        while alone < len(spans) and spans[alone][1] <= at:
            alone += 1
        if alone < len(spans) and spans[alone][0] <= at:
            continue
        before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        if before.isalnum() and after.isalnum():
            continue  # об"ект: a sign inside a word is none of ours
        match _direction(mark[0], before, after, opened):
            case "open" if depth < len(_PAIRS):
                edits.append(Edit(at, at + 1, _PAIRS[depth][0]))
                opened.append(mark[0])
                depth += 1
            case "close" if depth:
                depth -= 1
                opened.pop()
                edits.append(Edit(at, at + 1, _PAIRS[depth][1]))
            case _:
                return []
    return edits if not depth else []


def _direction(mark: str, before: str, after: str, opened: list[str]) -> str:
    """Tell whether a quotation mark opens or closes; "" where it could be either."""
    if mark in "«„‟":
        return "open"
    if mark in "»”":
        return "close"
    if mark == "“" and opened and opened[-1] == "„" and not before.isspace():
        return "close"
    opens = _BEFORE_OPENING.match(before) and not after.isspace()
    closes = _AFTER_CLOSING.match(after) and not before.isspace()
    if bool(opens) == bool(closes):
        # Between two signs: whatever is open closes.
        return ("close" if opened else "open") if opens else ""
    return "open" if opens else "close"


def _ranges(text: str) -> list[Edit]:
    """Return the edits that put a dash between two numbers of which the second is the greater.

    None in a line that tells of a match: «3-2» is no range, nor may «2-3» be.
    """
    edits, tells_of_a_match = [], bool(_OF_A_MATCH.search(text))
    for match in _RANGE.finditer(text):
        if max(map(len, match.groups())) > 6:
            continue
        first, second = (float(number.replace(",", ".")) for number in match.groups())
        if 100 > first > second:
            return []
        if tells_of_a_match and second <= _HIGHEST_RESULT:
            continue
        if _NAMED.search(text, max(0, match.start() - 30), match.start()):
            continue
        name = _A_NAME.search(text, max(0, match.start() - 30), match.start())
        if name and (first >= 100 or text[: name.start()].rstrip()[-1:] not in _ENDS):
            continue
        if _ANOTHER_NAME.match(text, match.end()):
            continue
        is_number = not match[1].startswith("0") or _OF_A_MONTH.match(text, match.end())
        if first < second and is_number:
            edits.append(Edit(match.end(1), match.start(2), "–"))
    return edits
