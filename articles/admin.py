"""What the desk shows: each screen registers itself."""

from .desk import banners, people, photos, stories, taxonomy

__all__ = ["banners", "people", "photos", "stories", "taxonomy"]
