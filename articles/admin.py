"""What the desk shows: each screen registers itself."""

from .desk import banners, days, house_pages, people, photos, reader_notes, stories, taxonomy

__all__ = [
    "banners",
    "days",
    "house_pages",
    "people",
    "photos",
    "reader_notes",
    "stories",
    "taxonomy",
]
