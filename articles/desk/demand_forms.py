"""The forms of a demand: what was demanded, what was decided, what was answered."""

import re

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles import demands
from articles.models import Article, Ask, Asker, Granted, Paper

from .forged import EARLIEST, LATEST, Moment, number


class Refusable(forms.Form):
    """A form that shows a refusal's sentences beside the fields they are about."""

    version = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def clean_version(self):
        """Return the version that the form was opened on; 0, which none has, for what is none."""
        return number(self.cleaned_data["version"])

    def refuse(self, refusal):
        for field, sentence in refusal.sentences:
            self.add_error(field if field in self.fields else None, sentence)


class DemandForm(Refusable):
    """Who demands what, by which paper, about which stories, until when."""

    SAID = (
        "asker", "asker_name", "contact", "paper", "paper_number", "paper_date", "received_at",
        "asks", "words", "due_at", "is_urgent",
    )  # fmt: skip

    stories = forms.CharField(
        label=gettext_lazy("Stories"),
        max_length=400,
        help_text=gettext_lazy("Their numbers, with commas between them; translations too."),
    )
    asker = forms.ChoiceField(
        label=gettext_lazy("Who demands"), choices=Asker.choices, initial=Asker.PERSON
    )
    asker_name = forms.CharField(
        label=gettext_lazy("Name of who demands"), required=False, max_length=200
    )
    contact = forms.CharField(
        label=gettext_lazy("Where the answer goes"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Address, telephone or mail. The desk alone sees it."),
    )
    paper = forms.ChoiceField(
        label=gettext_lazy("By which paper"), choices=Paper.choices, initial=Paper.LETTER
    )
    paper_number = forms.CharField(
        label=gettext_lazy("Number of the paper"), required=False, max_length=100
    )
    paper_date = forms.DateField(
        label=gettext_lazy("Date of the paper"), required=False, widget=AdminDateWidget
    )
    received_at = Moment(label=gettext_lazy("Received at"))
    asks = forms.MultipleChoiceField(
        label=gettext_lazy("What is demanded"),
        choices=Ask.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick what is demanded.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Words of the demand"),
        required=False,
        max_length=demands.LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    due_at = Moment(
        label=gettext_lazy("Answer until"),
        required=False,
        help_text=gettext_lazy(
            "As the paper says. Left empty: a month for a refutation or a reply, as the Civil"
            " Code has it; one working day for personal data and three for anything else, which"
            " is the custom of the house."
        ),
    )
    is_urgent = forms.BooleanField(label=gettext_lazy("Urgent"), required=False)
    token = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_stories(self):
        """Return the stories that were named by number, in that order."""
        words = [word for word in re.split(r"[\s,;№]+", self.cleaned_data["stories"]) if word]
        numbers = list(dict.fromkeys(map(number, words)))
        found = Article.objects.in_bulk(numbers[: demands.MOST_STORIES + 1])
        for word, pk in zip(words, map(number, words), strict=True):
            if pk not in found:
                said = _("There is no story № %(number)s.")
                raise forms.ValidationError(said % {"number": word[:20]})
        return [found[pk] for pk in numbers]

    def clean_paper_date(self):
        """Refuse the years that no paper of ours has."""
        day = self.cleaned_data["paper_date"]
        if day is not None and not EARLIEST.year <= day.year <= LATEST.year:
            said = _("Give a day between %(first)s and %(last)s.")
            raise forms.ValidationError(said % {"first": EARLIEST.year, "last": LATEST.year})
        return day

    def said(self) -> dict:
        """Return what `demands.take` and `demands.change` take."""
        return {name: self.cleaned_data[name] for name in (*self.SAID, "stories")}


class DecideForm(Refusable):
    """Granted or not, and why."""

    decision = forms.ChoiceField(
        label=pgettext_lazy("decision on a demand", "Decision"),
        choices=[each for each in Granted.choices if each[0]],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why is it decided so?"),
        required=False,
        max_length=demands.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def give(self, demand, *, by):
        """Decide as was filled in."""
        demands.decide(demand, by=by, **self.cleaned_data)


class AnswerForm(Refusable):
    """What was answered, when, and by which way."""

    answer = forms.CharField(
        label=gettext_lazy("What was answered"),
        required=False,
        max_length=demands.LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    how = forms.CharField(
        label=gettext_lazy("How it was sent"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("By post, by mail, by hand; with its number."),
    )
    sent_at = Moment(label=gettext_lazy("Sent at"))

    def give(self, demand, *, by):
        """Note the answer as was filled in."""
        said = self.cleaned_data
        demands.answer(
            demand, by=by, version=said["version"], words=said["answer"], how=said["how"],
            at=said["sent_at"],
        )  # fmt: skip
