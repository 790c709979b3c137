"""Several tags made one at the desk: what will move is shown before, who did it afterwards."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import tasks
from articles.desk.forged import number
from articles.models import Tag
from articles.refusals import Refused
from articles.tags import merging

from .field import TagsOnly

#: Batches that the press of the button moves itself; the worker, or the next press, the rest.
AT_ONCE = 3


class MergeForm(forms.Form):
    """Which tags become which: by their names, as they are typed everywhere."""

    tags = forms.CharField(
        label=gettext_lazy("These tags"),
        widget=TagsOnly,
        max_length=4_000,
        help_text=gettext_lazy("With commas between them."),
    )
    into = forms.CharField(label=gettext_lazy("become"), widget=TagsOnly, max_length=120)

    def clean_tags(self):
        """Find tags that are there; nothing is made by asking."""
        names = [name.strip() for name in self.cleaned_data["tags"].split(",")]
        tags = _called([name for name in names if name])
        if len(tags) > merging.MOST + 1:
            raise ValidationError(_("Merge thirty tags at once at most."))
        return tags

    def clean_into(self):
        """Find the one tag that they become."""
        [tag] = _called([self.cleaned_data["into"].strip().rstrip(", ")])
        return tag.target

    def clean(self):
        data = super().clean()
        if "tags" in data and "into" in data:
            moved = [tag for tag in data["tags"] if tag.target != data["into"]]
            if not moved:
                self.add_error("tags", _("Choose a tag other than the one they become."))
            if data["into"].is_retired:
                said = _("“%(name)s” is retired: restore it first.")
                self.add_error("into", said % {"name": data["into"].name.strip("«»")})
            data["moved"] = list({tag.target.pk: tag.target for tag in moved}.values())
        return data


def _called(names) -> list[Tag]:
    found = {tag.folded: tag for tag in Tag.objects.select_related("merged_into").filter(
        folded__in={Tag.key(name) for name in names}
    )}  # fmt: skip
    tags = []
    for name in names:
        if (tag := found.get(Tag.key(name))) is None:
            said = _("There is no tag “%(name)s”.")
            raise ValidationError(said % {"name": name[:100].strip("«»")})
        tags.append(tag)
    return tags


def address(tags) -> str:
    """Return the screen that asks about merging some tags."""
    wanted = "&".join(f"tag={tag.pk}" for tag in tags)
    return f"{reverse('admin:articles_tag_merge')}?{wanted}"


def page(request):
    """Ask which tags become one, show what will move, and merge them."""
    if not request.user.has_perm("articles.change_tag"):
        raise PermissionDenied
    status = 200
    if request.method == "POST":
        if "go_on" in request.POST:
            return _go_on(number(request.POST["go_on"]))
        try:
            return _merge(request)
        except Refused as refusal:
            messages.error(request, str(refusal))
            status = 409
    asked = _asked(request.POST if request.method == "POST" else request.GET)
    form = MergeForm(asked) if asked else MergeForm()
    moving = []
    if form.is_bound and form.is_valid():
        counts = merging.will_move(form.cleaned_data["moved"])
        moving = [(tag, *counts[tag.pk]) for tag in form.cleaned_data["moved"]]
    elif form.is_bound:
        status = 422
    context = {
        **admin.site.each_context(request),
        "title": _("Merge tags"),
        "form": form,
        "moving": moving,
        "most": merging.COUNTED,
        "into": form.cleaned_data.get("into") if moving else None,
        "unmoved": merging.unmoved(),
        "merges": merging.latest(),
        "opts": Tag._meta,
    }
    return TemplateResponse(request, "desk/tags/merge.html", context, status=status)


def _asked(data):
    """Return what fills the form: names as they were typed, or tags chosen in a list."""
    if "tags" in data or "into" in data:
        return data
    ids = [number(each) for each in data.getlist("tag")[: merging.MOST + 1]]
    chosen = list(Tag.objects.filter(pk__in=ids).select_related("use"))
    into = Tag.objects.filter(pk=number(data.get("to", ""))).first()
    if not chosen:
        return None
    # The most used of those chosen stays, unless somebody says otherwise.
    into = into or max(chosen, key=lambda tag: (_stories(tag), -tag.pk))
    names = [tag.name for tag in chosen if tag != into]
    if not names:
        return None
    return {"tags": ", ".join(names), "into": into.name}


def _stories(tag) -> int:
    return tag.use.stories if hasattr(tag, "use") else 0


def _merge(request):
    ids = [number(each) for each in request.POST.getlist("tag")]
    into = Tag.objects.filter(pk=number(request.POST.get("to", ""))).first()
    if into is None:
        raise Refused(_("There is no such tag any more."))
    tags = list(Tag.objects.filter(pk__in=ids))
    if len(tags) != len(set(ids)):
        raise Refused(_("There is no such tag any more."))
    before = {tag.pk for tag in tags if tag.merged_into_id is None and tag != into}
    into = merging.merge(tags, into=into, by=request.user)
    sheet = admin.site.get_model_admin(Tag)
    for tag in tags:
        if tag.pk in before:
            sheet.log_change(request, tag, [{"changed": {"fields": ["merged into"]}}])
            _move(tag.pk)
    said = _("Merged into “%(name)s”. The old addresses lead to it.")
    messages.success(request, said % {"name": into.name.strip("«»")})
    return redirect("admin:articles_tag_merge")


def _go_on(pk: int):
    _move(pk)
    return redirect("admin:articles_tag_merge")


def _move(pk: int):
    if merging.move(pk, batches=AT_ONCE):
        tasks.move_merged.enqueue(pk)
