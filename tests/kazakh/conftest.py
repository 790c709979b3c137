"""Property tests say what holds; how long a busy machine takes is not theirs to judge."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
