"""What the desk shows: each screen registers itself."""

from .desk import people, stories, taxonomy

__all__ = ["people", "stories", "taxonomy"]
