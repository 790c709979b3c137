"""What a list reads of each story: never the text, nor anything that is not shown."""

from .models import Edition

COLUMNS = (
    "id", "article_id", "language", "headline", "slug", "lead", "published_at", "updated_at",
    "section_id", "category_id", "photo_id", "photo_caption", "commercial", "genre",
)  # fmt: skip
#: The same in the model's own order, in which an instance is made from a row.
IN_ORDER = tuple(f.attname for f in Edition._meta.concrete_fields if f.attname in COLUMNS)
