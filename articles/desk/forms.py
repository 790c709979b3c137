"""The forms of the desk: they ask, and say what was refused; they decide nothing."""

from collections.abc import Collection
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, dumps, loads
from django.db.models import Q
from django.http import QueryDict
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from articles import assignments, originals, requirements, tidying, writing
from articles.models import (
    Article,
    Category,
    CorrectionKind,
    EditionPhoto,
    Language,
    Stopped,
    Tag,
    Verb,
)
from articles.redaction import FIELDS as REDACTABLE
from articles.refusals import Refused
from articles.tags import filing
from kazakh.alphabet import sort_key
from media.models import Photo, PhotoCredit
from media.order import kazakh_order

from . import posted
from .editors import BodyField
from .forged import Moment
from .tags.field import TagsInput

SEAL = "articles.desk"


class Seal(NamedTuple):
    """Who opened a form, of which story at which version, and which form it is.

    By its token a form is known again: pressed twice, or kept while it is written in.
    """

    user: int
    article: int | None
    version: int
    token: str


def seal(user, article: Article | None) -> str:
    """Sign who opened which story at which version: what a form is believed about itself."""
    pk, version = (article.pk, article.version) if article else (None, 0)
    return dumps([user.pk, pk, version, get_random_string(32)], salt=SEAL)


def unseal(value: str) -> Seal | None:
    """Return what a seal of ours says, or None."""
    try:
        return Seal(*loads(value, salt=SEAL))
    except (BadSignature, ValueError, TypeError):
        return None


def became(sealed: Seal | None) -> Article | None:
    """Return the story that a blank form was saved as, known by the form's token."""
    token = sealed.token if sealed else ""
    return Article.objects.filter(form_token=token).first() if token else None


def in_menu_order():
    """Return the categories in use as the chief has ordered them, then by name."""
    return Category.objects.filter(is_retired=False).order_by(
        "parent__order", "order", *Category.by_name()
    )


class TagsField(forms.CharField):
    """Tags typed with commas between them; each is found by its folded name, or is new."""

    widget = TagsInput

    def prepare_value(self, value):
        if isinstance(value, str) or value is None:
            return value
        names = (getattr(each, "tag", each).name for each in value)
        return ", ".join(sorted(names, key=sort_key))

    def clean(self, value):
        names = [" ".join(name.split()) for name in (super().clean(value) or "").split(",")]
        names = [name for name in names if name]
        if len(names) > 20:
            raise ValidationError(_("Twenty tags are enough for any story."))
        for name in names:
            if len(name) > 100:
                raise ValidationError(_("A tag has a hundred letters at most."))
            if not Tag.key(name):
                said = _("A tag is a word: “%(name)s” has no letter and no digit.")
                raise ValidationError(said % {"name": name})
        return names

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial) or "", data)


class StoryForm(forms.ModelForm):
    """The writing form: a story with its main photo, chosen or sent along."""

    body = BodyField(label=_("Body"), required=False)
    tags = TagsField(label=_("Tags"), required=False, help_text=_("With commas between them."))
    desk_seal = forms.CharField(label="", required=False, widget=forms.HiddenInput)
    kept = forms.CharField(label="", required=False, widget=forms.HiddenInput)
    pasted = forms.CharField(label="", required=False, widget=forms.HiddenInput)
    new_photo = forms.FileField(
        label=_("Send a new photo"), required=False, help_text=_("JPEG, PNG, WebP, AVIF or GIF.")
    )
    new_photographer = forms.CharField(label=_("Photographer"), required=False, max_length=200)
    new_source = forms.CharField(
        label=_("Photo source"),
        required=False,
        max_length=200,
        help_text=_("For example Aqorda.resmi."),
    )
    new_credit = forms.ModelChoiceField(
        label=_("Or a ready credit"),
        queryset=PhotoCredit.objects.filter(is_retired=False)
        .exclude(line_kk="")
        .order_by(*kazakh_order("line_kk")),
        required=False,
    )
    new_caption = forms.CharField(label=_("Photo caption"), required=False, max_length=500)
    new_alt_text = forms.CharField(
        label=_("Alt text"),
        required=False,
        max_length=300,
        help_text=_("What the photo shows, in one sentence, for those who cannot see it."),
    )

    class Meta:
        model = Article
        fields = [
            "headline", "lead", "body", "category", "region", "further_regions", "tags", "topics",
            "language", "translation_of", "dateline", "agency", "source_name", "source_url",
            "photo", "photo_caption", "genre", "origin", "commercial", "age_mark", "urgency",
            "embargoed_until", "expires_at", "slug", "owner", "assignee", "due_at", "planned_for",
            "ed_note",
        ]  # fmt: skip
        widgets = {
            "headline": forms.Textarea(
                attrs={"rows": 2, "class": "headline-field", "data-grows": ""}
            ),
            "lead": forms.Textarea(attrs={"rows": 3, "data-grows": ""}),
            "ed_note": forms.Textarea(attrs={"rows": 2}),
        }

    #: The POST of a kept text that this form is opened with, set by the view.
    kept_post: QueryDict | None = None
    #: The fields of which the writer takes what stands now, not what was kept.
    as_it_stands: Collection[str] = ()
    #: The tags as they were typed, where a letter of them was mended.
    tags_as_typed = ""
    #: Why a photo sent along was not taken, set by the view.
    photo_refusal = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "category" in self.fields:
            self.fields["category"].queryset = in_menu_order()
        if self.kept_post is not None and not self.is_bound:
            for name, field in self.fields.items():
                if name in ("new_photo", "desk_seal", "kept") or name in self.as_it_stands:
                    continue
                if posted.holds(name, self.kept_post):
                    self.initial[name] = field.widget.value_from_datadict(
                        self.kept_post, {}, self.add_prefix(name)
                    )

    def clean_headline(self):
        """Keep a headline on one line."""
        headline = writing.headline(self.cleaned_data["headline"])
        if not headline:
            raise ValidationError(_("A story needs a headline."))
        return headline

    def clean_due_at(self):
        """Take no new due time that has passed; one that stood already is left alone."""
        due_at = self.cleaned_data["due_at"]
        try:
            assignments.check_due(due_at, was=self.initial.get("due_at"))
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return due_at

    def clean(self):
        data = super().clean()
        if self.photo_refusal:
            self.add_error("new_photo", self.photo_refusal)
        if "tags" in self.changed_data and "tags" in data:
            language = data.get("language", Language.KAZAKH)
            names = [tidying.mend_tag(name, language=language) for name in data["tags"]]
            if names != data["tags"]:
                self.tags_as_typed = ", ".join(data["tags"])
            data["tags"] = names
        return data

    def _post_clean(self):
        super()._post_clean()
        if {"translation_of", "language"} & set(self.changed_data) and not (
            {"translation_of", "language"} & set(self.errors)
        ):
            for field, sentence in originals.faults(self.instance):
                self.add_error(field if field in self.fields else None, sentence)
        is_new = "embargoed_until" in self.changed_data and "embargoed_until" not in self.errors
        if is_new and self.instance.pk and (said := requirements.too_soon(self.instance)):
            self.add_error("embargoed_until", said)

    def has_words_changed(self) -> bool:
        """Tell whether anything of the story was changed, rather than of the form about itself."""
        return bool(set(self.changed_data) - {"desk_seal", "kept", "pasted"})

    def _save_m2m(self):
        # Our tags are found by their folded names; taggit would look for them by letters.
        if "tags" in self.cleaned_data:
            self.cleaned_data["tags"] = tags = Tag.called(self.cleaned_data["tags"])
            filing.file_new(tags)
        super()._save_m2m()


class FlashForm(forms.Form):
    """A headline and out: for a phone, in a corridor."""

    headline = forms.CharField(
        label=_("Headline"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "data-grows": ""}),
    )
    lead = forms.CharField(
        label=_("One sentence"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-grows": ""}),
    )
    category = forms.ModelChoiceField(
        label=_("Category"),
        queryset=Category.objects.filter(is_retired=False),
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=Language.choices, initial=Language.KAZAKH
    )
    alone = forms.BooleanField(
        label=_("I am on duty and publish this alone, before anybody else has read it."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = in_menu_order()


class VerbForm(forms.Form):
    """What a verb asks for: its reason, its moment, its kind. Only what the verb needs is shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    NOTES = {
        Verb.SEND_BACK: _("What should be changed?"),
        Verb.KILL: _("Why is the story taken back for ever?"),
        Verb.CORRECT: _("What readers are told about the change"),
        Verb.REDACT: _("Legal basis"),
        Verb.HOLD: _("What is being checked?"),
    }

    DESPITE = {
        Stopped.HELD: _("The original is held. I publish its translation all the same."),
        Stopped.KILLED: _("The original was killed. I publish its translation all the same."),
    }

    #: The name of the button by which the time that is filled in counts.
    time_button = ""

    def __init__(
        self, *args, verb: Verb, article: Article, asks_alone: bool, is_set: bool = False, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.verb = verb
        self.fields["note"].label = self.NOTES.get(verb, self.fields["note"].label)
        if verb is Verb.CORRECT:
            self.fields["kind"] = forms.ChoiceField(
                label=_("Kind of change"),
                choices=CorrectionKind.choices,
                widget=forms.RadioSelect,
                initial=CorrectionKind.UPDATE,
            )
        if verb in (Verb.APPROVE, Verb.CORRECT):
            self.fields["at"] = Moment(label=_("Appears at"), required=False)
            self.name_time_button(is_set=is_set)
            if asks_alone:
                self.fields["alone"] = forms.BooleanField(
                    label=_(
                        "I am on duty and publish this alone, before anybody else has read it."
                    ),
                    required=False,
                )
            if article.translation_of and article.translation_of.stopped:
                self.fields["despite"] = forms.BooleanField(
                    label=self.DESPITE[article.translation_of.stopped], required=False
                )
        if verb is Verb.REDACT:
            names = {name: Article._meta.get_field(name).verbose_name for name in REDACTABLE}
            self.fields["fields"] = forms.MultipleChoiceField(
                label=_("What is removed"),
                choices=list(names.items()),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields["photo"] = forms.ModelChoiceField(
                label=_("Photo that is removed"),
                required=False,
                queryset=Photo.objects.filter(
                    Q(pk=article.photo_id)
                    | Q(
                        pk__in=EditionPhoto.objects.filter(edition__article=article).values("photo")
                    )
                ),
            )

    def name_time_button(self, *, is_set: bool):
        """Name the button of the time: another one where a time of appearance is set already."""
        names = _("Approve for the time that is set"), _("Set the time of appearance")
        self.is_set, self.time_button = is_set, str(names[0] if is_set else names[1])
        self.fields["at"].help_text = _(
            "For the story to appear on this day at this time press “%(button)s”."
        ) % {"button": self.time_button}

    def clean(self):
        data = super().clean()
        when = self.data.get("when")
        if when == "at" and "at" in data and data["at"] is None:
            self.add_error("at", _("Give the day and the time."))
        elif when == "now" and "at" in self.fields:
            if data.get("at") and self["at"]._has_changed():
                # By Enter in the field, too: what was typed there is an order of its own.
                self.add_error(
                    "at",
                    _("A time is filled in. Press “%(button)s”, or clear the time to publish now.")
                    % {"button": self.time_button},
                )
            data["at"] = None
        return data

    def arguments(self) -> dict:
        """Return what `workflow` is called with."""
        data = self.cleaned_data
        given = {"note": data["note"]}
        for name in ("kind", "at", "alone", "despite", "fields", "photo"):
            if name in data:
                given[name] = data[name]
        return given

    def refuse(self, refusal):
        """Show a refusal's sentences beside the fields they are about."""
        for field, sentence in refusal.sentences:
            self.add_error(field if field in self.fields else None, sentence)
