"""Galleries in a body: photos in an order, each once, and nothing else among them."""

#: A gallery that held more would be longer than any page is read; the rest are a second one.
MOST = 60


def parted(children) -> tuple[list[list], list]:
    """Part what stood in a gallery into rows of photos (nodes of a body) and everything else.

    A photo that comes again is left out; a caption that it had there alone stays, as a line.
    """
    photos, others = {}, []
    for child in children:
        number = child.attributes.get("data-photo")
        if number is None:
            others.append(child)
        elif number in photos:
            _add_caption(photos[number], child)
        else:
            photos[number] = child
    row = list(photos.values())
    return [row[start : start + MOST] for start in range(0, len(row), MOST)], others


def _add_caption(photo, again):
    if not photo.children:
        photo.children = again.children
    elif again.children and again.children[0].children != photo.children[0].children:
        photo.children[0].children += [("\n", ()), *again.children[0].children]
