"""Assembly only: settings, addresses, the desk's admin site."""
