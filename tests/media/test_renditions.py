"""What readers get of a photo: right in colour and position, small, and silent about its maker's
camera and whereabouts."""

import hashlib
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image, ImageCms

from media import files, metadata
from media.encoding import Wanted, crop_box, encode, filename, printable
from media.intake import take_in
from media.models import PhotoCredit, Rendition
from media.renditions import MOST, make, recut, relabel
from media.validators import decode

pytestmark = pytest.mark.django_db


def saved(image, kind="JPEG", **options) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def corner_red(size=(800, 600)) -> Image.Image:
    """Return a grey picture whose top left corner is red."""
    image = Image.new("RGB", size, (120, 120, 120))
    image.paste((250, 0, 0), (0, 0, size[0] // 4, size[1] // 4))
    return image


def grainy(size, kind="JPEG", **options) -> bytes:
    """Return a picture with as much to keep as a photograph has."""
    image = Image.effect_noise(size, 10).convert("RGB")
    image.paste((250, 0, 0), (0, 0, size[0] // 4, size[1] // 4))
    return saved(image, kind, **{"quality": 99, **options})


def near(pixel, wanted, by=12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(pixel[:3], wanted, strict=True))


def opened(row) -> Image.Image:
    with row.file.open("rb") as file:
        image = Image.open(BytesIO(file.read()))
    image.load()
    return image


@pytest.mark.parametrize(
    ("width", "webp", "jpeg"),
    [
        (2400, [320, 640, 960, 1280, 1920], [640, 1280]),
        (1000, [320, 640, 960, 1000], [640, 1000]),
        (200, [200], [200]),
    ],
)
def test_widths_are_those_of_the_pages_and_never_enlarged(width, webp, jpeg):
    photo = take_in(grainy((width, width // 2)))
    rows = photo.renditions.all()
    whole = [row for row in rows if not row.crop]
    assert sorted(row.width for row in whole if row.format == "webp") == webp
    assert sorted(row.width for row in whole if row.format == "jpeg") == jpeg
    assert len(rows) <= 14
    for row in rows:
        image = opened(row)
        assert image.size == (row.width, row.height)
        ratio = {"": 2, "16x9": 16 / 9, "4x3": 4 / 3}[row.crop]
        assert abs(row.height - row.width / ratio) <= 1
        assert row.size == row.file.size


def test_name_is_made_from_the_bytes():
    photo = take_in(saved(corner_red()))
    for row in photo.renditions.all():
        with row.file.open("rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        suffix = {"webp": "webp", "jpeg": "jpg"}[row.format]
        assert row.file.name == f"{digest[:2]}/{digest[:24]}.{suffix}"


def test_making_again_changes_nothing():
    photo = take_in(saved(corner_red()))
    before = [(row.pk, row.file.name) for row in photo.renditions.order_by("pk")]
    assert len(make(photo)) == len(before)
    assert [(row.pk, row.file.name) for row in photo.renditions.order_by("pk")] == before


def test_a_rendition_that_got_lost_is_made_again_alone():
    photo = take_in(grainy((800, 600)))
    kept = set(photo.renditions.exclude(width=640).values_list("pk", flat=True))
    photo.renditions.filter(width=640).delete()
    make(photo)
    assert kept < set(photo.renditions.values_list("pk", flat=True))
    assert photo.renditions.filter(width=640).count() == 3


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_position_of_the_camera_comes_out_upright(orientation):
    upright = corner_red()
    back = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = saved(upright if back is None else upright.transpose(back), exif=exif, quality=95)
    photo = take_in(data)
    assert (photo.width, photo.height) == (800, 600)
    for row in photo.renditions.all():
        image = opened(row)
        assert near(image.getpixel((row.width // 10, row.height // 10)), (250, 0, 0))
        assert near(image.getpixel((row.width * 9 // 10, row.height * 9 // 10)), (120, 120, 120))
        assert image.getexif().get(0x0112, 1) == 1


def test_nothing_of_the_cameras_words_is_in_what_readers_get():
    exif = Image.Exif()
    exif[0x010F] = "CAMERA-MAKER"
    exif[0x9286] = "COMMENT-IN-EXIF"
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 15.0, 0.0), 3: "E", 4: (68.0, 15.0, 0.0)})
    data = saved(
        corner_red(),
        exif=exif,
        xmp=b"<x:xmpmeta>SERIAL-NUMBER</x:xmpmeta>",
        comment=b"<script>alert(1)</script>",
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )
    assert all(word in data for word in (b"CAMERA-MAKER", b"SERIAL-NUMBER", b"<script>"))
    photo = take_in(data)
    for row in photo.renditions.all():
        with row.file.open("rb") as file:
            made = file.read()
        for word in (
            b"CAMERA-MAKER",
            b"COMMENT-IN",
            b"SERIAL-NUMBER",
            b"<script>",
            b"xmpmeta",
            b"Exif\0",
            b"EXIF",
            b"ICC_PROFILE",
            b"ICCP",
        ):
            assert word not in made
        assert not opened(row).getexif()


def test_cmyk_is_neither_inverted_nor_left_in_printers_colours():
    photo = take_in(saved(corner_red().convert("CMYK"), quality=95))
    for row in photo.renditions.all():
        image = opened(row)
        assert image.mode == "RGB"
        assert near(image.getpixel((5, 5)), (250, 0, 0))


def test_sixteen_bits_of_grey_keep_their_tones():
    picture = decode(saved(Image.new("I;16", (400, 300), 128 * 257), "PNG"))
    assert near(printable(picture).getpixel((9, 9)), (128, 128, 128), by=1)


def test_palette_and_one_bit_become_colours():
    for image in (corner_red().quantize(16), corner_red().convert("1")):
        assert printable(decode(saved(image, "PNG"))).mode == "RGB"


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_see_through_lies_on_white(mode):
    image = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    image.paste((200, 200, 200, 255), (0, 0, 200, 300))
    options = {}
    if mode == "P":
        image = image.convert("RGB").quantize(4)
        options["transparency"] = image.getpixel((390, 10))
    data = saved(image.convert(mode), "PNG", **options)
    flat = printable(decode(data))
    assert near(flat.getpixel((390, 10)), (255, 255, 255), by=2)
    assert near(flat.getpixel((10, 10)), (200, 200, 200), by=2)


def test_see_through_colour_of_a_photo_without_alpha_is_paper_too():
    image = Image.new("RGB", (400, 300), (1, 2, 3))
    flat = printable(decode(saved(image, "PNG", transparency=(1, 2, 3))))
    assert flat.getpixel((5, 5)) == (255, 255, 255)


def test_other_colour_spaces_come_out_in_srgb():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = Image.new("RGB", (400, 300), (200, 100, 50))
    assert near(
        printable(decode(saved(image, "PNG", icc_profile=lab))).getpixel((5, 5)),
        (200, 100, 50),
        by=2,
    )


def test_broken_profile_is_left_aside():
    image = Image.new("RGB", (400, 300), (200, 100, 50))
    flat = printable(decode(saved(image, "PNG", icc_profile=b"not a profile")))
    assert flat.getpixel((5, 5)) == (200, 100, 50)


@pytest.mark.parametrize("size", [(6000, 1), (1, 3000), (1, 1)])
def test_no_side_becomes_nothing(size):
    photo = take_in(saved(Image.new("RGB", size, "red")))
    assert all(row.width >= 1 and row.height >= 1 for row in photo.renditions.all())


def test_very_large_picture_is_shrunk_in_strips_without_a_seam():
    size = (6000, 3001)
    image = Image.linear_gradient("L").resize(size).convert("RGBA")
    image.putalpha(255)
    picture = decode(saved(image, "PNG", compress_level=1))
    flat = printable(picture)
    assert flat.size == (3000, 1501)
    column = [flat.getpixel((10, y))[0] for y in range(1501)]
    assert all(0 <= after - before <= 2 for before, after in pairwise(column))
    [made] = encode(picture, [Wanted("jpeg", 320)])
    assert (made.wanted.width, made.height) == (320, 160)


def test_all_or_none_are_kept(monkeypatch):
    photo = take_in(saved(corner_red((800, 610))), render=False)
    storage = files.renditions()
    saved_names = []
    store = storage.save

    def save(name, content, **options):
        if len(saved_names) == 2:
            raise OSError("disk")
        saved_names.append(store(name, content, **options))
        return saved_names[-1]

    monkeypatch.setattr(files, "renditions", lambda: storage)
    monkeypatch.setattr(storage, "save", save, raising=False)
    with pytest.raises(OSError, match="disk"):
        make(photo)
    assert len(saved_names) == 2
    assert not any(storage.exists(name) for name in saved_names)
    assert not Rendition.objects.exists()


# --- Bytes, crops, labels ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        grainy((3000, 2000)),
        grainy((1280, 900), quality=45),
        grainy((1280, 900), "WEBP", quality=30),
        saved(Image.new("RGB", (900, 600), "green"), "PNG"),
        saved(corner_red(), "GIF"),
    ],
    ids=["photo", "messenger", "webp", "plain", "drawing"],
)
def test_all_files_together_have_little_more_bytes_than_the_original(data):
    rows = list(take_in(data).renditions.all())
    assert 1 <= len(rows) <= 14
    assert len(rows) == 1 or sum(row.size for row in rows) <= MOST * len(data)


def test_crop_keeps_the_focal_point_in_its_middle_as_far_as_it_can():
    assert crop_box(1600, 1600, "16x9", (0.5, 0.5)) == (0, 350, 1600, 1250)
    assert crop_box(1600, 1600, "16x9", (0.5, 0)) == (0, 0, 1600, 900)
    assert crop_box(1600, 1600, "16x9", (0.5, 0.9)) == (0, 700, 1600, 1600)
    assert crop_box(4000, 900, "16x9", (0.4, 0.5)) == (800, 0, 2400, 900)
    assert crop_box(800, 600, "", (0, 0)) == (0, 0, 800, 600)


@pytest.mark.parametrize("orientation", [1, 6])
def test_crops_are_cut_around_what_matters(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = Image.new("RGB", (1500, 1500), (120, 120, 120))
    image.paste((250, 0, 0), (0, 0, 1500, 300))
    if orientation == 6:
        image = image.transpose(Image.Transpose.ROTATE_90)
    photo = take_in(saved(image, exif=exif, quality=95), focal_y=0.0)
    crops = photo.renditions.exclude(crop="").filter(replaced_at=None)
    assert crops
    assert all(near(opened(row).getpixel((row.width // 2, 4)), (250, 0, 0)) for row in crops)
    photo.focal_y = 1.0
    photo.save()
    assert recut(photo) == crops.count()
    assert all(
        near(opened(row).getpixel((row.width // 2, 4)), (120, 120, 120)) for row in crops.all()
    )
    assert photo.renditions.exclude(replaced_at=None).count() == crops.count()


def test_every_file_carries_its_credit_and_nothing_of_the_camera(settings):
    settings.PHOTO_AVIF = True
    credit = PhotoCredit.objects.create(photographer="Әлия Қуанышқызы", source="Aqorda.resmi")
    photo = take_in(
        grainy((1400, 1000)),
        credit=credit,
        copyright_notice="© Ақорда",
        usage_terms="Тек жаңалыққа",
    )
    make(photo, later=True)
    rows = photo.renditions.filter(replaced_at=None)
    assert {row.format for row in rows} == {"jpeg", "webp", "avif"}
    for row in rows:
        account = metadata.read(opened(row))
        assert account.said() == {
            "creator": ["Әлия Қуанышқызы"],
            "credit_line": "Әлия Қуанышқызы / Aqorda.resmi",
            "source": "Aqorda.resmi",
            "copyright": "© Ақорда",
            "usage_terms": "Тек жаңалыққа",
        }


def test_a_corrected_credit_changes_the_label_and_not_a_pixel():
    credit = PhotoCredit.objects.create(photographer="Асқар", licence="cc-by")
    photo = take_in(grainy((900, 600)), credit=credit)
    before = {(r.format, r.crop, r.width): opened(r).tobytes() for r in photo.renditions.all()}
    assert relabel(photo) == 0
    credit.photographer = "Ермек"
    credit.save()
    photo.refresh_from_db()
    assert relabel(photo) == len(before)
    rows = photo.renditions.filter(replaced_at=None)
    assert {(r.format, r.crop, r.width): opened(r).tobytes() for r in rows} == before
    for row in rows:
        account = metadata.read(opened(row))
        assert account.creator == ("Ермек",)
        assert account.rights_url == "https://creativecommons.org/licenses/by/4.0/"
        with row.file.open("rb") as file:
            assert row.file.name.endswith(filename(file.read(), row.format))
    assert relabel(photo) == 0
