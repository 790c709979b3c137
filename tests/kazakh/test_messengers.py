"""What messengers add to a text goes; what its author said stays."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kazakh.messengers import bullet, hashtags, is_tail, plain_word

DECORATED = st.text("𝗕𝓼ⒶⓑᴀʙʟxＷ1аә\u0336\u200b\u200d\u202e👩🇰🏴\ufe0f", max_size=20)
ANY_TEXT = st.text(st.characters(), max_size=40)


@pytest.mark.parametrize(
    ("drawn", "plain"),
    [
        ("𝗕𝗼𝗹𝗱", "Bold"),
        ("𝓢𝓬𝓻𝓲𝓹𝓽", "Script"),
        ("𝒜ℬ𝒞", "ABC"),
        ("𝟐𝟎𝟐𝟔", "2026"),
        ("Ⓒⓘⓡⓒⓛⓔⓓ", "Circled"),
        ("🄰🄱🅱🅾🅻🅳", "ABBOLD"),
        ("ʜᴇʟʟᴏ", "hello"),
        ("ｗｉｄｅ", "wide"),
        ("𝕬𝖘𝖙𝖆𝖓𝖆-да", "Astana-да"),
        ("б̶а̶ғ̶а̶", "баға"),
    ],
)
def test_decorative_letters_become_plain(drawn, plain):
    assert plain_word(drawn) == plain


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("қа\u200bла", "қала"),
        ("қа\u00adла", "қала"),
        ("\ufeffқала", "қала"),
        ("\u202eқала\u202c", "қала"),
        ("қала\u200e", "қала"),
        ("қа\u200dла", "қала"),
    ],
)
def test_characters_that_nobody_sees_go(typed, seen):
    assert plain_word(typed) == seen


@pytest.mark.parametrize(
    "word",
    [
        "👨\u200d👩\u200d👧", "🇰🇿", "❤️", "🏴\U000e0067\U000e0062\U000e007f", "Ⓜ", "ℝ", "25℃",
        "①", "м²", "Тауар™", "№5", "½", "سلام\u200cها",
        "ʀɪ", "ｶﾀｶﾅ", "漢字ＡＢ", "Қазақстан", "Ștefan",
    ],
)  # fmt: skip
def test_what_is_meant_stays(word):
    assert plain_word(word) == word


@pytest.mark.parametrize(
    "line",
    [
        "👉 @arna_kz",
        "@arna",
        "t.me/arna",
        "https://www.instagram.com/arna_kz/",
        "https://youtube.com/@arna",
        "Жазылыңыз: t.me/arna",
        "Подписаться на канал",
        "Біздің Telegram-арнамызға жазылыңыз!",
        "Бізді Instagram желісінде оқыңыз: @kz",
        "Telegram | Instagram | YouTube",
        "#Астана #мектеп",
        "  #жаңалық 🔥",
        "Subscribe to our channel: https://t.me/arna",
    ],
)
def test_the_tail_of_a_channel_is_known(line):
    assert is_tail(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "—",
        "🔥",
        "#Астана қаласында өтті",
        "Бұл туралы @aqorda хабарлады",
        "https://primeminister.kz/kz/news",
        "Редакция газетке жазылыңыз деп шақырады",
        "Ол Telegram-арнаға жазылыңыз деді. Кейін хабарламаны өшірді.",
        "Толығырақ: 8 701 111 22 33",
        "Канал суға толды",
        "Шағымды WhatsApp арқылы жіберіңіз: +7 701 111 22 33.",
        "📲 Шағымды WhatsApp арқылы жіберіңіз: +7 701 111 22 33",
        "Тікелей эфирді YouTube арнасынан қараңыз.",
        "Өтінімді @egov_bot телеграм-ботына жіберіңіз",
        "Байқауға қатысу үшін Instagram-дағы @kitaphana парақшасына жазылыңыз.",
        "«Telegram-арнамызға жазылыңыз» деп жазылған.",
        "Facebook, Instagram, Threads",
        "Telegram",
        "Арнаға жазылыңыз деген хабарға сенбеңіз!",
        "Telegram-арнаға жазылыңыз деген хабарлама алаяқтардан келген.",
        "Instagram парақшасына жазылыңыз деп шақырған алаяқ ұсталды.",
        "Біздің командамыз чатқа қосылыңыз деді министр Ержан",
        "Арнайы мектепке тіркеліңіз, деді министр.",
        "Арналы өзенге қосылыңыз деп жырлады ақын.",
        "Instagram: @aigul_psy",
        "https://youtube.com/watch?v=1",
        "Ботқа жазылу үшін @ENPFbot",
        "https://t.me/arna/15",
        "https://www.instagram.com/p/abc",
        "Сілтеме арқылы тіркеліңіз: https://t.me/bot",
        "Telegram: @akim",
        "Арналар мен көлдер жазылып, канал тазарды",
        "Жазылу мерзімі 1 желтоқсанға дейін, канал ашық.",
    ],
)
def test_a_sentence_is_no_tail(line):
    assert not is_tail(line)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Мектеп ашылды. #Астана", "Мектеп ашылды."),
        ("Мектеп ашылды #Астана #мектеп", "Мектеп ашылды"),
        ("Біз біргеміз #MeToo", "Біз біргеміз #MeToo"),
        ("#Астана қаласында", "#Астана қаласында"),
        ("#а #б", "#а #б"),
        (
            "Мына хештегпен жариялады: #БізБіргеміз #Жас",
            "Мына хештегпен жариялады: #БізБіргеміз #Жас",
        ),
        ("Әлем шарлаған хештегтер #MeToo #Жас", "Әлем шарлаған хештегтер #MeToo #Жас"),
    ],
)
def test_hashtags_after_the_last_sentence_are_found(line, kept):
    assert line[: hashtags(line)] == kept


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("✅ Мектеп ашылды", "Мектеп ашылды"),
        ("⚡️Жедел", "Жедел"),
        ("❗❗ «Назар»", "«Назар»"),
        ("🇰🇿 Қазақстан", "🇰🇿 Қазақстан"),
        ("😀 деді", "😀 деді"),
        ("• бір", "• бір"),
        ("→", "→"),
    ],
)
def test_an_emoji_for_a_bullet_is_found(line, text):
    assert line[bullet(line) :] == text


@example("🅰\u200d🅱")
@example("🇰\u200dⒶⒶ")
@given(st.one_of(DECORATED, ANY_TEXT))
def test_making_plain_twice_is_making_plain_once(text):
    for word in text.split():
        assert plain_word(plain_word(word)) == plain_word(word)


@given(st.one_of(DECORATED, ANY_TEXT))
def test_no_letter_and_no_digit_is_lost(text):
    def spoken(word):
        plain = unicodedata.normalize("NFKD", word)
        return sum(each.isalnum() for each in plain if unicodedata.category(each) != "Lo")

    for word in text.split():
        assert spoken(plain_word(word)) >= spoken(word)


@given(ANY_TEXT)
def test_any_line_has_an_answer(line):
    assert is_tail(line) in (True, False)
    assert 0 <= bullet(line) <= len(line)
    assert 0 <= hashtags(line) <= len(line)


@pytest.mark.parametrize(
    "piece", ["#а ", "@ааа", "👉", "✅", "a.", "𝗕", "/-", "telegram", "\u200b", "a.bc-", "#а-"]
)
def test_a_long_run_of_one_piece_is_no_trap(piece):
    line = piece * 5_000
    assert is_tail(line) is False
    assert is_tail(line[:390] + "!") is False
    assert bullet(line) <= hashtags(line) <= len(line)
    assert len(plain_word(line.replace(" ", ""))) <= len(line)
