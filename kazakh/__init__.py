"""The Kazakh language in plain Python: letters, look-alikes, addresses and dates.

It knows nothing of Django, articles or settings, so anything else may import it.
"""
