"""What the desk shows: each screen registers itself."""

from .desk import house_pages, people, photos, reader_notes, stories, taxonomy

__all__ = ["house_pages", "people", "photos", "reader_notes", "stories", "taxonomy"]
