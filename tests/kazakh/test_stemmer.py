"""Stems: the forms of one word have one, and different words have different ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.stemmer import stem, stems

NOUNS = {
    "мектеп": "мектебі мектебін мектептің мектепке мектепті мектепте мектептен мектеппен мектептер"
    " мектептері мектептерін мектептеріне мектептерінің мектебіміз мектептегі мектебінде",
    "қала": "қалалар қаланың қалаға қаланы қалада қаладан қаламен қаласы қаласын қаласына"
    " қаласының қаласында қаласынан қаласындағы қалалары қалаларда қаламыз",
    "күн": "күндер күннің күнге күні күнінде",
    "жұмысшы": "жұмысшылар жұмысшының жұмысшыға жұмысшылардың жұмысшысы",
    "кітап": "кітабы кітаптар кітапты кітабының кітабым кітаптарымыз",
    "халық": "халқы халқының халыққа халықтың халқына халықтар",
    "орын": "орны орнына орындар орынға",
    "министр": "министрі министрдің министрге министрлер министрлердің министрмен",
    "экономика": "экономиканың экономикаға экономикасы экономикасының экономикада",
    "тілек": "тілегі тілектер тілегін тілегіңіз",
    "ауыл": "ауылда ауылдар ауылдан ауылдың ауылы",
    "көл": "көлдің көлге көлдер көлі көлінің",
    "облыс": "облысы облыстың облысының облыстар облыста облысында облысындағы",
    "дерек": "дерегі деректер деректерге дерегінше",
    "отырыс": "отырысы отырысын отырыста отырыстар отырысында",
}
VERBS = {
    "жаз": "жазды жазған жазып жазады жазатын жазса жазу жазуды жазуға жазбайды жазбаған жазылды"
    " жазылған жазбақ жазсын жазғаны",
    "өткіз": "өткізді өткізген өткізіп өткізеді өткізетін өткізу өткізуге өткізбейді өткізілді"
    " өткізілген өткізілетін",
    "тарт": "тартты тартқан тартып тартады тарту тартылды тартпады тартпақ",
    "сөйле": "сөйледі сөйлеген сөйлеп сөйлейді сөйлейтін сөйлеу сөйлемейді",
    "тасымал": "тасымалдау тасымалдады тасымалдаған тасымалдайды тасымалдауды",
    "қалыптастыр": "қалыптастырды қалыптастыра қалыптастыру қалыптастырған қалыптастырып",
}


@pytest.mark.parametrize(
    ("word", "form"), [(word, form) for word, forms in NOUNS.items() for form in forms.split()]
)
def test_forms_of_a_noun_share_its_stem(word, form):
    assert stem(form) == stem(word)


@pytest.mark.parametrize(
    ("word", "form"), [(word, form) for word, forms in VERBS.items() for form in forms.split()]
)
def test_forms_of_a_verb_share_a_stem(word, form):
    assert set(stems(form)) & set(stems(word))


@pytest.mark.parametrize(
    ("one", "other"),
    [("алма", "алу"), ("бала", "балық"), ("теміржол", "автожол"), ("қазақ", "қазақстан"),
     ("түрік", "түрікменстан"), ("өзбек", "өзбекстан"), ("қол", "көл"), ("жылқы", "жылу"),
     ("тауық", "тау"), ("арал", "арасында"), ("су", "сусын"), ("ел", "елу")],
)  # fmt: skip
def test_different_words_stay_apart(one, other):
    assert not set(stems(one)) & set(stems(other))


@pytest.mark.parametrize("word", ["су", "ел", "бір", "үш", "2026", "covid19", "x", ""])
def test_a_short_word_and_a_number_are_their_own(word):
    assert stems(word) == (word, word)


@given(st.text(alphabet="абгғдежзийкқлмнңоөпрстуұүфхһшыіэюяё", max_size=40))
def test_a_stem_is_never_longer_or_empty(word):
    noun, verb = stems(word)
    assert len(noun) <= len(word)
    assert len(verb) <= len(word)
    assert bool(noun) == bool(verb) == bool(word)
    assert stems(word) == (noun, verb)


@pytest.mark.parametrize(
    "forms",
    [
        "ел елі елдің елге еліміз елдер", "іс істі ісі іске істер", "үй үйі үйде үйлер үйінде",
        "су суы суды суға сулар", "ұл ұлы ұлдың", "ай айда айында", "ат аты атында",
        "қарағанды қарағандыда", "орын орында орны", "басқа басқалар басқаға",
    ],
)  # fmt: skip
def test_short_and_whole_words_meet_their_forms(forms):
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    ["қала қалай", "жыл жылу", "алты алтын", "бас басқа", "тең теңге", "мақал мақала",
     "жүз жүзім", "ана анау", "жаз жазба", "тері терең", "қой қойма"],
)  # fmt: skip
def test_a_word_is_not_taken_for_the_shorter_one_in_it(pair):
    first, second = pair.split()
    assert not set(stems(first)) & set(stems(second))
