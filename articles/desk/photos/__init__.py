"""The photo library at the desk: the grid, what is sent in, what is known of each photo."""

from . import credits, sheet

__all__ = ["credits", "sheet"]
