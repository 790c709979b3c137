"""What the desk shows: each screen registers itself."""

from .desk import people, photos, stories, taxonomy

__all__ = ["people", "photos", "stories", "taxonomy"]
