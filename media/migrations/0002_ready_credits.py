"""Ship the credits for photos that come without a name."""

from django.db import migrations

READY = [
    ("reader", "Оқырман суреті", "Фото читателя", "Reader's photo"),
    ("permission", "Сурет: жеке мұрағаттан", "Фото из личного архива", "Photo: private archive"),
    ("own", "Сурет: редакция мұрағатынан", "Фото из архива редакции", "Photo: our archive"),
    (
        "permission",
        "Сурет: кейіпкердің жеке мұрағатынан",
        "Фото из личного архива героя",
        "Photo: courtesy of the person portrayed",
    ),
    ("press", "Сурет: бейнежазбадан алынған кадр", "Кадр из видео", "Still from a video"),
]


def fill(apps, schema_editor):
    from kazakh.alphabet import fold

    PhotoCredit = apps.get_model("media", "PhotoCredit")
    for licence, kk, ru, en in READY:
        PhotoCredit.objects.get_or_create(
            folded=f"||{fold(kk)}",
            defaults={"licence": licence, "line_kk": kk, "line_ru": ru, "line_en": en},
        )


class Migration(migrations.Migration):
    dependencies = [("media", "0001_photos")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
