"""The stories at the desk: the list, the writing form, and the way to every other screen."""

from contextlib import suppress
from functools import cache, partial

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import (
    assignments,
    minutes,
    notices,
    originals,
    own_links,
    presence,
    translating,
    workflow,
    writing,
)
from articles import beside as rules_beside
from articles import demands as demand_rules
from articles import live as live_rules
from articles import shared_previews as shared_rules
from articles import whereabouts as whereabouts_rules
from articles.models import Article, Status, Verb, WhyKept
from articles.refusals import NotAllowed, Overtaken, Refused
from articles.templatetags.moments import ago
from articles.versions import OF_EDITORS
from kazakh.alphabet import sort_key
from media.order import Filed

from . import (
    autosave,
    beside,
    breaking,
    comments,
    demands,
    editors,
    flash,
    front_look,
    front_page,
    front_tray,
    here,
    kept,
    library,
    live,
    mending,
    missing,
    own_stories,
    persons,
    plan,
    plan_events,
    plan_moves,
    posted,
    previews,
    record,
    reports,
    searching,
    several,
    shared_previews,
    sheet,
    sourcing,
    spelling,
    together,
    tongues,
    translations,
    verbs,
    versions,
)
from .forged import Moment, number
from .forms import StoryForm, became, seal, unseal
from .standing import StandingFilter, standing, with_standing

#: How often a save that is overtaken while it is put together is put together anew.
AGAIN = 3
#: What the form of one story shows of what it names.
OF_THE_FORM = ("owner", "assignee", "category__parent", "region__parent", "photo__credit")
FOR_EDITORS = ("owner_to_read", "assignee_to_read", *OF_EDITORS)


def _called(name: str):
    """Return what a field of a story is called, for what is shown instead of it."""
    return Article._meta.get_field(name).verbose_name


def _as_it_stands(request) -> frozenset[str]:
    """Return the fields of which somebody who goes on with a kept text takes what stands."""
    return frozenset(request.GET.get("theirs", "").split(","))


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    """A story at the desk. Saving saves words; everything else goes through `workflow`."""

    form = StoryForm
    inlines = [sheet.ContributionInline]
    change_form_template = "desk/writing.html"
    change_list_template = "desk/stories.html"
    list_display = [
        "titled", "standing", "section", "language", "original", "whose", "saved",
    ]  # fmt: skip
    list_display_links = ["titled"]
    list_filter = [
        "status", "stopped", StandingFilter, "language", tongues.OriginalFilter,
        ("category", searching.SectionFilter), searching.RegionFilter, searching.SavedFilter,
    ]  # fmt: skip
    list_select_related = ["category__parent", "owner", "assignee"]
    list_per_page = 50
    search_fields = ["headline"]
    show_full_result_count = False
    autocomplete_fields = [
        "region", "further_regions", "topics", "photo", "agency", "translation_of",
    ]  # fmt: skip
    ordering = ["-modified_at", "-id"]
    save_on_top = False
    formfield_overrides = {models.DateTimeField: {"form_class": Moment}}
    actions = None
    fieldsets = sheet.FIELDSETS

    # --- Who sees what --------------------------------------------------------------------

    def get_queryset(self, request):
        stories = originals.with_original(with_standing(super().get_queryset(request)))
        if request.resolver_match.url_name == "articles_article_change":
            stories = stories.select_related(*OF_THE_FORM)
        if request.user.has_perm("articles.write_any"):
            return stories
        return stories.of(request.user)

    def has_view_permission(self, request, obj=None):
        if obj is None:
            return request.user.has_perm("articles.view_article")
        return workflow.may_see(request.user, obj)

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return request.user.has_perm("articles.change_article")
        return workflow.may_write(request.user, obj)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        # The list of choices is what its labels are read from: no headline of a colleague's
        # unpublished story may show through it.
        if db_field.name == "translation_of":
            stories = with_standing(super().get_queryset(request))
            if not request.user.has_perm("articles.write_any"):
                pk = number(str(request.resolver_match.kwargs.get("object_id", "")))
                # What the story is bound to stays a choice, held or killed as it may be by now.
                bound = Article.objects.filter(pk=pk).values("translation_of")
                stories = stories.filter(
                    Q(is_live=True)
                    | Q(owner=request.user)
                    | Q(assignee=request.user)
                    | Q(pk__in=bound)
                )
            kwargs["queryset"] = stories
            kwargs["form_class"] = partial(tongues.OriginalField, user=request.user)
        if db_field.name not in ("owner", "assignee"):
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        kwargs = persons.as_persons(db_field, kwargs)
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        # Both are of the same colleagues: read once a form.
        if not hasattr(request, "colleagues"):
            request.colleagues = cache(lambda choices=field.choices: [*iter(choices)])
        field.choices = request.colleagues
        return field

    def has_delete_permission(self, request, obj=None):
        # Stories are spiked or killed; nothing a person wrote is deleted.
        return False

    def get_fieldsets(self, request, obj=None):
        if obj is not None and not workflow.may_write(request.user, obj):
            return sheet.TO_READ
        if not request.user.has_perm("articles.write_any"):
            return sheet.OF_WRITERS
        return super().get_fieldsets(request, obj)

    @admin.display(description=_called("owner"))
    def owner_to_read(self, article):
        """Name whose story it is."""
        return persons.name(article.owner) if article.owner else "–"

    @admin.display(description=_called("assignee"))
    def assignee_to_read(self, article):
        """Name whom it is given to."""
        return persons.name(article.assignee) if article.assignee else "–"

    @admin.display(description=_called("category"))
    def category_to_read(self, article):
        """Name its section."""
        return str(article.category or "–")

    @admin.display(description=_called("region"))
    def region_to_read(self, article):
        """Name its region."""
        return str(article.region or "–")

    @admin.display(description=_called("agency"))
    def agency_to_read(self, article):
        """Name the agency that it is from."""
        return str(article.agency or "–")

    @admin.display(description=gettext_lazy("Body"))
    def body_to_read(self, article):
        """Show the body of a story that takes no changes, as text."""
        return format_html('<div class="desk-text">{}</div>', mark_safe(article.body))  # noqa: S308 (cleaned)

    @admin.display(description=gettext_lazy("Tags"))
    def tags_to_read(self, article):
        """Show the tags of a story that takes no changes."""
        return ", ".join(sorted(article.tags.names(), key=sort_key)) or "–"

    @admin.display(description=gettext_lazy("original"))
    def original_to_read(self, article):
        """Show of what story this is the translation, in the words that readers have of it."""
        return tongues.public_name(article.translation_of) if article.translation_of else "–"

    def get_readonly_fields(self, request, obj=None):
        if obj is not None and not workflow.may_write(request.user, obj):
            return flatten_fieldsets(sheet.TO_READ)
        own = () if request.user.has_perm("articles.write_any") else FOR_EDITORS
        return (*own, "photo_now")

    @admin.display(description=gettext_lazy("In the story"))
    def photo_now(self, article):
        """Show the main photo with its credit, and say what it still lacks."""
        return library.in_the_story(article)

    # --- The list -------------------------------------------------------------------------

    def get_search_results(self, request, queryset, search_term):
        """Find stories by their words in any form, or by their number; best first."""
        return searching.answered(request, queryset, search_term), False

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        if changelist := getattr(response, "context_data", {}).get("cl"):
            other = searching.show(request, changelist, stories=self.get_queryset(request))
            response.context_data["other"] = other
            if request.user.has_perm(assignments.PERMISSION) and not changelist.is_popup:
                response.context_data |= several.on_page(request)
        return response

    def get_list_display(self, request):
        shown = super().get_list_display(request)
        may_tick = request.user.has_perm(assignments.PERMISSION) and "_popup" not in request.GET
        return ["tick", *shown] if may_tick else shown

    @admin.display(description="")
    def tick(self, article):
        """Let a story be ticked, at the version that is shown."""
        return several.tick(article)

    @admin.display(description=gettext_lazy("headline"), ordering="headline")
    def titled(self, article):
        """Show the headline; of an answer with the words asked for, and where they stand."""
        if not hasattr(article, "marked"):
            return article.headline
        passage = format_html('<span class="passage">{}</span>', article.passage)
        return format_html("{}{}", article.marked, passage if article.passage else "")

    @admin.display(description=gettext_lazy("standing"))
    def standing(self, article):
        """Say in a word where a story stands, for the desk and for readers."""
        return standing(article, is_live=article.is_live, is_ahead=article.is_ahead)

    @admin.display(description=_called("category"), ordering="category", empty_value="")
    def section(self, article):
        """Name the section of a story; without one nothing stands there."""
        return article.category

    @admin.display(description=gettext_lazy("original"), empty_value="")
    def original(self, article):
        """Say of a translation which story it was made from, and whether that one moved on."""
        return tongues.listed(article)

    @admin.display(description=gettext_lazy("owner"), ordering=Filed(persons.named("owner__")))
    def whose(self, article):
        """Name whose story it is, who has it until when, and loudly what presses."""
        return several.whose(article)

    @admin.display(description=gettext_lazy("saved at"), ordering="modified_at")
    def saved(self, article):
        """Say how long ago a story was saved."""
        return ago(article.modified_at)

    # --- The writing form -----------------------------------------------------------------

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        waiting = kept.waiting_for(request.user, request.GET.get("kept"), article=obj)
        request.filled_with = kept.stamp(waiting)
        with_both = request.GET.get("both") == "body"
        request.kept_post = kept.filling(waiting, with_both=with_both) if waiting else None
        own = {
            "kept_post": request.kept_post,
            "as_it_stands": _as_it_stands(request),
            "photo_refusal": getattr(request, "photo_refusal", None),
        }
        return type(form.__name__, (form,), own)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Fill in who signs a story from a kept text, too."""
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        filled = getattr(request, "kept_post", None)
        is_filled = filled is not None and posted.holds(prefix, filled)
        if request.method == "GET" and is_filled and prefix not in _as_it_stands(request):
            given["data"] = filled
        return given

    def get_changeform_initial_data(self, request):
        return {**super().get_changeform_initial_data(request), "owner": request.user.pk}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "photo" and field is not None:
            # A photo comes in by the field below, or on the grid: no window opens for it.
            field.widget.can_add_related = field.widget.can_change_related = False
        return field

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show or save the writing form; a text that cannot be saved is kept and shown."""
        request.sealed = unseal(request.POST.get("desk_seal", ""))
        if request.method == "POST" and request.sealed:
            library.take_sent(request)
        if request.method == "POST" and object_id and request.sealed:
            self._put_together(request, object_id)
        if request.method == "POST" and object_id is None and (done := became(request.sealed)):
            return self._kept_instead(request, done.pk, Overtaken(""))
        try:
            response = self._save_again(request, object_id, form_url, extra_context)
        except (Overtaken, NotAllowed) as refusal:
            done = None if object_id else became(request.sealed)
            return self._kept_instead(request, done.pk if done else object_id, refusal)
        except IntegrityError:
            # Rows that no form of ours sends; whatever was written beside them is kept.
            if request.method != "POST" or not object_id:
                raise
            return self._kept_instead(request, object_id, Overtaken(""))
        except PermissionDenied:
            if request.method == "POST" and object_id:
                return self._kept_instead(request, object_id, NotAllowed(""))
            raise
        return editors.relax(response)

    def _put_together(self, request, object_id) -> bool:
        """Bring in what a colleague saved meanwhile; a text as it was typed is put back alone."""
        article = Article.objects.filter(pk=number(str(object_id))).first()
        is_its_form = article is not None and request.sealed.article == article.pk
        return (
            is_its_form
            and "_as_typed" not in request.POST
            and together.put_together(request, article)
        )

    def _save_again(self, request, object_id, form_url, extra_context):
        """Save over those who were faster by a moment, where nothing of theirs is overwritten."""
        for _attempt in range(AGAIN):
            try:
                return self._form_or_save(request, object_id, form_url, extra_context)
            except Overtaken:
                if not (object_id and request.sealed and self._put_together(request, object_id)):
                    raise
        return self._form_or_save(request, object_id, form_url, extra_context)

    def _form_or_save(self, request, object_id, form_url, extra_context):
        view = super().changeform_view
        try:
            return view(request, object_id, form_url, extra_context)
        except (Overtaken, NotAllowed):
            raise
        except IntegrityError:
            # The same blank form twice at once: one of the two is the story.
            if became(request.sealed):
                raise Overtaken("") from None
        except Refused:
            pass
        # Another translation came in between: the form, looked at once more, says so itself.
        return view(request, object_id, form_url, extra_context)

    def _kept_instead(self, request, object_id, refusal):
        article = Article.objects.filter(pk=object_id).first() if object_id else None
        if article is None or not workflow.may_see(request.user, article):
            raise PermissionDenied
        if kept.is_saved_already(request, article):
            self.message_user(request, _("The story was saved."), messages.SUCCESS)
            return redirect("admin:articles_article_change", article.pk)
        why = WhyKept.OVERTAKEN if isinstance(refusal, Overtaken) else WhyKept.CLOSED
        self._forget_autosave(request)
        text = writing.keep(
            request.POST,
            by=request.user,
            article=article,
            why=why,
            based_on=request.sealed.version if request.sealed else 0,
        )
        return kept.show(request, self.admin_site, text, status=409)

    def save_model(self, request, obj, form, change):
        """Swap the version first, then save: the second of two people does not overwrite."""
        request.put_back = None
        request.is_saving = not change or (
            ("_as_typed" in request.POST and writing.as_typed(obj, by=request.user))
            or form.has_words_changed()
            or any(part.has_changed() for part in request.formsets)
        )
        if not request.is_saving:
            return
        writing.prepare(obj)
        if change and "_as_typed" in request.POST:
            with suppress(Overtaken):
                request.put_back = writing.put_back(obj, by=request.user)
        request.typed = writing.tidy(obj, but=request.put_back[0] if request.put_back else ())
        if form.tags_as_typed:
            request.typed["tags"] = form.tags_as_typed
        translating.bind(obj)
        if change:
            if request.sealed is None or request.sealed.article != obj.pk:
                raise Overtaken("")
            writing.begin(obj, by=request.user, based_on=request.sealed.version)
        else:
            obj.version = 1
            obj.form_token = request.sealed.token or None if request.sealed else None
            if not request.user.has_perm("articles.write_any") or obj.owner is None:
                obj.owner = request.user
        obj.modified_at = timezone.now()
        if not obj.slug:
            obj.slug = obj.make_slug()
        super().save_model(request, obj, form, change)
        if not change or {"owner", "assignee"} & set(form.changed_data):
            before = {form.initial.get(name) for name in ("owner", "assignee")} if change else ()
            notices.of_giving(obj, by=request.user, before=before)

    def _create_formsets(self, request, obj, change):
        request.formsets, instances = super()._create_formsets(request, obj, change)
        return request.formsets, instances

    def save_related(self, request, form, formsets, change):
        if not request.is_saving:
            self._forget_autosave(request)
            return
        super().save_related(request, form, formsets, change)
        article = form.instance
        if not change and not article.contributions.exists() and hasattr(request.user, "author"):
            article.contributions.create(author=request.user.author)
        writing.finish(article, by=request.user)
        sourcing.note(request, article)
        writing.keep_as_typed(article, request.typed, by=request.user)
        self._forget_autosave(request)
        kept.settle(request.user, form.cleaned_data.get("kept") or "", article=article)

    def _forget_autosave(self, request):
        """Let go of what was kept while the form was written in: it is in the story, or kept."""
        if request.sealed:
            writing.forget_autosave(by=request.user, form=request.sealed.token)
            # The page that follows is another form of the same person.
            presence.leave(by=request.user, form=request.sealed.token)

    # Versions and decisions are the record; the admin's log would only keep old headlines where
    # no removal by law reaches them.
    def construct_change_message(self, request, form, formsets, add=False):
        return []

    def log_addition(self, request, obj, message):
        return None

    def log_change(self, request, obj, message):
        return None

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        offered = workflow.offered(request.user, obj) if obj else []
        decisions = record.latest(obj) if obj else []
        context |= {
            "seal": seal(request.user, obj),
            "words_a_minute": minutes.A_MINUTE,
            "verbs": offered,
            "next_verb": verbs.next_of(obj, offered) if obj else None,
            "standing": obj and standing(obj, is_live=obj.is_live, is_ahead=obj.is_ahead),
            "kept_texts": kept.beside(request.user, obj, opened=request.GET.get("kept")),
            "opened_kept": request.GET.get("kept", ""),
            "coming": obj.editions.scheduled().first() if obj and obj.is_ahead else None,
            "is_waiting": obj and obj.status != Status.APPROVED and (obj.is_live or obj.is_ahead),
            "here": here.shown(request.user, obj) if obj else None,
            "mending": mending.told(request.user, obj) if obj else None,
            "decisions": decisions,
            "returned": record.sent_back(obj, latest=decisions) if obj else None,
            "shared": shared_rules.of(obj)[:5] if obj else [],
            **(comments.in_margin(request.user, obj) if obj else {}),
            "may_share": obj and shared_previews.may_look(request.user, obj),
            **(tongues.beside(request.user, obj) if obj else {}),
            "may_choose_beside": obj and rules_beside.may_choose(request.user, obj),
            "demand_due": demand_rules.due_on(obj) if obj else None,
            "may_see_demands": demand_rules.may_look(request.user),
            "may_take_demand": obj and demand_rules.may_change(request.user),
            "may_ask_whereabouts": obj
            and obj.stopped
            and whereabouts_rules.may_ask(request.user, obj),
            "may_go_live": obj
            and (live_rules.may_open(request.user, obj) or live_rules.may_post(request.user, obj)),
            "show_save_and_add_another": False,
            "title": _("New story") if add else _("Story № %(number)s") % {"number": obj.pk},
        }
        context["text_part"], context["groups"] = sheet.parts(context["adminform"])
        if not obj or workflow.may_write(request.user, obj):
            context["missing"] = missing.of(obj)
            # A translation says of what story it is one; that is where it is from.
            context["asks_source"] = obj is None or obj.translation_of_id is None
            context["source_asked"] = sourcing.is_open(request, obj)
            body = obj.body if obj else ""
            context["unseen_links"] = sorted(own_links.unseen([body], at=timezone.now()))
        context["adminform"].form.initial |= {
            "desk_seal": context["seal"],
            "kept": request.filled_with,
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_add(self, request, obj, post_url_continue=None):
        return self._on(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._on(request, obj) or super().response_change(request, obj)

    def _on(self, request, article):
        """Go on to the verb whose button saved the form, to a translation, or to the preview."""
        if getattr(request, "typed", None) and (
            {"_verb", "_preview", "_translate"} & set(request.POST)
        ):
            mending.mention(request, article)
        if verb := request.POST.get("_verb"):
            if verb == Verb.SUBMIT:
                sourcing.remind(request, article)
            return verbs.go_on(request, article, verb)
        if "_translate" in request.POST:
            return redirect("admin:articles_article_translate", article.pk)
        if "_as_typed" in request.POST:
            mending.tell_put_back(request)
            return redirect("admin:articles_article_change", article.pk)
        if "_checked" in request.POST:
            return translations.checked(request, article)
        if "_preview" in request.POST:
            return redirect("admin:articles_article_preview", article.pk)
        if "_continue" not in request.POST and "_popup" not in request.POST:
            self.message_user(request, _("The story was saved."), messages.SUCCESS)
            return redirect("admin:articles_article_change", article.pk)
        return None

    # --- The other screens ----------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view

        def keeping(page):
            return kept.keeping(view(page), self.admin_site)

        own = [
            path("flash/", keeping(flash.page), name="articles_article_flash"),
            path("front/", view(front_page.page), name="articles_article_front"),
            path("front/tray/", view(front_tray.answer), name="articles_article_front_tray"),
            path("front/board/", view(front_page.board), name="articles_article_front_board"),
            path("front/look/", view(front_look.screen), name="articles_article_front_look"),
            path("breaking/", view(breaking.page), name="articles_article_breaking"),
            path("reports/", view(reports.page), name="articles_article_reports"),
            path("reports/<int:pk>/", view(reports.of_author), name="articles_article_reports_of"),
            path("plan/", view(plan.page), name="articles_article_plan"),
            path("plan/move/", view(plan_moves.move), name="articles_article_plan_move"),
            path("plan/new/", view(plan_events.new), name="articles_article_plan_new"),
            path("plan/<int:pk>/", view(plan_events.page), name="articles_article_plan_event"),
            path("plan/<int:pk>/begin/", view(plan_events.begin),
                 name="articles_article_plan_begin"),
            path("<int:pk>/retime/", view(plan_moves.retime), name="articles_article_plan_retime"),
            path("<int:pk>/beside/", view(beside.page), name="articles_article_beside"),
            path("several/", view(several.act), name="articles_article_several"),
            path("several/done/", view(several.done), name="articles_article_several_done"),
            path("<int:pk>/comments/", view(comments.page), name="articles_article_comments"),
            path("<int:pk>/comments/<int:comment>/settle/", view(comments.settle),
                 name="articles_article_comment_settle"),
            path("<int:pk>/live/", view(live.page), name="articles_article_live"),
            path("demands/", view(demands.page), name="articles_article_demands"),
            path("demands/new/", view(demands.new), name="articles_article_demand_new"),
            path("demands/<int:pk>/", view(demands.one), name="articles_article_demand"),
            path("demands/<int:pk>/mend/", view(demands.mend), name="articles_article_demand_mend"),
            path("demands/<int:pk>/paragraphs/<int:article>/", view(demands.paragraphs),
                 name="articles_article_demand_paragraphs"),
            path("queue/", view(self.queue), name="articles_article_queue"),
            path("photos.json", view(library.photos), name="articles_article_photos"),
            path("own-stories.json", view(own_stories.listed), name="articles_article_own_stories"),
            path("hints.json", view(spelling.hints), name="articles_article_hints"),
            path("autosave/", autosave.autosave, name="articles_article_autosave"),
            path("became/", view(autosave.became), name="articles_article_became"),
            path("here/", here.sign, name="articles_article_here"),
            path("kept/", view(kept.list_page), name="articles_article_kept"),
            path("kept/<int:pk>/", view(kept.page), name="articles_article_kept_text"),
            path("<int:pk>/verb/<slug:verb>/", keeping(verbs.page), name="articles_article_verb"),
            path("translate/", view(translations.choose), name="articles_article_to_translate"),
            path("<int:pk>/translate/", view(translations.page), name="articles_article_translate"),
            path("<int:pk>/original/", view(translations.original),
                 name="articles_article_original"),
            path("<int:pk>/preview/", view(previews.screen), name="articles_article_preview"),
            path("<int:pk>/preview/page/", view(previews.page),
                 name="articles_article_preview_page"),
            path("<int:pk>/share/", view(shared_previews.page), name="articles_article_share"),
            path("<int:pk>/share/<int:shared>/withdraw/", view(shared_previews.withdraw),
                 name="articles_article_share_withdraw"),
            path("<int:pk>/version/<int:number>/", view(versions.page),
                 name="articles_article_version"),
            path("<int:pk>/version/<int:number>/restore/", view(versions.restore),
                 name="articles_article_version_restore"),
            path("<int:pk>/compare/", view(versions.compare), name="articles_article_compare"),
            path("<int:pk>/waiting/", view(versions.waiting), name="articles_article_waiting"),
            path("<int:pk>/read/", view(verbs.read), name="articles_article_read"),
        ]  # fmt: skip
        theirs = super().get_urls()
        for pattern in theirs:
            if pattern.name in ("articles_article_add", "articles_article_change"):
                pattern.callback = kept.keeping(pattern.callback, self.admin_site)
        return own + theirs

    def queue(self, request):
        """Lead to the list of what waits for an editor."""
        if not request.user.has_perm("articles.approve"):
            raise PermissionDenied
        return record.queue(request, self.admin_site)

    def history_view(self, request, object_id, extra_context=None):
        """Show the record: decisions and versions, instead of the admin's log."""
        return record.page(request, self.admin_site, object_id)
