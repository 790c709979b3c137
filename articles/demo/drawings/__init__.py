"""Pictures of the demo newsroom, drawn when they are needed."""

from collections.abc import Callable

from PIL import Image

from . import exhibits, pasture, rooms, sport, square, steppe, still_life, town, travel, works

DRAWINGS: dict[str, Callable[[], Image.Image]] = {
    picture.__name__: picture
    for picture in (
        steppe.steppe_sunset,
        steppe.steppe_morning,
        steppe.alatau,
        steppe.alatau_autumn,
        pasture.horses,
        steppe.wheat_harvest,
        steppe.cotton,
        pasture.yurt,
        pasture.yurt_festival,
        town.skyline,
        town.skyline_night,
        square.turkistan,
        square.bazaar,
        town.snowy_street,
        town.patrol_car,
        square.hospital,
        travel.railway,
        travel.railway_evening,
        travel.sea_port,
        travel.airport,
        works.solar_wind,
        works.factory,
        works.canal,
        works.flood,
        sport.stadium,
        sport.stadium_night,
        rooms.classroom,
        rooms.books,
        rooms.library,
        rooms.laptop,
        exhibits.museum,
        exhibits.globe,
        still_life.court_scales,
        still_life.microphones,
        still_life.ballot_box,
        still_life.vaccination,
        exhibits.dombyra,
    )
}


def draw(name: str) -> Image.Image:
    """Draw one picture by its name."""
    return DRAWINGS[name]()
