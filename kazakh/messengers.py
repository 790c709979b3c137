"""Text pasted from messengers and channels: 𝗕𝗼𝗹𝗱 letters, unseen characters, rows of hashtags.

Decorative letters become plain ones, characters that nobody sees go, an emoji that stands for a
bullet goes, and so does the tail of a channel's post («👉 @arna», «Жазылыңыз: t.me/…», a row of
hashtags). What an author says stays: a hashtag or a handle inside a sentence stays as it was
typed, since it may be what the sentence is about, and so do flags, faces and numbered signs.
"""

import re
import unicodedata

# --- Decorative letters -------------------------------------------------------------------

_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True))
_IN_SMALL_CAPITALS = re.compile(f"[{''.join(_SMALL_CAPITALS)}xsovwzc]+")
# Letters of mathematics, bold, script, double-struck: whole alphabets, one letter after another.
_MATHEMATICAL = "\U0001d400-\U0001d7ff"
_WIDE = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
# Circled, squared, and the letters of those alphabets that Unicode had before. One alone may be
# meant: Ⓜ is the metro, ℃ a degree, ℝ a set.
_IN_A_WORD = (
    "\u24b6-\u24e9\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c-\u2131\u2133\u2134"
)
_IN_A_WORD += "\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189"
_ALWAYS = re.compile(f"[{_MATHEMATICAL}{_WIDE}]")
_IN_A_ROW = re.compile(f"[{_IN_A_WORD}{_MATHEMATICAL}]{{2,}}")
_DECORATED = re.compile(f"[{_IN_A_WORD}{_MATHEMATICAL}{_WIDE}{''.join(_SMALL_CAPITALS)}]")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Lines drawn through or under letters.
_OVERLAYS = re.compile("[\u0332\u0333\u0335-\u0338\u20d2\u20d3]")
_OVERLAID = re.compile("(?:[^\\W_][\u0332\u0333\u0335-\u0338\u20d2\u20d3]+){2,}")

# --- Unseen characters --------------------------------------------------------------------

_UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164"
    "\ufeff\uffa0\U000e0020-\U000e007f]"
)
_JOINERS = "\u200c\u200d"
_DIRECTIONS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_FLAG = "\U0001f3f4"

# --- Bullets and tails --------------------------------------------------------------------

_EMOJI = "(?:[\u2190-\u21ff\u231a-\u23ff\u2460-\u24b5\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030"
_EMOJI += "\U0001f000-\U0001faff]\ufe0f?\u20e3?(?:\u200d|[\U0001f3fb-\U0001f3ff])?)"
_BULLET = re.compile(
    "(?:[✅☑✔✓❌❎✖▪▫◾◽◼◻●○◆◇■□►▶➤⚡❗❕❓❔‼⁉⭐☀☎✍✉✏📌📍👉👇👆🔹🔸🔷🔶🔴🔵🟢🟡🟠🟣⚪⚫"
    '🔻🔺🔥💥📣📢📰🗞🆕🆘🚨🌟✨💬📱🎥📹📷📸🖼🔗🔔🎙🗣💡📅📆🕐]\ufe0f?[ \xa0]*)+(?=[\\w«„"“(#@-])'
)
_CROSS = re.compile("[❌❎✖✗✘🚫⛔]")
_TICK_OR_CROSS = re.compile("[✅☑✔✓❌❎✖]")
_HASHTAG = r"[#＃]\w+"
_HANDLE = r"@\w{2,}"
_LINK = r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?"
_PLACES = (
    "telegram|телеграм\\w*|instagram|инстаграм\\w*|facebook|фейсбук\\w*|whats?app|ватсап\\w*"
    "|youtube|ютуб\\w*|tiktok|тикток\\w*|threads|twitter|viber|vk|вконтакте|дзен|max"
)
_BETWEEN = re.compile(rf"(?:{_EMOJI}|[\s|,;•·()\[\]—–])+")
_OF_A_ROW = re.compile(rf"{_HASHTAG}|{_HANDLE}|{_LINK}|{_PLACES}|[/:-]+", re.IGNORECASE)
# The door of a channel: its handle, or its address at the house that keeps it. A single post, a
# film, a page with a question is what a story is about.
_DOOR = (
    rf"{_HANDLE}|\b(?:(?:t\.me|telegram\.me)/(?:joinchat/|\+)?|wa\.me/|(?:instagram|facebook|fb|vk)\.com/"
    r"|(?:youtube|tiktok)\.com/@|youtube\.com/(?:c|channel)/|threads\.(?:net|com)/@?|dzen\.ru/)"
    r"[\w.-]+/?(?![\w/?=-])"
)
_CHANNELS = (
    "(?:арна|канал|чат|парақша|топ|группа)(?:ы?мыз|i?міз|сы|ы)?(?:[ғқн][аае]|н?[дт][ае]н?|ның|ды|ны)?"
    "|канал[еау]?|группу|рассылк[уае]|channel|group"
)
_OF_A_CHANNEL = re.compile(rf"{_DOOR}|\b(?:{_PLACES}|{_CHANNELS})\b", re.IGNORECASE)
# A row that is somebody's list of networks has neither a door nor the bars of a signature; one
# with a label, «Instagram: @aigul», may be whom to write to.
_SIGNS_OF_A_ROW = re.compile(rf"{_HASHTAG}|{_DOOR}|[|•·]|{_EMOJI}", re.IGNORECASE)
_LABEL = re.compile(r"\w\s*:(?!//)")
_TO_JOIN = (
    "жазыл(?:ыңыз|ыңыздар|ыңдар|у)|қосыл(?:ыңыз|ыңыздар|ыңдар)"
    "|подпис(?:аться|ывайтесь|ывайся|итесь)|присоединяйтесь|следите|subscribe|follow|join"
)
_TO_READ = "оқыңыз|қараңыз|жібер(?:іңіз|іңіздер)|читайте|присылайте|смотрите"
_ASKS_TO_JOIN = re.compile(rf"\b(?:{_TO_JOIN})\b", re.IGNORECASE)
_ASKS_TO_READ = re.compile(rf"\b(?:{_TO_READ})\b", re.IGNORECASE)
# Whatever else an invitation says. A sentence with any other word is somebody's own.
_OF_AN_INVITATION = re.compile(
    rf"{_TO_JOIN}|{_TO_READ}|{_PLACES}|{_CHANNELS}"
    "|біз(?:дің|ді|ге)?|ресми|жаңа|жаңалық(?:тар)?(?:ымыз|ды|дар|тарды|тарымызды)?|ақпарат(?:ты)?"
    "|хабар(?:лар)?(?:ды)?|тез(?:ірек)?|көбірек|толығырақ|толық|бірінші|болып|білу|алу|көру|оқу|үшін"
    "|желі(?:сі|сінде|сіндегі)?|әлеуметтік|арқылы|және|мен|мына|осы"
    "|наш(?:[ау]?|его|ем|и|их)?|нам|нас|на|в|за|и|новости|первыми|подробнее|все|our|us|to|on|the|news",
    re.IGNORECASE,
)
_OURS = re.compile(r"\bбіз(?:дің|ді|ге)?\b|\w[ыi]?м[ыі]з\w*|\bнаш|\bнам?\b|\bour\b", re.IGNORECASE)
_DRAWN = re.compile(_EMOJI)
_HAS_A_DOOR = re.compile(_DOOR, re.IGNORECASE)
_AN_ADDRESS = re.compile(rf"{_HANDLE}|{_LINK}", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_ABOUT_HASHTAGS = re.compile("х[еэ]штег|hashtag", re.IGNORECASE)
# A sentence that says more than «come to our channel» is somebody's sentence.
_LONGEST_INVITATION = 110
_LONGEST_ROW = 400
_CLOSED = re.compile(rf"(?<=[.!?…»”\"])(?:\s+{_HASHTAG})+\s*\Z|(?:\s+{_HASHTAG}){{2,}}\s*\Z")


def plain_word(word: str) -> str:
    """Take what stands between spaces and give it in plain letters, without unseen characters."""
    if word.isascii():
        return word
    if _UNSEEN.search(word) or _DIRECTIONS.search(word):
        word = _seen(word)
    if _OVERLAID.search(word):
        word = _OVERLAID.sub(lambda drawn: _OVERLAYS.sub("", drawn[0]), word)
    if not _DECORATED.search(word) or _EAST_ASIAN.search(word):
        return word
    word = _IN_A_ROW.sub(lambda row: "".join(map(_plain, row[0])), word)
    word = _ALWAYS.sub(lambda letter: _plain(letter[0]), word)
    word = _IN_SMALL_CAPITALS.sub(_in_plain_capitals, word)
    # A joiner between two drawn letters joins nothing once they are plain.
    return _seen(word) if _UNSEEN.search(word) else word


def says_no(line: str) -> bool:
    """Tell whether a line begins with a cross: beside it even a tick says something."""
    return bool(_CROSS.match(line.lstrip()))


def bullet(line: str, *, keeps_ticks: bool = False) -> int:
    """Return how many characters of an emoji that stands for a bullet begin a line.

    Arrows, and ticks and crosses in a text that has both, are words.
    """
    match = _BULLET.match(line)
    if match is None or (keeps_ticks and _TICK_OR_CROSS.match(line)):
        return 0
    return match.end()


def hashtags(line: str) -> int:
    """Return where the hashtags begin that stand after the last sentence; its length if none.

    One hashtag after a sentence without its full stop is taken for a word of it.
    """
    skipped = max(0, len(line) - _LONGEST_ROW)
    match = _CLOSED.search(line, skipped) if "#" in line else None
    said = line[: match.start()].rstrip() if match else ""
    # «Акцияның хештегтері: #a #b» says what they are.
    if not said or said.endswith((":", ",", "–", "-")) or _ABOUT_HASHTAGS.search(said):
        return len(line)
    return match.start()


def is_tail(line: str) -> bool:
    """Tell whether a line at the end of a post says nothing but where else to find the channel.

    In doubt it is its writer's own: a sentence about somebody's bot, a number to ring, a list of
    networks.
    """
    line = line.strip()
    if not line or len(line) > _LONGEST_ROW:
        return False
    if all(_is_of_a_row(word) for word in _BETWEEN.split(line)):
        # An address alone may be the source of the story.
        is_signed = _SIGNS_OF_A_ROW.search(line) and _OF_A_CHANNEL.search(line)
        return bool((is_signed and not _LABEL.search(line)) or re.search(_HASHTAG, line))
    return len(line) <= _LONGEST_INVITATION and _is_invitation(line)


def is_channel(address: str) -> bool:
    """Tell whether an address of the web leads into a messenger or a network."""
    return bool(re.match("https?://", address) and _HAS_A_DOOR.search(address))


def _is_invitation(line: str) -> bool:
    """Tell «Жазылыңыз: t.me/arna» from a sentence that sends its reader somewhere.

    Every word of an invitation is one of a few: what says anything else is its writer's own.
    """
    words = _LETTERS.findall(_AN_ADDRESS.sub(" ", line))
    if re.search(r"\d{3}|[«»“”\"]", _AN_ADDRESS.sub(" ", line)):
        return False  # A number to ring, or what somebody said.
    if not (_OF_A_CHANNEL.search(line) and all(map(_OF_AN_INVITATION.fullmatch, words))):
        return False
    if _ASKS_TO_JOIN.search(line):
        return True
    leads = _HAS_A_DOOR.search(line) and (_OURS.search(line) or _DRAWN.match(line))
    return bool(_ASKS_TO_READ.search(line) and leads)


def _is_of_a_row(word: str) -> bool:
    """Tell whether a word is a hashtag, a handle, an address or the name of a network."""
    return not word or bool(_OF_A_ROW.fullmatch(word.rstrip(":")))


def _plain(letter: str) -> str:
    name = unicodedata.normalize("NFKC", letter)
    if name == letter and "LATIN CAPITAL LETTER" in unicodedata.name(letter, ""):
        name = unicodedata.name(letter)[-1]  # negative circled and squared letters
    return name if name.isalnum() or len(name) == 1 else letter


def _in_plain_capitals(match: re.Match[str]) -> str:
    word = match[0]
    if sum(letter in _SMALL_CAPITALS for letter in word) < 3:
        return word  # a sign of phonetics
    return "".join(_SMALL_CAPITALS.get(letter, letter) for letter in word)


def _seen(word: str) -> str:
    """Drop what nobody sees, but for joiners in an emoji or a Persian word, and a flag's tags."""
    has_right_to_left = _RIGHT_TO_LEFT.search(word)
    kept = []
    for at, character in enumerate(word):
        if _DIRECTIONS.match(character) or character in _JOINERS:
            before, after = word[at - 1 : at], word[at + 1 : at + 2]
            is_joining = character in _JOINERS and _is_drawn(before) and _is_drawn(after)
            if not (has_right_to_left or is_joining):
                continue
        elif _UNSEEN.match(character) and not (character > "\U000e0000" and _FLAG in word[:at]):
            continue
        kept.append(character)
    return "".join(kept)


def _is_drawn(character: str) -> bool:
    """Tell an emoji from a letter."""
    return bool(character) and (
        unicodedata.category(character) in {"So", "Sk"} or character == "\ufe0f"
    )
