import csv
import re
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from articles.demo import FOLDER, Demo, Story, canonical, day_of_season, read

TODAY = date(2026, 5, 15)
REGIONS = FOLDER.parent / "data" / "regions.csv"

LANGUAGES = {"kk", "ru", "en"}
GENRES = {
    "news",
    "flash",
    "article",
    "interview",
    "opinion",
    "photo_report",
    "video",
    "official",
    "announcement",
}
STATES = {
    "published",
    "published_alone",
    "corrected",
    "draft",
    "submitted",
    "sent_back",
    "scheduled",
    "killed",
    "held",
    "spiked",
}
CORRECTIONS = {"minor", "update", "correction", "withdrawal", "refutation"}
ROLES = {"journalist", "editor", "chief_editor", "photo_editor"}
SEEN_BY_READERS = {"published", "published_alone", "corrected"}

BLOCK_TAGS = "p|h2|h3|ul|ol|li|blockquote|figure|table|tbody|thead|tr|th|td"
ALLOWED_TAGS = {*BLOCK_TAGS.split("|"), "strong", "em", "a", "figcaption"}
TAG = re.compile(r"<(/?)(\w+)((?:\s[^>]*)?)>")
WORD = re.compile(r"\w+")
LATIN = re.compile(r"[A-Za-z]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
KAZAKH_LETTERS = set("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя")


@pytest.fixture(scope="module")
def demo() -> Demo:
    return read(TODAY)


def by_state(demo: Demo, *states: str) -> list[Story]:
    return [story for story in demo.stories if story.state in states]


def written(story: Story) -> list[str]:
    """Every text of a story that a reader or the desk may see."""
    texts = [
        story.headline,
        story.lead,
        story.body,
        story.corrected_headline,
        story.corrected_body,
        story.correction_note,
        story.reason,
        story.photo_caption,
        story.dateline,
        *story.tags,
    ]
    return [text for text in texts if text]


def kazakh_texts(demo: Demo) -> list[str]:
    texts = [text for story in demo.stories if story.language == "kk" for text in written(story)]
    texts += [photo[name] for photo in demo.photos for name in ("caption", "alt_text")]
    texts += [author["biography"] for author in demo.authors]
    texts += [topic[name] for topic in demo.topics for name in ("kk", "description")]
    texts += [category["kk"] for category in demo.categories]
    return texts


def test_there_are_stories_enough(demo):
    assert len(demo.stories) >= 72


def test_every_main_section_has_at_least_six_stories(demo):
    parents = {c["slug"]: c.get("parent", c["slug"]) for c in demo.categories}
    count = Counter(parents[story.category] for story in demo.stories)
    main = [c["slug"] for c in demo.categories if "parent" not in c]
    assert len(main) == 9
    assert {slug for slug in main if count[slug] < 6} == set()


def test_every_section_has_stories_before_readers(demo):
    live = {story.category for story in by_state(demo, *SEEN_BY_READERS)}
    assert live == {c["slug"] for c in demo.categories}


def test_sections_are_two_levels_deep_at_most(demo):
    parents = {c["slug"]: c.get("parent") for c in demo.categories}
    for parent in filter(None, parents.values()):
        assert parents[parent] is None


@pytest.mark.parametrize(
    ("state", "least"),
    [
        ("draft", 3),
        ("submitted", 4),
        ("scheduled", 2),
        ("corrected", 2),
        ("killed", 1),
        ("held", 1),
        ("sent_back", 1),
        ("spiked", 1),
        ("published_alone", 1),
    ],
)
def test_the_desk_has_work_in_every_state(demo, state, least):
    assert len(by_state(demo, state)) >= least


def test_states_genres_and_languages_are_known(demo):
    assert {story.state for story in demo.stories} <= STATES
    assert {story.genre for story in demo.stories} <= GENRES
    assert {story.language for story in demo.stories} == LANGUAGES
    assert {story.commercial for story in demo.stories} == {"", "advertising", "partner"}


def test_a_flash_waits_for_approval_and_two_are_before_readers(demo):
    flashes = [s for s in demo.stories if s.genre == "flash" and not s.lead and not s.body]
    live = [s for s in flashes if s.state in SEEN_BY_READERS]
    assert len(live) >= 2
    assert any(s.state == "submitted" for s in flashes)


def test_scheduled_stories_come_tomorrow_and_the_day_after(demo):
    assert sorted(s.day for s in by_state(demo, "scheduled")) == [1, 2]
    assert max(s.day for s in demo.stories if s.state != "scheduled") == 0


def test_what_stopped_a_story_is_said(demo):
    for story in by_state(demo, "killed", "held", "sent_back", "spiked"):
        assert story.reason, story.key
    for story in demo.stories:
        assert bool(story.reason) == (story.state in {"killed", "held", "sent_back", "spiked"})


def test_a_correction_says_its_kind_and_changes_the_words(demo):
    for story in by_state(demo, "corrected"):
        assert story.correction_kind in CORRECTIONS
        assert story.correction_note
        assert story.corrected_headline or story.corrected_body
        assert story.corrected_headline != story.headline
        assert story.corrected_body != story.body
        appeared = datetime.fromisoformat(f"{TODAY + timedelta(days=story.day)}T{story.time}")
        corrected = appeared + timedelta(hours=story.corrected_after)
        assert appeared < corrected < datetime.combine(TODAY, datetime.min.time())


def test_keys_and_headlines_are_unique(demo):
    for name in ("key", "headline"):
        count = Counter(getattr(story, name) for story in demo.stories)
        assert [value for value, times in count.items() if times > 1] == []


def test_headlines_fit_a_line(demo):
    for story in demo.stories:
        for headline in (story.headline, story.corrected_headline):
            assert len(headline) <= 120, headline
            assert not headline.endswith("."), headline


def test_every_reference_of_a_story_resolves(demo):
    categories = {c["slug"] for c in demo.categories}
    photos = {photo["key"] for photo in demo.photos}
    authors = {author["slug"] for author in demo.authors}
    agencies = {agency["name"] for agency in demo.agencies}
    topics = {topic["slug"] for topic in demo.topics}
    users = {user["username"] for user in demo.users}
    for story in demo.stories:
        assert story.category in categories, story.key
        assert story.photo in photos | {""}, story.key
        assert set(story.authors) | set(story.translators) <= authors, story.key
        assert bool(story.translators) == bool(story.translation_of), story.key
        assert story.agency in agencies, story.key
        assert set(story.topics) <= topics, story.key
        assert set(story.tags) <= set(demo.tags[story.language]), story.key
        assert {story.owner, story.editor} <= users, story.key
        for key in re.findall(r'data-photo="([^"]*)"', story.body + story.corrected_body):
            assert key in photos, story.key


def test_translations_follow_a_kazakh_original(demo):
    before: dict[str, Story] = {}
    count = Counter(story.language for story in demo.stories)
    assert (count["ru"], count["en"]) == (4, 4)
    for story in demo.stories:
        if story.language == "kk":
            assert not story.translation_of
        else:
            original = before[story.translation_of]
            assert original.language == "kk"
            assert original.category == story.category
            assert (original.day, original.time) < (story.day, story.time)
        before[story.key] = story


def test_references_inside_the_house_resolve(demo):
    users = {user["username"] for user in demo.users}
    credits = {credit["key"] for credit in demo.credits}
    slugs = {category["slug"] for category in demo.categories}
    assert {author["user"] for author in demo.authors if "user" in author} <= users
    assert {photo["credit"] for photo in demo.photos} <= credits
    assert {c["parent"] for c in demo.categories if "parent" in c} <= slugs


def test_the_newsroom_has_its_people(demo):
    count = Counter(user["role"] for user in demo.users)
    assert set(count) == ROLES
    assert count["journalist"] >= 2
    assert count["editor"] >= 2
    assert all(re.fullmatch(r"[a-z0-9-]+", user["username"]) for user in demo.users)


def test_nobody_approves_his_own_story_but_the_editor_on_duty(demo):
    editors = {u["username"] for u in demo.users if u["role"] in {"editor", "chief_editor"}}
    for story in demo.stories:
        assert story.editor in editors
        assert (story.owner == story.editor) == (story.state == "published_alone"), story.key


def test_every_credit_names_somebody_and_every_photo_says_what_is_seen(demo):
    for credit in demo.credits:
        assert credit.get("photographer") or credit.get("source")
        assert credit["licence"] in {"own", "press", "reader", "archive", "cc-by"}
    for photo in demo.photos:
        assert photo["caption"] and photo["alt_text"]
        assert 0 <= photo["focal_x"] <= 1
        assert 0 <= photo["focal_y"] <= 1


def test_about_two_thirds_of_the_stories_have_a_photo(demo):
    share = sum(bool(story.photo) for story in demo.stories) / len(demo.stories)
    assert 0.55 < share < 0.8


def test_every_photo_is_used(demo):
    used = {story.photo for story in demo.stories}
    assert {photo["key"] for photo in demo.photos} <= used


def test_tags_are_few_for_a_story_and_shared_between_stories(demo):
    for story in demo.stories:
        assert 3 <= len(set(story.tags)) == len(story.tags) <= 6, story.key
    count = Counter(tag for story in demo.stories for tag in story.tags)
    assert set(count) == {tag for tags in demo.tags.values() for tag in tags}
    shared = [tag for tag in demo.tags["kk"] if count[tag] > 1]
    assert len(shared) >= 45


def test_topics_run_through_several_stories(demo):
    count = Counter(topic for story in demo.stories for topic in story.topics)
    assert all(count[topic["slug"]] >= 5 for topic in demo.topics)


@pytest.mark.skipif(not REGIONS.exists(), reason="the list of regions is not there yet")
def test_regions_are_in_the_list(demo):
    with REGIONS.open(encoding="utf-8", newline="") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    for story in demo.stories:
        named = {story.region, *story.further_regions} - {""}
        assert named <= codes, story.key


def test_kazakh_texts_mix_no_scripts_within_a_word(demo):
    for text in kazakh_texts(demo):
        for word in WORD.findall(TAG.sub(" ", text)):
            assert not (LATIN.search(word) and CYRILLIC.search(word)), (word, text)
            if CYRILLIC.search(word):
                assert set(word.lower()) - set("0123456789_") <= KAZAKH_LETTERS, (word, text)


def test_kazakh_texts_use_kazakh_quotes_and_dashes(demo):
    for text in kazakh_texts(demo):
        plain = TAG.sub(" ", text)
        assert not set(plain) & set("\"'“”„‘’`"), text
        assert " - " not in plain and "--" not in plain and "—" not in plain, text
        assert plain.count("«") == plain.count("»"), text
        depth = 0
        for sign in plain:
            depth += {"«": 1, "»": -1}.get(sign, 0)
            assert depth in (0, 1), f"quotes within quotes: {text}"


def test_texts_name_no_year_for_they_move_with_the_calendar(demo):
    for text in kazakh_texts(demo):
        assert not re.search(r"\b(19|20)\d\d\b", TAG.sub(" ", text)), text


@pytest.mark.parametrize("key", [story.key for story in read(TODAY).stories])
def test_body_is_in_canonical_form(demo, key):
    story = next(story for story in demo.stories if story.key == key)
    for body in (story.body, story.corrected_body):
        open_tags: list[str] = []
        for close, name, attributes in TAG.findall(body):
            assert name in ALLOWED_TAGS
            if close:
                assert open_tags.pop() == name
                continue
            open_tags.append(name)
            expected = {
                "a": r' href="https://[^"]+"',
                "figure": r' data-photo="[^"]+"| data-gallery=""',
            }
            assert re.fullmatch(expected.get(name, ""), attributes)
        assert open_tags == []
        assert not re.search(rf"</?(?:{BLOCK_TAGS})[^>]*>\s+</?(?:{BLOCK_TAGS})\b", body)
        assert not re.search(r"\s{2}|\n", body)
        assert not re.search(r"&(?!amp;|lt;|gt;)", body)
        assert not re.search(r"[<>]", TAG.sub("", body))
        assert not re.search(r"<(\w+)></\1>", body)
        assert not body or (body.startswith("<") and body.endswith(">"))


def test_links_lead_to_example_addresses_only(demo):
    links = [story.source_url for story in demo.stories if story.source_url]
    links += [link for s in demo.stories for link in re.findall(r'href="([^"]+)"', s.body)]
    links += [credit["url"] for credit in demo.credits if "url" in credit]
    links += [agency["url"] for agency in demo.agencies]
    links += [network["url"] for network in demo.house["social"]]
    assert all(re.match(r"https://example\.(kz|org)/", link) for link in links)


def test_some_stories_are_long_and_some_show_photos_inside(demo):
    bodies = [story.body for story in demo.stories]
    assert sum("<figure" in body for body in bodies) >= 2
    assert any("<table>" in body for body in bodies)
    assert any("<strong>– " in body and body.count("<p>") > 12 for body in bodies)


@pytest.mark.parametrize("today", [TODAY, date(2027, 1, 2), date(2028, 2, 29), date(2026, 9, 30)])
def test_stories_spread_over_two_years_on_any_day(today):
    stories = [s for s in read(today).stories if s.state in SEEN_BY_READERS]
    assert -745 <= min(s.day for s in stories) < -640
    assert sum(s.day >= -7 for s in stories) >= 12
    assert sum(s.day < -365 for s in stories) >= 10
    quarters = Counter(-s.day // 92 for s in stories)
    assert all(quarters[n] for n in range(8))


def test_stories_of_today_come_early(demo):
    assert all(s.time < "02:30" for s in demo.stories if s.day == 0)
    assert all(re.fullmatch(r"[0-2]\d:[0-5]\d", s.time) for s in demo.stories)


@pytest.mark.parametrize("days", range(0, 366, 30))
def test_stories_of_a_season_keep_to_it(days):
    today = date(2026, 1, 1) + timedelta(days=days)
    for years in (0, 1):
        day = day_of_season("03-22", years_ago=years, today=today)
        appeared = today + timedelta(days=day)
        assert (appeared.month, appeared.day) == (3, 22)
        assert -375 <= day + years * 366 <= 1 or years
        assert day < -8


def test_a_line_is_a_paragraph_unless_it_opens_with_a_block():
    text = "\nБірінші.\n<strong>Екінші.</strong>\n<h2>Тақырып</h2>\n\n"
    assert canonical(text) == "<p>Бірінші.</p><p><strong>Екінші.</strong></p><h2>Тақырып</h2>"


def test_story_files_are_named_after_sections():
    slugs = {category["slug"] for category in read(TODAY).categories} | {"audarmalar"}
    assert {path.stem for path in Path(FOLDER / "stories").glob("*.toml")} <= slugs
