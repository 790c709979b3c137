"""What readers found wrong, at the desk: oldest first, each with its story and what was done."""

from django.contrib import admin
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles import reader_notes
from articles.models import Handled, ReaderNote

from ..templatetags.moments import ago
from . import persons
from .forged import number
from .refused import telling


@admin.register(ReaderNote)
class ReaderNoteAdmin(admin.ModelAdmin):
    """Notes are read and handled, never written or deleted here."""

    list_display = ["story", "passage", "words", "sent", "done"]
    list_display_links = None
    list_filter = ["handled_as"]
    list_select_related = ["edition", "handled_by"]
    ordering = ["handled_as", "sent_at"]
    actions = None
    change_list_template = "desk/reader_notes.html"
    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        # The buttons of the list are all that can be done.
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        handle = self.admin_site.admin_view(require_POST(self.handle))
        own = [path("<int:pk>/handle/", handle, name="articles_readernote_handle")]
        return own + super().get_urls()

    def handle(self, request, pk):
        """Note what was done about one note."""
        note = get_object_or_404(ReaderNote, pk=number(str(pk)))
        as_ = request.POST.get("as", "")
        with telling(request, _("Noted.")):
            reader_notes.handle(
                note, by=request.user, as_=as_ if as_ in Handled.values else Handled.WAITING
            )
        return redirect("admin:articles_readernote_changelist")

    @admin.display(description=gettext_lazy("story"))
    def story(self, note):
        """Lead to the story at the desk."""
        way = reverse("admin:articles_article_change", args=[note.edition.article_id])
        return format_html('<a href="{}">{}</a>', way, note.edition.headline)

    @admin.display(description=gettext_lazy("sent at"), ordering="sent_at")
    def sent(self, note):
        """Say how long ago the note came."""
        return ago(note.sent_at)

    @admin.display(description=gettext_lazy("what was done"))
    def done(self, note):
        """Offer what can be done, or say what was."""
        if note.handled_as:
            return format_html(
                "{}, {}, {}",
                note.get_handled_as_display(),
                (note.handled_by and persons.name(note.handled_by)) or "",
                ago(note.handled_at),
            )
        way = reverse("admin:articles_readernote_handle", args=[note.pk])
        return format_html(
            '<button class="button" form="handle" formaction="{0}" name="as" value="mended">{1}'
            '</button> <button class="button" form="handle" formaction="{0}" name="as"'
            ' value="dismissed">{2}</button>',
            way,
            _("Mended"),
            _("Nothing to mend"),
        )
