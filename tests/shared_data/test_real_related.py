"""Related news among real stories: the goals hold, and the usual feeds are far behind.

The texts belong to their agencies and are no part of the project: they lie in a folder of their
own, which the environment variable NEWSROOM_TEST_DATA names.
"""

import os
from pathlib import Path

import pytest

from bench import judged
from bench.related import answered

DATA = Path(os.environ.get("NEWSROOM_TEST_DATA", "no-such-folder"))

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(
        not all((DATA / name).is_file() for each in judged.SETS.values() for name in each[:2]),
        reason="left out: the labelled stories (NEWSROOM_TEST_DATA names no folder that holds"
        " them)",
    ),
]


@pytest.mark.parametrize("name", judged.SETS)
def test_the_nine_are_those_that_belong_to_the_story(name):
    lines, grades = judged.stories(DATA, name), judged.labels(DATA, name)
    answers = answered(lines)
    ours = judged.mean_ndcg(answers.__getitem__, grades)
    assert ours >= judged.SETS[name][2]
    assert ours >= 1.4 * judged.mean_ndcg(judged.latest_in_section(lines), grades)
    assert ours >= 1.4 * judged.mean_ndcg(judged.shared_tags(lines), grades)
    assert judged.recent(answers, lines) >= 0.9
    assert judged.faults(answers, lines) == 0
