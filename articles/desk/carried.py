"""Things whose words stand on the cards of stories: an agency, a section, the house."""

from articles import tasks


class OnCards:
    """A sheet whose changes reach the cards: `drawn` are the fields seen there.

    `drawn_as` is the field by which an edition names the thing; "" where all stories have it.
    """

    drawn: tuple[str, ...] = ()
    drawn_as = ""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and set(self.drawn) & set(form.changed_data):
            tasks.draw_lacking.enqueue({self.drawn_as: obj.pk} if self.drawn_as else {})
