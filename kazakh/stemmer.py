"""Stems of Kazakh words without a dictionary: endings are taken off in the order of the grammar.

From the right, at most one ending of case, then one of possession, then the plural; each must fit
the sound before it (the assimilation of consonants) and the vowels of the stem (harmony). Of all
stems that these rules allow the shortest is taken. A verb has one more stem, without its ending
of tense, mood or person: what is true of verbs may be false of nouns, so both are given.

The endings are those of the school grammar; the few exceptions come from reading news.
"""

from functools import lru_cache

_VOWELS = "аәеёиоөуұүыіэюя"
_BACK, _FRONT = "аоұыёюя", "әөүіе"
#: Sounds before an ending, by the class that its first letter follows: vowels, voiceless, nasals,
#: hissing, л, р and й, and what never ends a word of our own.
_CLASSES = {
    "V": "аәеёиоөұүыіэюя", "U": "у", "T": "пткқсшщфхцчһбвгд", "N": "мнң", "Z": "зж", "L": "л",
    "R": "рй", "D": "ғъь",
}  # fmt: skip

# An ending in its back and front forms, and the classes of sounds it follows.
_CASES = {
    "ның нің": "NV", "дың дің": "LRUZ", "тың тің": "DT", "ға ге": "LNRUVZ", "қа ке": "DT",
    "ны ні": "V", "ды ді": "LNRUZ", "ты ті": "DT", "да де": "LNRUVZ", "та те": "DT",
    "дан ден": "LRUVZ", "тан тен": "DT", "нан нен": "NV", "мен": "LNRUV", "бен": "Z", "пен": "DT",
    "дағы дегі": "LNRUVZ", "тағы тегі": "DT", "нікі": "NV", "дікі": "LRUZ", "тікі": "DT",
}  # fmt: skip
_POSSESSIVES = {
    "ы і": "DLNRTUZ", "сы сі": "V", "ым ім": "DLNRTUZ", "ың ің": "DLNRTUZ",
    "ымыз іміз": "DLNRTUZ", "ыңыз іңіз": "DLNRTUZ", "м ң": "V", "мыз міз": "V", "ңыз ңіз": "V",
}  # fmt: skip
_PLURALS = {"лар лер": "RUV", "дар дер": "LNZ", "тар тер": "DT"}
# After a possessive of the third person («баласы-на»), and of the first and second («үйім-е»).
_AFTER_THIRD = ["на", "не", "нда", "нде", "нан", "нен", "н", "ндағы", "ндегі", "нша", "нше"]
_AFTER_OWN, _OWN = ["а", "е"], ("ым", "ім", "ың", "ің")
# «отырыс-ы» and its like are many, words in ы with -сы few: of workers («басшы-сы»), «жалақы-сы».
_BEFORE_SY = ("ш", "қ", "к", "нд")

# Names that end as if they had an ending.
_NAMES = frozenset(
    (
        "қазақстан өзбекстан қырғызстан тәжікстан түрікменстан түркістан ауғанстан пәкістан"
        " үндістан дағыстан татарстан башқұртстан қарақалпақстан күрдістан арабстан алматы"
        " қызылорда талдықорған қорған жезқазған"
    ).split()
)

# Words that are no forms of the shorter ones in them: «басқа» is not of «бас», «білім» not mine.
_WHOLE = frozenset(
    (
        "қалай талай жылу алтын басқа теңге мақала білім бөлім бөлме жүзім анау баспа жазба қойма"
        " таңба талап тарап қорап терең тері желі орын ауыз мәселе қаражат тарих сайлау қарағанды"
    ).split()
)
# Nouns of two letters: no other stem is so short.
_SHORT = frozenset("ел іс ай үй ат ұл ет су от ит ән ой оқ ұн із".split())

# A verb without one of these is its stem.
_TENSES = (
    "ды ді ты ті дым дім тым тім дың дің дық дік тық тік дыңыз діңіз тыңыз тіңіз ған ген қан"
    " кен ғаны гені қаны кені ғанын генін қанын кенін ғандар гендер қандар кендер атын етін"
    " йтын йтін йды йді ады еді ып іп п й а е са се сақ сек саңыз сеңіз ар ер мақ мек бақ бек"
    " пақ пек у уы уі уге уға уды уді удың удің уда уде удан уден ушы уші сын сін ғалы гелі"
    " қалы келі май мей бай бей пай пей майды мейді байды бейді пайды пейді маған меген баған"
    " беген паған пеген мады меді бады беді пады педі лды лді лған лген лады леді луда латын"
    " летін лып ліп ылды ілді ылған ілген ылады іледі ылып іліп ылу ілу лу аймын еймін аймыз"
    " ейміз айсыз ейсіз ймын ймін ймыз йміз йсыз йсіз"
).split()
# What is done to somebody: «өткіз-іл-етін».
_TENSES += [
    voice + ending
    for voice in ("ыл", "іл")
    for ending in _TENSES
    if len(ending) > 1 and ending not in ("ар", "ер") and ending[0] not in "лыі"
]
# Those that make a noun of a verb: only these may stand before endings of nouns.
_NOUNS_OF_VERBS = frozenset(
    (
        "ған ген қан кен атын етін йтын йтін у ушы уші лу ылу ілу лған лген ылған ілген ылатын"
        " ілетін латын летін"
    ).split()
)
# Endings that end many other words: taken off only where so many letters are left.
_WEAK = {"ар": 4, "ер": 4, "а": 5, "е": 5}
# What makes a verb of a noun: «тасымал-да-у» is the work of a «тасымал».
_MAKERS = ["ла", "ле", "да", "де", "та", "те"]
_DENIALS = frozenset(["ма", "ме", "ба", "бе", "па", "пе"])

#: Voiced before a vowel, voiceless at the end: «кітабы», «кітап».
_DEVOICED = str.maketrans("бгғ", "пкқ")
#: Borrowed words whose endings need not agree with their last vowel.
_BORROWED = ("ев", "ин", "ик", "ель", "ия", "тер", "ент", "ек", "иль", "ец", "ег", "ер")
#: No stem is shorter, and each has a vowel. A noun that a verb was made of is told only where it
#: is long: of «хабарлау» far too much is said for it to be found by «хабар».
SHORTEST, OF_A_NOUN = 3, 7


class Grammar:
    """The rules in one alphabet; `spell` writes the letters of ours in it."""

    def __init__(self, spell=str, *, has_harmony: bool = True):
        self.has_harmony = has_harmony
        self.vowels = frozenset(spell(_VOWELS))
        self.back, self.front = frozenset(spell(_BACK)), frozenset(spell(_FRONT))
        self.fleeting = frozenset(spell("ыі"))
        self.before_sy = tuple(map(spell, _BEFORE_SY))
        # «Өнім» is no form of «өні», and of «тілші» there is no «тілш».
        self.own, self.worker = frozenset(map(spell, "мң")), spell("ш")
        self.open = self.vowels - {spell("у")}
        self.names = frozenset(map(spell, _NAMES))
        self.whole = frozenset(map(spell, _WHOLE))
        self.short = frozenset(map(spell, _SHORT))
        self.sy = frozenset(map(spell, ("сы", "сі")))
        self.layers = [
            {
                spell(ending): frozenset(spell("".join(_CLASSES[name] for name in classes)))
                for endings, classes in rules.items()
                for ending in endings.split()
            }
            for rules in (_CASES, _POSSESSIVES, _PLURALS)
        ]
        self.after = [
            (frozenset(map(spell, endings)), tuple(map(spell, before)))
            for endings, before in ((_AFTER_THIRD, ("ы", "і")), (_AFTER_OWN, _OWN))
        ]
        self.longest = [max(map(len, table)) for table in self.layers]
        self.longest[0] = max(map(len, (*self.layers[0], *self.after[0][0])))
        self.tenses = frozenset(map(spell, _TENSES))
        self.nouns_of_verbs = frozenset(map(spell, _NOUNS_OF_VERBS))
        self.longest_tense = max(map(len, self.tenses))
        self.weak = {spell(ending): least for ending, least in _WEAK.items()}
        self.makers = frozenset(map(spell, _MAKERS))
        self.denials = frozenset(map(spell, _DENIALS))
        self.devoiced = {ord(spell(chr(old))): spell(chr(new)) for old, new in _DEVOICED.items()}

    def stems(self, word: str) -> tuple[str, str]:
        """Give a word's stem as a noun and as a verb; a short word is its own."""
        if len(word) < SHORTEST or not word.isalpha():
            return word, word
        found = self._nominal(word)
        return self._as_key(min(found, key=len)), self._as_key(self._verbal(word, found))

    def _nominal(self, word: str) -> list[str]:
        found = [word]
        for layer in range(len(self.layers)):
            for each in list(found):
                found += self._without(each, layer)
        return [each for each in found if each in self.whole] or found

    def _without(self, word: str, layer: int) -> list[str]:
        """Return what is left of a word without one ending of a layer, as far as it fits."""
        table, found = self.layers[layer], []
        if word in self.names:
            return found
        for length in range(min(self.longest[layer], len(word) - SHORTEST + 1), 0, -1):
            rest, ending = word[:-length], word[-length:]
            if len(rest) < SHORTEST and rest not in self.short:
                continue
            if ending in table and rest[-1] in table[ending] and self._fits(rest, ending):
                found.append(rest)
            if layer == 0:
                for endings, before in self.after:
                    # «Орын» and «алтын» are no forms of «оры» and «алты».
                    if ending in endings and rest.endswith(before) and len(rest) + length > 4:
                        found.append(rest)
        return found

    def _fits(self, rest: str, ending: str) -> bool:
        if rest[-1] in self.fleeting and ending in self.sy:
            return rest[:-1].endswith(self.before_sy)
        if rest[-1] in self.fleeting and ending in self.own:
            return False
        if ending in self.fleeting and rest[-1] == self.worker and rest[-2] not in self.open:
            return False
        return self._has_vowel(rest) and self._agree(rest, ending)

    def _verbal(self, word: str, nouns: list[str]) -> str:
        """Return the shortest of what the word and its nouns are without tense and denial."""
        if whole := next((each for each in nouns if each in self.whole), ""):
            return whole
        best = word
        for each in nouns:
            endings = self.tenses if each == word else self.nouns_of_verbs
            for length in range(min(self.longest_tense, len(each) - SHORTEST), 0, -1):
                rest, ending = each[:-length], each[-length:]
                is_sure = len(rest) >= self.weak.get(ending, SHORTEST)
                if ending in endings and is_sure and self._fits_verb(rest, ending):
                    best = min(best, rest, key=len)
                    break
        rest = best[:-2]
        if best[-2:] in self.denials and len(rest) >= SHORTEST and self._has_vowel(rest):
            best = rest
        if best != word and best[-2:] in self.makers and len(best) - 2 >= OF_A_NOUN:
            return best[:-2]
        return best

    def _fits_verb(self, rest: str, ending: str) -> bool:
        is_open = rest[-1] in self.vowels
        if ending[0] == "л" and not is_open:
            return False
        # «Сөйле-ді» and «тасымалда-ды», not «сөйл-еді» and «тасымалд-ады».
        if rest[-1] in "лд" and ending[0] in self.vowels and rest[-2] not in self.vowels:
            return False
        return self._has_vowel(rest) and self._agree(rest, ending)

    def _agree(self, rest: str, ending: str) -> bool:
        """Tell whether an ending is in harmony with what is before it."""
        if not self.has_harmony or len(rest) > 7 or rest.endswith(_BORROWED):
            return True
        if ending in ("мен", "бен", "пен"):
            return True
        vowel = next((letter for letter in ending if letter in self.vowels), "")
        last = next((letter for letter in reversed(rest) if letter in self.vowels), "")
        return not (
            (last in self.back and vowel in self.front)
            or (last in self.front and vowel in self.back)
        )

    def _has_vowel(self, text: str) -> bool:
        return not self.vowels.isdisjoint(text)

    def _as_key(self, rest: str) -> str:
        """Write the end of a stem as all its forms have it: voiceless, without a fleeting vowel."""
        rest = rest[:-1] + rest[-1].translate(self.devoiced)
        is_closed = rest[-1] not in self.vowels
        if (
            len(rest) > 3
            and is_closed
            and rest[-2] in self.fleeting
            and rest[-3] not in self.vowels
        ):
            return rest[:-2] + rest[-1]
        return rest


_KAZAKH = Grammar()


@lru_cache(maxsize=100_000)
def stems(word: str) -> tuple[str, str]:
    """Take one folded word and give its stems as a noun and as a verb, the same for a short word.

    They are keys that the forms of one word share, not always words: «халқы» and «халық» are халқ.
    """
    return _KAZAKH.stems(word)


def stem(word: str) -> str:
    """Take one folded word and give its stem as a noun."""
    return stems(word)[0]
