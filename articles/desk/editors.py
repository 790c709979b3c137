"""The editors of a body: one field, and the editor that BODY_EDITOR names.

A body is plain HTML in `markup`'s one form whatever editor it came from, so the editor can be
changed at any time. docs/editors.md compares the three.
"""

from functools import wraps

from csp.constants import UNSAFE_INLINE
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles import galleries, markup, own_links, pasted

# A book of HTML. Cleaning takes about a second for so much.
LONGEST = 500_000

# What CKEditor 4 asks of the browser: its buttons are `onclick` attributes and its editing area
# is a frame that it writes into. Nothing else is loosened, and no other editor needs this.
LOOSER = {"script-src": [UNSAFE_INLINE], "style-src": [UNSAFE_INLINE]}

# The toolbar of the default editor, a group a line: its command, its name, its key. The
# commands are those of prose.js; a command also names its picture in _icons.html.
TOOLS = (
    (
        ("paragraph", _("Paragraph"), "Ctrl+Alt+0"),
        ("h2", _("Heading"), "Ctrl+Alt+2"),
        ("h3", _("Subheading"), "Ctrl+Alt+3"),
        ("blockquote", _("Quotation"), "Ctrl+Shift+B"),
    ),
    (
        ("bold", _("Bold"), "Ctrl+B"),
        ("italic", _("Italic"), "Ctrl+I"),
        ("strike", _("Struck out"), "Ctrl+Shift+S"),
        ("superscript", _("Superscript"), "Ctrl+."),
        ("subscript", _("Subscript"), "Ctrl+,"),
        ("link", _("Link"), "Ctrl+K"),
    ),
    (
        ("bulletList", _("Bulleted list"), "Ctrl+Shift+8"),
        ("orderedList", _("Numbered list"), "Ctrl+Shift+7"),
        ("deeper", _("Move the item a level down"), "Ctrl+]"),
        ("shallower", _("Move the item a level up"), "Ctrl+["),
    ),
    (
        ("photo", _("Photo"), ""),
        ("gallery", _("Gallery"), ""),
        ("embed", _("Video or post from another site"), ""),
        ("table", _("Table"), ""),
        ("rule", _("Dividing line"), ""),
    ),
    (("undo", _("Undo"), "Ctrl+Z"), ("redo", _("Redo"), "Ctrl+Shift+Z")),
)
#: What a body that holds no photos has no use for.
PHOTO_TOOLS, CKEDITOR_PHOTOS = ("photo", "gallery"), ("NewsroomPhoto", "NewsroomGallery")
TABLE_TOOLS = (
    ("rowAfter", _("Add a row below"), ""),
    ("rowDelete", _("Delete the row"), ""),
    ("columnAfter", _("Add a column to the right"), ""),
    ("columnDelete", _("Delete the column"), ""),
    ("headerRow", _("Header row on or off"), ""),
    ("tableDelete", _("Delete the table"), ""),
)

CKEDITOR = {
    "customConfig": "",
    "stylesSet": False,
    "versionCheck": False,
    "defaultLanguage": "ru",
    "skin": "moono-lisa",
    "width": "100%",
    "height": 440,
    "bodyClass": "newsroom-body",
    "toolbar": [
        ["Format", "Blockquote"],
        ["Bold", "Italic", "Strike", "Superscript", "Subscript", "RemoveFormat"],
        ["Link", "Unlink"],
        ["BulletedList", "NumberedList", "Outdent", "Indent"],
        ["NewsroomPhoto", "NewsroomGallery", "NewsroomEmbed"],
        ["Table", "HorizontalRule", "SpecialChar"],
        ["Undo", "Redo", "PasteText", "Maximize"],
    ],
    "format_tags": "p;h2;h3",
    "extraPlugins": "widget,newsroom",
    "removePlugins": (
        "about,bidi,codesnippet,codesnippetgeshi,colorbutton,colordialog,copyformatting,"
        "dialogadvtab,div,docprops,elementspath,embed,embedbase,embedsemantic,autoembed,exportpdf,"
        "filebrowser,flash,font,forms,iframe,iframedialog,image,image2,indentblock,justify,"
        "language,liststyle,magicline,mathjax,newpage,pagebreak,preview,print,save,scayt,"
        "showblocks,smiley,sourcearea,sourcedialog,stylescombo,templates,uploadimage,wsc"
    ),
    "removeDialogTabs": "link:advanced;link:target;table:advanced",
    "linkDefaultProtocol": "https://",
    # What `markup` allows, and nothing more.
    "allowedContent": (
        "p h2 h3 strong em s sub sup br hr ul li blockquote table tbody thead tr figcaption;"
        "ol[start]; a[!href]; td th[colspan,rowspan]; figure[data-photo,data-embed,data-gallery]"
    ),
    "coreStyles_strike": {"element": "s", "overrides": ["del", "strike"]},
    "entities": False,
    "fillEmptyBlocks": False,
    "disableNativeSpellChecker": False,
    # What keyboards lack. Each is its own name: CKEditor's names of them are not in Kazakh.
    "specialChars": [
        *"«»„“”‘’–—…№§©®™°′″₸₽€$£¥±×÷−≈≠≤≥½¼¾¹²³←↑→↓•",
        *"ӘәҒғҚқҢңӨөҰұҮүҺһІіÁáÄäÇçÉéĞğÍíÑñÓóÖöŞşÚúÜüÝýßø",
    ],
}


def relax(response):
    """Give one response the policy its editor needs: for all but CKEditor, the strict one."""
    if settings.BODY_EDITOR == "ckeditor":
        response._csp_update = {**(getattr(response, "_csp_update", None) or {}), **LOOSER}
    return response


def csp(view):
    """Decorate the view of a form that holds a body."""

    @wraps(view)
    def wrapped(*args, **kwargs):
        return relax(view(*args, **kwargs))

    return wrapped


class BodyEditor(forms.Textarea):
    """The editor that BODY_EDITOR names when the form is printed; without scripts, a textarea.

    `data-library-url` among the attributes says where photos are listed, if not at the desk's
    own address (docs/editors.md); `data-stories-url` the same of our stories.
    """

    def __init__(self, attrs=None, *, has_photos: bool = True):
        super().__init__({"rows": 24, "autocomplete": "off", **(attrs or {})})
        self.has_photos = has_photos

    def _area(self):
        if settings.BODY_EDITOR != "ckeditor":
            return forms.Textarea()
        # An extra: where another editor is chosen it need not be installed.
        from ckeditor.widgets import CKEditorWidget

        area = CKEditorWidget()
        toolbar = [
            [tool for tool in group if self.has_photos or tool not in CKEDITOR_PHOTOS]
            for group in CKEDITOR["toolbar"]
        ]
        area.config = CKEDITOR | {
            "toolbar": toolbar,
            "contentsCss": [static("desk/editor/body.css")],
            "contentsLanguage": get_language(),
        }
        return area

    @property
    def media(self):
        css = {"all": ["desk/editor/body.css", "desk/editor/editor.css"]}
        if settings.BODY_EDITOR == "textarea":
            return forms.Media(css=css)
        own = Script(f"desk/editor/{settings.BODY_EDITOR}.js", type="module")
        return self._area().media + forms.Media(css=css, js=[own])

    def render(self, name, value, attrs=None, renderer=None):
        attrs = {**self.attrs, **(attrs or {})}
        if "data-library-url" not in attrs:
            attrs["data-library-url"] = reverse("admin:articles_article_photos")
        if "data-stories-url" not in attrs:
            attrs["data-stories-url"] = reverse("admin:articles_article_own_stories")
        if settings.BODY_EDITOR == "prose":
            attrs["data-editor-url"] = static("django_prose_editor/editor.js")
        context = {
            "editor": settings.BODY_EDITOR,
            "area": mark_safe(self._area().render(name, value, attrs, renderer)),  # noqa: S308
            "id": attrs.get("id", name),
            "tools": [
                [tool for tool in group if self.has_photos or tool[0] not in PHOTO_TOOLS]
                for group in TOOLS
            ],
            "table_tools": TABLE_TOOLS,
            "most": galleries.MOST,
        }
        return render_to_string("desk/editor/body.html", context)

    def use_required_attribute(self, initial):
        # The browser cannot point at a textarea that an editor covers; the server asks.
        return False


class BodyField(forms.CharField):
    """A body: what comes out of it is in `markup`'s one form."""

    widget = BodyEditor

    def __init__(self, *, required=False, strip=False, **kwargs):
        super().__init__(required=required, strip=strip, **kwargs)

    def to_python(self, value):
        html = super().to_python(value)
        if len(html) > LONGEST:
            raise ValidationError(_("The body is too long for one story: divide it."), "too_long")
        return _in_one_form(html)

    def has_changed(self, initial, data):
        if len(data or "") > LONGEST:
            return True
        return _in_one_form(initial or "") != _in_one_form(data or "")


def _in_one_form(html: str) -> str:
    return own_links.at_home(markup.clean(pasted.mended(html)))
