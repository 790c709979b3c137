from django.contrib import admin


class Desk(admin.AdminSite):
    """The newsroom's admin."""
