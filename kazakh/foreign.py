"""Russian inside Kazakh text: told apart by evidence, so that it keeps its own script.

A single word is never taken for Russian: «министр», «экономика» and «Путин» are Kazakh words in a
Kazakh sentence. What is Russian shows in what words do to each other: function words, endings of
adjectives and verbs, and the lack of any Kazakh letter or ending around them. A quotation is
judged as a whole («Новая газета», «Что делать?»); outside of one, the evidence must be denser.
"""

import itertools
import re
from functools import lru_cache

_WORD = re.compile(r"[а-яёәғқңөұүһі]+(?:-[а-яёәғқңөұүһі]+)*", re.IGNORECASE)
#: Inside these marks stands a quotation; elsewhere, what ends a sentence ends a run of words.
_QUOTED = re.compile(r"«([^«»]*)»|“([^“”]*)”|„([^„“”]*)[“”]|\"([^\"]*)\"")
_PIECE = re.compile(r"[^.!?…;:()\[\]\n]+")

_KAZAKH_LETTER = re.compile("[әғқңөұүһі]", re.IGNORECASE)
#: Common words that have no letter of ours, and endings that Russian words do not have.
_KAZAKH = frozenset(
    "мен бен пен да де та те не ма ме ба бе па пе бар деп деген дейді деді болып болды болады"
    " болса болу болған бола басты бойынша туралы жылы жыл адам адамдар бала балалар ол бул бұл"
    " сол осы сонымен оны онда одан оның ең тек кейін соң дейін сай бас басшысы ауыл сала салу"
    " ала алып алды алады алу ары тарапынан арасында арасы отандас отан ана ата"
    " жазды жазу баласы тарап самал мал пайда сан саны сала саласы орта орны он он".split()
)
_KAZAKH_ENDING = re.compile(
    r".{2,}(?:[лдт]ары?|[лдт]ар(?:ын|ына|ында)|[лдт]ер[дт]ен?|ып|ады|йды|ымен|сымен|ында|ыны?"
    r"|сын(?:а|да|ан)?|ынан|ында|йтын|атын|ушы|мыз|дан|тан|нан|дай|тай|ыс|ысы|ымы?|сыз)",
    re.IGNORECASE,
)
#: Words that only a Russian sentence has. «Не», «он», «от», «да» and «о» are Kazakh words, too.
_RUSSIAN = frozenset(
    "и в на что по для из к за при это как но же бы мы вы они она оно его её ее их им ими или"
    " если только также который которая которые был была было были быть есть нет мне меня нас вас"
    " нам вам под над между через после перед об у со все всё всех всем до без так там где когда"
    " кто чем чего тебя себя себе свой своей своих этот эта эти того этого ли уже ещё еще лишь про"
    " год года году лет нельзя можно надо очень этом этой этих этим был".split()
)
_RUSSIAN_ENDING = re.compile(
    r".{2,}(?:[ое]го|[ое]му|[ыи]ми|[ыи]х|[ую]ю|ая|яя|[ое]е|[ыи]е|ться|тся|[аеу]ют|ует|ешь|ишь"
    r"|ость|остью|ения|ению|ением|[аяие]ть|[аи]ла|[аи]ли|[аи]лся|лась)",
    re.IGNORECASE,
)
#: Endings of adjectives that surnames have, too: evidence in a quotation or a small letter.
_ADJECTIVE = re.compile(
    r".{2,}(?:(?:ск|н|ов|ев|ш|ж|ч)(?:ий|ый|ой|ая|ое|ые)|(?:ск|ш|ж|ч|к|г|х)ие|[влрт]ый)",
    re.IGNORECASE,
)
#: «Камила» and «Айбала» end as Russian verbs do: with a capital they are people.
_A_NAME = re.compile(r".*[аеиыя]л[аи]", re.IGNORECASE)
#: Nouns that stand with a capital after their adjective: «Российская Федерация».
_OF_A_STATE = ("ция", "блика", "ласть")
#: How a noun ends that such an adjective is about.
_AGREES = (
    ("ая", "аяь"),
    ("ое", "оея"),
    ("ые", "ыиая"),
    ("ие", "ыиая"),
    ("й", "бвгджзйклмнпрстфхцчшщьа"),
)
#: In a quotation without any other Kazakh word these are Russian, too.
_EITHER = frozenset("не он от да те там".split())
#: No Kazakh word has one letter; a capital one may name a group («А тобы»), but for these.
_OF_ONE_LETTER = frozenset("аиоуясвк")
_BEGINNINGS = (["О"], ["Я"], ["И"], ["У"])
_SOFT_ADJECTIVE = re.compile(r"(?!георгий|сергий).{2,}[кгх]ий", re.IGNORECASE)
#: «Москва слезам не верит», «не забывайте».
_DENIED = re.compile(
    r"\bне\s+\w{2,}(?:[еиаяую]т|[аи]л[аио]?|ть|ешь|ишь|йте|уй|ай)\b", re.IGNORECASE
)
_SURNAME = re.compile(r"(?:.*ск(?:ий|ая|ой)|.*(?:ый|ий|ой))", re.IGNORECASE)
_DENSE, _SHORT = 0.25, 5


def russian(text: str) -> list[tuple[int, int]]:
    """Take a text and give the (start, end) of each stretch in Russian, in order."""
    found, last = [], 0
    for quoted in _QUOTED.finditer(text):
        found += _in_running_text(text, last, quoted.start())
        group = quoted.lastindex or 0
        found += _in_quotation(text, *quoted.span(group))
        last = quoted.end()
    return found + _in_running_text(text, last, len(text))


def _in_quotation(text: str, start: int, end: int) -> list[tuple[int, int]]:
    words = [word[0] for word in _WORD.finditer(text, start, end)]
    if any(_is_kazakh(word) and word.lower() not in _EITHER for word in words):
        return _in_running_text(text, start, end)
    is_proved = any(
        _is_russian(word) or _ADJECTIVE.fullmatch(word) or _SOFT_ADJECTIVE.fullmatch(word)
        or word in _OF_ONE_LETTER
        for word in words
    ) or bool(_DENIED.search(text, start, end)) or words[:1] in _BEGINNINGS  # fmt: skip
    return [(start, end)] if len(words) > 1 and is_proved else []


def _in_running_text(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    for piece in _PIECE.finditer(text, start, end):
        run: list[re.Match[str]] = []
        for word in (*_WORD.finditer(text, *piece.span()), None):
            if word is not None and not _is_kazakh(word[0]):
                run.append(word)
                continue
            found += _of_run(run)
            run = []
    return found


def _of_run(run: list[re.Match[str]]) -> list[tuple[int, int]]:
    """Give what of a run of words, none of them surely Kazakh, is Russian."""
    proofs = [number for number, word in enumerate(run) if _is_proof(word)]
    # «Аргументы и факты»: a function word between two others.
    is_joined = len(run) <= _SHORT and any(
        0 < n < len(run) - 1 and run[n][0] in _RUSSIAN for n in proofs
    )
    if is_joined or (len(proofs) >= 2 and len(proofs) / len(run) >= _DENSE):
        return [(run[0].start(), run[-1].end())]
    for adjective, noun in itertools.pairwise(run):
        if _is_pair(adjective[0], noun[0]):
            return [(adjective.start(), noun.end())]
    return []


def _is_pair(adjective: str, noun: str) -> bool:
    """Tell whether two words are an adjective and its noun: «Единая Россия»."""
    if not _ADJECTIVE.fullmatch(adjective):
        return False
    # «Гагарин» after «Юрий» is a person; «правда» after «Комсомольская» is a newspaper.
    is_common = noun.islower() or noun.endswith(_OF_A_STATE)
    if _is_surname(adjective) and not (adjective.endswith(("ая", "ый")) and is_common):
        return False
    return any(adjective.endswith(end) and noun[-1] in last for end, last in _AGREES)


def _is_proof(match: re.Match[str]) -> bool:
    word = match[0]
    if len(word) == 1 and word.isupper():
        # «В этом году», but not the initial of «В. Иванов».
        return word.lower() in _RUSSIAN and match.string[match.end() : match.end() + 1] == " "
    if _is_russian(word):
        return True
    return bool(_ADJECTIVE.fullmatch(word)) and not _is_surname(word)


def _is_russian(word: str) -> bool:
    if word.lower() in _RUSSIAN:
        return True
    if word[0].isupper() and _A_NAME.fullmatch(word):
        return False
    return bool(_RUSSIAN_ENDING.fullmatch(word)) and not _is_surname(word)


def _is_surname(word: str) -> bool:
    return word[0].isupper() and bool(_SURNAME.fullmatch(word))


@lru_cache(maxsize=20_000)
def _is_kazakh(word: str) -> bool:
    return bool(
        _KAZAKH_LETTER.search(word) or word.lower() in _KAZAKH or _KAZAKH_ENDING.fullmatch(word)
    )
