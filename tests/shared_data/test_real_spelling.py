"""Hints on real news that is correct: nearly none; on its words damaged: the right ones.

The texts belong to their agencies and are no part of the project: they lie in a folder of their
own, which the environment variable NEWSROOM_TEST_DATA names.
"""

import os
from pathlib import Path

import pytest

from bench import spelling

DATA = Path(os.environ.get("NEWSROOM_TEST_DATA", "no-such-folder"))
NEEDED = ("kk_articles_dev.jsonl.gz", "kk_sentences_dev.jsonl.gz")


@pytest.mark.slow
@pytest.mark.skipif(
    not all((DATA / name).is_file() for name in NEEDED),
    reason="left out: real articles and sentences (NEWSROOM_TEST_DATA names no folder of them)",
)
def test_hints_on_real_news_are_rare_and_right():
    figures = {name: figure for name, figure, unit, *_goal in spelling.measure(DATA) if not unit}
    assert figures["false alarms, of the words of unseen news"] < 0.005
    for name in ("one wrong letter", "all letters wrong"):
        assert figures[f"{name}: first suggestion right"] > 0.99
        assert figures[f"{name}: of all damaged words, right"] > 0.95
