"""What was typed with the keyboard left in Latin."""

#: The same keys on the Russian layout that a Kazakh one is laid over.
_KEYS = str.maketrans(
    dict(
        zip(
            "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~",
            "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ",
            strict=True,
        )
    )
)


def other_keys(text: str) -> str:
    """Return what the same keys give on a Cyrillic keyboard; "" where nothing Latin was typed."""
    if not text.isascii() or not any(map(str.isalpha, text)):
        return ""
    return text.translate(_KEYS)
