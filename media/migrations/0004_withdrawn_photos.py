"""The desk asks at every opening which stories still name a photo that was withdrawn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("media", "0003_what_files_say_and_carry")]
    operations = [
        migrations.AddIndex(
            "photo",
            models.Index(
                condition=models.Q(("withdrawn_at__isnull", False)),
                fields=["withdrawn_at"],
                name="photo_withdrawn",
            ),
        )
    ]
