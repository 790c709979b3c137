"""One photo at the desk: what is known of it, what its file says, where it is printed."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles import photographs, printings
from kazakh.alphabet import legible
from media import changing, credits, pictures, upkeep
from media.intake import BadPhoto
from media.models import Photo
from media.withdrawing import copies_of

from ..forged import Moment, Taken
from . import blur, grid, sending
from .opened import OpenedAdmin, OpenedForm

#: What a file says, in the order and the words of the desk.
SAID = (
    ("creator", gettext_lazy("creator")),
    ("credit_line", gettext_lazy("credit line")),
    ("source", gettext_lazy("source")),
    ("copyright", gettext_lazy("copyright notice")),
    ("headline", gettext_lazy("headline")),
    ("caption", gettext_lazy("caption")),
    ("alt_text", gettext_lazy("alt text")),
    ("keywords", gettext_lazy("keywords")),
    ("sublocation", gettext_lazy("place")),
    ("city", gettext_lazy("city")),
    ("region", gettext_lazy("region")),
    ("country", gettext_lazy("country")),
    ("date", gettext_lazy("taken at")),
    ("instructions", gettext_lazy("instructions")),
    ("usage_terms", gettext_lazy("usage terms")),
    ("rights_url", gettext_lazy("web statement of rights")),
    ("licensor", gettext_lazy("licensor")),
    ("licensor_url", gettext_lazy("licensor's page")),
    ("digital_source", gettext_lazy("how the photo was made")),
)


class PhotoForm(OpenedForm):
    """What is known of a photo; the file itself is never exchanged."""

    #: Who changes it: see `PhotoAdmin.get_form`.
    by = None

    def clean_alt_text(self):
        """Refuse signs without a word: nobody hears from them what a photo shows."""
        text = self.cleaned_data["alt_text"]
        if text and not legible(text):
            raise ValidationError(sending.no_words())
        return text

    def _post_clean(self):
        photo = self.instance
        before = {name: getattr(photo, name) for name in upkeep.WATCHED}
        if refusal := changing.refusal(photo, self.by):
            self.add_error(None, refusal)
            self.add_error(None, _("Nothing was saved; what you typed is still below."))
            return
        super()._post_clean()
        upkeep.tidy(photo)
        if not {"credit", "alt_text"} & set(self.errors):
            try:
                upkeep.check(photo, before)
            except ValidationError as refusal:
                self.add_error(None, refusal)

    class Meta:
        model = Photo
        fields = [
            "caption", "alt_text", "credit", "headline", "keywords", "taken_at", "taken_where",
            "focal_x", "focal_y", "copyright_notice", "usage_terms", "instructions", "rights_url",
            "licensor", "licensor_url", "rights_until", "is_synthetic",
        ]  # fmt: skip
        field_classes = {"taken_at": Taken, "rights_until": Moment}
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 3}),
            "alt_text": forms.Textarea(attrs={"rows": 2}),
            "keywords": forms.Textarea(attrs={"rows": 2}),
            "usage_terms": forms.Textarea(attrs={"rows": 2}),
            "instructions": forms.Textarea(attrs={"rows": 2}),
        }


@admin.register(Photo)
class PhotoAdmin(OpenedAdmin, admin.ModelAdmin):
    """The library: its list is a grid, its blank form the place to drop files."""

    form = PhotoForm
    change_form_template = "desk/photos/sheet.html"
    # Asked by the searching selects of other forms.
    search_fields = ["caption"]
    autocomplete_fields = ["credit"]
    ordering = ["-pk"]
    show_full_result_count = False
    fieldsets = [
        (None, {"fields": ["alt_text", "caption", "credit", "is_synthetic"]}),
        (gettext_lazy("Focal point"), {"fields": ["focal_x", "focal_y"], "classes": ["focal"]}),
        (gettext_lazy("Taken"), {"fields": ["taken_at", "taken_where", "headline", "keywords"]}),
        (
            gettext_lazy("Rights"),
            {
                "fields": [
                    "copyright_notice", "usage_terms", "instructions", "rights_url", "licensor",
                    "licensor_url", "rights_until",
                ]
            },
        ),
    ]  # fmt: skip

    def get_readonly_fields(self, request, obj=None):
        # A blurred copy is the same photograph: whose it is is said at its original.
        own = super().get_readonly_fields(request, obj)
        if obj is None or obj.copied_from_id is None:
            return own
        return [*own, *(name.removesuffix("_id") for name in upkeep.WHOSE)]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.by = request.user
        return form

    # --- Who may what ---------------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return request.user.has_perm("media.view_photo")
        if request.method == "POST":
            # What came between the opening and the saving of a sheet is told by its form, which
            # keeps what was typed.
            return changing.is_in_care_of(obj, request.user)
        return changing.may_change(obj, request.user)

    def has_delete_permission(self, request, obj=None):
        # A photo that was printed stays on record; it is withdrawn instead.
        return False

    def get_search_results(self, request, queryset, search_term):
        """Find photos by their words in any form, as the grid does; offered are those in use."""
        if "field_name" in request.GET:
            queryset = queryset.printable()
        found = grid.found({"q": search_term}, by=request.user, at=timezone.now())
        return queryset.filter(pk__in=found.values("pk")), False

    # --- The grid, and what is sent to it -------------------------------------------------

    def changelist_view(self, request, extra_context=None):
        if not request.user.has_perm("media.view_photo"):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            **grid.page(request, self.admin_site),
            "title": _("Photos"),
            "opts": self.opts,
            "may_add": self.has_add_permission(request),
            "media": self.media,
        }
        return TemplateResponse(request, "desk/photos/grid.html", context)

    def add_view(self, request, form_url="", extra_context=None):
        """Photos are sent in on the grid: nothing is asked before the file is seen."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("admin:media_photo_changelist"))

    # --- The sheet ------------------------------------------------------------------------

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        now = timezone.now()
        figure = None
        if picture := pictures.at_desk([obj.pk]).get(obj.pk):
            figure = picture.figure(get_language())
        context |= {
            "photo": obj,
            "figure": figure,
            "line": credits.line(obj.credit, get_language()),
            "uses": printings.uses(obj, now, by=request.user),
            "said": [(word, _joined(obj.told[name])) for name, word in SAID if name in obj.told],
            "copies": obj.copies.all(),
            "is_over": obj.rights_until is not None and obj.rights_until <= now,
            "may_withdraw": request.user.has_perm("media.withdraw_photo"),
            "may_add": self.has_add_permission(request),
            "title": _("Photo № %(number)s") % {"number": obj.pk},
            "show_save_and_add_another": False,
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        if obj.credit_id:
            obj.is_legacy = False
        photographs.keep(obj)

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path("send/", view(sending.send), name="media_photo_send"),
            path("<int:pk>/words/", view(sending.words), name="media_photo_words"),
            path("<int:pk>/blur/", view(self.blur_page), name="media_photo_blur"),
            path("<int:pk>/withdraw/", view(self.withdraw_page), name="media_photo_withdraw"),
            path("<int:pk>/bring-back/", view(self.bring_back), name="media_photo_bring_back"),
        ]
        return own + super().get_urls()

    # --- Acts -----------------------------------------------------------------------------

    def blur_page(self, request, pk):
        """Show or do the blurring of parts of a photo, on a copy."""
        photo = self._photo(request, pk)
        if not request.user.has_perm("media.add_photo"):
            raise PermissionDenied
        if photo.withdrawn_at:
            messages.error(request, changing.withdrawn(photo))
            return HttpResponseRedirect(reverse("admin:media_photo_change", args=[pk]))
        return blur.page(request, photo, self.admin_site)

    def withdraw_page(self, request, pk):
        """Ask for the reason, say where the photo stands, and withdraw it."""
        photo = self._photo(request, pk)
        if not request.user.has_perm("media.withdraw_photo"):
            raise PermissionDenied
        refusal, why = "", request.POST.get("why", "").replace("\x00", "")
        if request.method == "POST":
            try:
                photographs.withdraw(
                    photo, by=request.user, why=why, with_copies="copies" in request.POST
                )
            except ValidationError as error:
                refusal = " ".join(error.messages)
            else:
                messages.success(
                    request,
                    _("Photo № %(number)s is withdrawn: it is on no page of ours any more.")
                    % {"number": pk},
                )
                return HttpResponseRedirect(reverse("admin:media_photo_change", args=[pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Withdraw photo № %(number)s") % {"number": pk},
            "opts": self.opts,
            "photo": photo,
            "src": pictures.smallest(photo),
            "uses": printings.uses(photo, timezone.now(), by=request.user),
            "refusal": refusal,
            "why": why,
            "copies": copies_of(photo),
            "with_copies": request.method != "POST" or "copies" in request.POST,
        }
        return TemplateResponse(
            request, "desk/photos/withdraw.html", context, status=422 if refusal else 200
        )

    def bring_back(self, request, pk):
        """Take a withdrawal back."""
        photo = self._photo(request, pk)
        if request.method != "POST" or not request.user.has_perm("media.withdraw_photo"):
            raise PermissionDenied
        try:
            photographs.bring_back(photo)
        except BadPhoto as error:
            messages.error(request, " ".join(error.messages))
        except OSError:
            messages.error(request, _("The original of this photo cannot be read."))
        else:
            messages.success(request, _("The photo may be printed again."))
        return HttpResponseRedirect(reverse("admin:media_photo_change", args=[pk]))

    def _photo(self, request, pk) -> Photo:
        photo = self.get_object(request, str(pk))
        if photo is None or not request.user.has_perm("media.view_photo"):
            raise PermissionDenied
        return photo


def _joined(said) -> str:
    return ", ".join(said) if isinstance(said, list) else said
