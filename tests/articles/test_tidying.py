"""A text is mended when it is saved, by the rules of its language, and can be taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import markup, workflow, writing
from articles.models import Article, KeptText, Language, Version, WhyKept
from articles.refusals import NotAllowed, Overtaken
from articles.runs import Lines
from articles.tidying import Kind, Left, mend

HARD = "\xa0"


def mended(name, text, *, language=Language.KAZAKH, left=None):
    return mend(name, text, language=language, left=left or Left())


@pytest.fixture
def save():
    """Return a saver as the desk saves: `save(article, by=journalist, lead="…")`."""

    def save(article, *, by, **fields):
        for name, value in fields.items():
            setattr(article, name, value)
        writing.prepare(article)
        typed = writing.tidy(article)
        if article.pk:
            writing.begin(article, by=by, based_on=article.version)
        else:
            article.version = 1
        article.save()
        version = writing.finish(article, by=by)
        writing.keep_as_typed(article, typed, by=by)
        return version

    return save


@pytest.fixture
def take_back(save):
    """Return what the desk does on a press: `take_back(article, by=journalist, lead="…")`."""

    def take_back(article, *, by, **fields):
        for name, value in fields.items():
            setattr(article, name, value)
        done, written_on = writing.put_back(article, by=by)
        writing.begin(article, by=by, based_on=article.version)
        article.save()
        typed = writing.tidy(article, but=done)
        writing.finish(article, by=by)
        writing.keep_as_typed(article, typed, by=by)
        return written_on

    return take_back


def test_each_kind_of_mending_is_told():
    text, found = mended("lead", '✅ 𝗕𝗼𝗹𝗱 "Қaла" 5 км')
    assert text == f"Bold «Қала» 5{HARD}км"
    assert found == [
        ("lead", Kind.MESSENGER, "✅ 𝗕𝗼𝗹𝗱", "Bold"),
        ("lead", Kind.LETTERS, '"Қaла"', '"Қала"'),
        ("lead", Kind.SIGNS, '"Қала"', "«Қала»"),
        ("lead", Kind.SIGNS, "5 км", f"5{HARD}км"),
    ]


def test_a_body_is_mended_across_its_marks():
    body = '<h2>"Нұр</h2><p>Ол "<strong>Қa</strong>ла" - '
    body += '<a href="https://a.kz/?b=1&amp;c=%22">5 км</a>.<br>- Иә</p>'
    text, _found = mended("body", markup.clean(body))
    assert text == (
        f'<h2>"Нұр</h2><p>Ол «<strong>Қа</strong>ла»{HARD}– '
        f'<a href="https://a.kz/?b=1&amp;c=%22">5{HARD}км</a>.<br>– Иә</p>'
    )


@pytest.mark.parametrize("language", [Language.RUSSIAN, Language.ENGLISH])
def test_other_languages_only_lose_what_a_messenger_drew(language):
    text, found = mended("lead", '𝗕𝗼𝗹𝗱\u200b "Қaла" - 5 км #а #б', language=language)
    assert text == 'Bold "Қaла" - 5 км #а #б'
    assert [each.kind for each in found] == [Kind.MESSENGER]


@pytest.mark.parametrize(
    ("body", "rest"),
    [
        ("<p>Мектеп ашылды.</p><p>👉 @arna</p><p>#Астана #мектеп</p>", "<p>Мектеп ашылды.</p>"),
        ("<p>Мектеп ашылды.<br>Жазылыңыз: t.me/arna</p>", "<p>Мектеп ашылды.</p>"),
        ("<p>Мектеп ашылды. #Астана</p>", "<p>Мектеп ашылды.</p>"),
        ('<p>Бар.</p><p><a href="https://t.me/a">Подписаться на канал</a></p>', "<p>Бар.</p>"),
        ("<p>@arna</p><p>Мектеп ашылды.</p>", "<p>@arna</p><p>Мектеп ашылды.</p>"),
        ("<p>#Астана</p><p>@arna</p>", "<p>#Астана</p><p>@arna</p>"),
        ('<p><a href="https://qr.kz/a">Заң</a> шықты. #а #б</p>',
         '<p><a href="https://qr.kz/a">Заң</a> шықты.</p>'),
    ],
)  # fmt: skip
def test_the_tail_of_a_channel_goes_but_never_the_whole_text(body, rest):
    assert mended("body", body)[0] == rest


def test_ticks_beside_crosses_are_words():
    both = "<p>✅ Қол жуыңыз</p><p>❌ Жөтелмеңіз</p>"
    assert mended("body", both)[0] == both
    assert mended("body", "<p>✅ Бір</p><p>✅ Екі</p>")[0] == "<p>Бір</p><p>Екі</p>"


@pytest.mark.parametrize(
    "body",
    [
        "<p>Бар.</p><p>Акцияның хештегтері: #таза #қала</p>",
        "<p>Бар.</p><blockquote><p>Telegram-арнамызға жазылыңыз</p></blockquote>",
        "<p>Желілер:</p><ul><li><p>Telegram | @arna</p></li></ul>",
        '<p>Бар.</p><p><a href="https://gov.kz/a">Telegram-арнаға жазылыңыз</a></p>',
        "<p>Өтінімді мына ботқа жіберіңіз:</p><p>@egov_bot</p>",
    ],
)
def test_the_last_words_of_a_writer_are_no_tail(body):
    assert mended("body", markup.clean(body)) == (markup.clean(body), [])


def test_the_end_of_a_table_is_no_tail():
    body = "<p>Арналар:</p><table><tbody><tr><td>@arna</td></tr></tbody></table>"
    assert mended("body", markup.clean(body)) == (markup.clean(body), [])


def test_a_text_that_would_no_longer_fit_stays_as_typed():
    tight = "а,б" * 100
    assert mended("headline", tight) == (tight, [])


@given(st.text(st.characters(), max_size=60))
def test_mending_twice_is_mending_once(text):
    for name in ("lead", "body"):
        stored = markup.clean(text) if name == "body" else " ".join(text.split())
        once, _found = mended(name, stored)
        assert mended(name, once)[0] == once


@given(st.text('<p>"Ақa strong/em&lt; -5км\n#@', max_size=80))
def test_a_body_taken_apart_is_the_body_again(text):
    body = markup.clean(text)
    assert Lines(body).html() == body


def test_a_saved_text_is_kept_as_typed_and_taken_back(write, save, take_back, journalist):
    article = write(journalist)
    save(article, by=journalist, lead='"Қaла" мен "Дaла"', headline="Жаңа шiлде")
    assert (article.lead, article.headline) == ("«Қала» мен «Дала»", "Жаңа шілде")
    take_back(Article.objects.get(pk=article.pk), by=journalist)
    article = Article.objects.get(pk=article.pk)
    assert (article.lead, article.headline) == ('"Қaла" мен "Дaла"', "Жаңа шiлде")
    assert article.version == 3
    assert article.versions.latest("number").content["lead"] == '"Қaла" мен "Дaла"'
    # The same is not mended again, a new slip is.
    save(article, by=journalist, lead='"Қaла" мен "Дaла" және тaу')
    assert article.lead == '"Қaла" мен "Дaла" және тау'


@pytest.mark.parametrize(
    ("typed", "again"),
    [
        ("шi\u200bлде айы", "шi\u200bлде айы, иә"),
        ("𝐁oлд айы", "𝐁oлд айы, иә"),
        ("шiлде айы", "«шiлде», айы"),
        ("«шiлде», айы", "шiлде айы"),
    ],
)
def test_what_was_taken_back_is_not_mended_again_with_other_signs_at_it(
    write, save, take_back, journalist, typed, again
):
    article = write(journalist)
    save(article, by=journalist, lead=typed)
    assert article.lead != typed
    take_back(article, by=journalist)
    assert article.lead == typed
    save(article, by=journalist, lead=again)
    assert article.lead == again


def test_what_was_written_on_is_not_put_back_and_not_lost(write, save, take_back, journalist):
    article = write(journalist)
    save(article, by=journalist, lead="Қaла", dateline="Aқтау")
    written_on = take_back(article, by=journalist, lead="Қала мен дaла")
    article = Article.objects.get(pk=article.pk)
    assert written_on == {"lead"}
    assert (article.lead, article.dateline) == ("Қала мен дaла", "Aқтау")


def test_a_story_that_becomes_kazakh_is_mended(write, save, journalist):
    article = write(journalist, language=Language.RUSSIAN)
    save(article, by=journalist, lead="Қaла")
    assert article.lead == "Қaла"
    save(article, by=journalist, language=Language.KAZAKH)
    assert article.lead == "Қала"


def test_what_others_left_as_it_was_mended_can_still_be_put_back(
    write, save, take_back, journalist, editor
):
    article = write(journalist)
    save(article, by=journalist, lead="Қaла", dateline="Aқтау")
    save(article, by=editor, lead="Қала мен дала", urgency=2)
    written_on = take_back(article, by=journalist)
    article = Article.objects.get()
    assert written_on == {"lead"}
    assert (article.lead, article.dateline) == ("Қала мен дала", "Aқтау")


def test_what_has_no_room_where_it_was_cut_comes_back_to_the_body(
    write, save, take_back, journalist
):
    article = write(journalist, body="<p>Мәтін</p>")
    save(article, by=journalist, headline="Жаңа мектеп. #Алматы #мектеп")
    assert article.headline == "Жаңа мектеп."
    take_back(article, by=journalist, headline="ә" * 295)
    article = Article.objects.get()
    assert article.headline == "ә" * 295
    assert article.body == "<p>Мәтін</p><p>#Алматы #мектеп</p>"


def test_a_line_comes_back_with_the_sign_that_stood_before_it(write, save, take_back, journalist):
    article = write(journalist)
    save(article, by=journalist, body="<p>Бар.</p><p>👉 @arna</p>")
    assert article.body == "<p>Бар.</p>"
    take_back(article, by=journalist, body="<p>Бар екен.</p>")
    assert Article.objects.get().body == "<p>Бар екен.</p><p>👉 @arna</p>"


def test_what_only_looks_like_it_does_not_stand_for_it(write, save, take_back, journalist):
    article = write(journalist)
    save(article, by=journalist, body="<p>Бар \u200b екен.</p><p>👉 @arna</p><p>#Қазақстан</p>")
    assert article.body == "<p>Бар екен.</p>"
    now = "<p>Бар екен, @arna_news пен #Қазақстандықтар да.</p>"
    take_back(article, by=journalist, body=now)
    assert Article.objects.get().body == f"{now}<p>👉 @arna</p><p>#Қазақстан</p>"


def test_a_paragraph_comes_back_with_its_link(write, save, take_back, journalist):
    article = write(journalist)
    link = '<p><a href="https://t.me/arna">Подписаться на канал</a></p>'
    save(article, by=journalist, body=f"<p>Бар.</p>{link}")
    assert article.body == "<p>Бар.</p>"
    take_back(article, by=journalist, body="<p>Бар екен.</p>")
    assert Article.objects.get().body == f"<p>Бар екен.</p>{link}"


def test_a_language_changed_in_the_same_breath_loses_nothing(write, save, take_back, journalist):
    article = write(journalist)
    save(article, by=journalist, body="<p>Бар.</p><p>👉 @arna</p>", lead="Қaла")
    take_back(article, by=journalist, body="<p>Бар екен.</p>", language=Language.RUSSIAN)
    article = Article.objects.get()
    assert (article.body, article.lead) == ("<p>Бар екен.</p><p>👉 @arna</p>", "Қaла")
    assert article.left_as_typed["words"] == ["Қaла"]


def test_the_next_save_of_the_same_person_ends_it(write, save, take_back, journalist):
    article = write(journalist)
    save(article, by=journalist, lead="Қaла")
    save(article, by=journalist, lead="Қала мен дала")
    with pytest.raises(Overtaken):
        take_back(article, by=journalist)
    assert not KeptText.objects.filter(why=WhyKept.AS_TYPED).exists()


def test_a_sentence_that_was_cut_comes_back_to_a_text_that_was_written_on(
    write, save, take_back, journalist
):
    article = write(journalist)
    save(article, by=journalist, body="<p>Мектеп ашылды.</p><p>Жазылыңыз: t.me/arna</p>")
    assert article.body == "<p>Мектеп ашылды.</p>"
    body = "<p>Мектеп кеше ашылды.</p>"
    assert take_back(article, by=journalist, body=body) == {"body"}
    assert Article.objects.get().body == f"{body}<p>Жазылыңыз: t.me/arna</p>"
    save(article, by=journalist, lead="Жаңа лид")
    assert Article.objects.get().body == f"{body}<p>Жазылыңыз: t.me/arna</p>"


def test_only_the_one_who_typed_takes_it_back(write, save, take_back, journalist, editor):
    article = write(journalist)
    save(article, by=journalist, lead="Қaла")
    with pytest.raises(Overtaken):
        take_back(article, by=editor)
    assert Article.objects.get().lead == "Қала"


def test_a_killed_story_stays_mended(write, save, take_back, journalist, editor, chief):
    article = write(journalist)
    save(article, by=journalist, lead="Қaла")
    workflow.submit(article, by=journalist)
    workflow.approve(article, by=editor)
    workflow.kill(article, by=chief, note="Қате дерек")
    with pytest.raises(NotAllowed):
        take_back(Article.objects.get(), by=journalist)
    assert Article.objects.get().lead == "Қала"


def test_a_verb_given_meanwhile_does_not_keep_the_typed_text_away(
    write, save, take_back, journalist
):
    article = write(journalist)
    save(article, by=journalist, lead="Қaла")
    workflow.submit(article, by=journalist)
    take_back(Article.objects.get(), by=journalist)
    assert Article.objects.get().lead == "Қaла"


def test_what_the_law_removes_is_not_kept_as_typed(
    write, save, take_back, journalist, editor, chief
):
    article = write(journalist)
    save(article, by=journalist, lead="Құпия cөз")
    take_back(article, by=journalist)
    article = Article.objects.get()
    assert article.left_as_typed["words"] == ["cөз"]
    save(article, by=journalist, headline="Құпия шiлде")
    workflow.redact(article, by=chief, note="Сот шешімі", fields=["headline", "lead"])
    article = Article.objects.get()
    assert article.left_as_typed == {}
    assert writing.as_typed(article, by=journalist) is None
    assert "шiлде" not in str(list(KeptText.objects.values()))


def test_filing_a_story_does_not_mend_what_somebody_else_wrote(write, save, journalist, editor):
    article = write(journalist, lead='"Қaла"')
    version = save(article, by=editor, urgency=1)
    assert not version.is_writing
    assert Article.objects.get().lead == '"Қaла"'


def test_the_mended_words_are_the_writers(write, save, journalist, editor):
    article = write(journalist)
    version = save(article, by=editor, lead='"Қaла"')
    assert (version.is_writing, version.by) == (True, editor)
    assert Version.objects.count() == 2
