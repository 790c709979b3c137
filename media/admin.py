"""The photo library at the desk."""

from django import forms
from django.contrib import admin
from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .intake import BadPhoto, take_in
from .models import Photo, PhotoCredit
from .order import kazakh_order


class PhotoForm(forms.ModelForm):
    """A photo and what is known of it; the file is given once and never exchanged."""

    file = forms.FileField(label=_("File"), help_text=_("JPEG, PNG, WebP, AVIF or GIF."))

    class Meta:
        model = Photo
        fields = [
            "caption", "alt_text", "credit", "headline", "keywords", "taken_at", "taken_where",
            "focal_x", "focal_y", "copyright_notice", "usage_terms", "rights_url", "licensor",
            "licensor_url", "rights_until",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("file", None)

    def clean(self):
        data = super().clean()
        if data.get("file") and not self.errors:
            try:
                with transaction.atomic():
                    self.instance = take_in(data["file"], by=self.user)
            except BadPhoto as refusal:
                self.add_error("file", refusal)
        return data

    user = None


class CreditFilter(admin.SimpleListFilter):
    title = _("credit")
    parameter_name = "credited"

    def lookups(self, request, model_admin):
        return [("no", _("still lacks a credit")), ("yes", _("has a credit"))]

    def queryset(self, request, queryset):
        match self.value():
            case "no":
                return queryset.indebted()
            case "yes":
                return queryset.exclude(credit=None)
        return queryset


@admin.register(Photo)
class PhotoAdmin(admin.ModelAdmin):
    form = PhotoForm
    list_display = ["picture", "__str__", "credit", "has_alt_text", "uploaded_by", "uploaded_at"]
    list_display_links = ["picture", "__str__"]
    list_filter = [CreditFilter]
    list_select_related = ["credit", "uploaded_by"]
    list_per_page = 40
    show_full_result_count = False
    search_fields = ["caption", "alt_text", "credit__photographer", "credit__source"]
    autocomplete_fields = ["credit"]
    ordering = ["-pk"]
    readonly_fields = ["picture"]
    fieldsets = [
        (None, {"fields": ["file", "picture", "caption", "alt_text", "credit"]}),
        (_("Focal point"), {"fields": ["focal_x", "focal_y"]}),
        (_("Taken"), {"fields": ["taken_at", "taken_where", "headline", "keywords"]}),
        (
            _("Rights"),
            {
                "fields": [
                    "copyright_notice", "usage_terms", "rights_url", "licensor", "licensor_url",
                    "rights_until",
                ]
            },
        ),
    ]  # fmt: skip

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("renditions")

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"user": request.user})

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return [fieldsets[0]]
        first = {"fields": [name for name in fieldsets[0][1]["fields"] if name != "file"]}
        return [(None, first), *fieldsets[1:]]

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return request.user.has_perm("media.view_photo")
        return obj.may_be_changed_by(request.user)

    def has_delete_permission(self, request, obj=None):
        # A photo that was printed stays on record; it is withdrawn instead.
        return False

    @admin.display(description=_("photo"))
    def picture(self, photo):
        """Show the smallest rendition."""
        made = sorted(photo.renditions.all(), key=lambda each: each.width)
        if not made:
            return "—"
        return format_html(
            '<img src="{}" alt="{}" class="thumbnail" loading="lazy">',
            made[0].file.url,
            photo.alt_text,
        )

    @admin.display(description=_("alt text"), boolean=True)
    def has_alt_text(self, photo):
        """Tell whether the photo is described for those who cannot see it."""
        return bool(photo.alt_text)


@admin.register(PhotoCredit)
class PhotoCreditAdmin(admin.ModelAdmin):
    list_display = ["__str__", "licence", "link", "is_retired"]
    list_filter = ["licence", "is_retired"]
    search_fields = ["photographer", "source", "line_kk", "folded"]
    ordering = kazakh_order(PhotoCredit.NAME)
    show_full_result_count = False
    fieldsets = [
        (None, {"fields": ["photographer", "source", "link", "licence", "terms", "is_retired"]}),
        (_("Ready line"), {"fields": ["line_kk", "line_ru", "line_en"]}),
    ]

    def has_delete_permission(self, request, obj=None):
        return False
