// Photos and posts of other sites stand in the text as figures that hold a number or an address;
// both editors show them with these pictures and lines.

const KINDS = ["photo", "embed"];

export function figureOf(element) {
  const kind = KINDS.find((name) => element.dataset[name]);
  return kind && { kind, value: element.dataset[kind] };
}

// Fill `place` with what is known of a figure.
export async function show(place, { kind, value }, { words, photos }) {
  const document = place.ownerDocument;
  const line = (className, text) => {
    const span = document.createElement("span");
    span.className = className;
    span.textContent = text;
    return span;
  };
  if (kind === "embed") {
    place.replaceChildren(line("figure-name", words.embed), line("figure-credit", value));
    return;
  }
  const name = line("figure-name", `${words.photo} ${value}`);
  place.replaceChildren(name);
  const photo = await photos.get(value);
  if (!photo) return;
  const picture = document.createElement("img");
  picture.src = photo.src;
  picture.alt = photo.label || name.textContent;
  picture.draggable = false;
  place.replaceChildren(picture, line("figure-credit", photo.credit || ""));
  // Where nothing is written here, the page prints the caption of the library.
  const caption = place.parentElement?.querySelector("figcaption");
  if (caption && photo.caption) caption.dataset.placeholder = photo.caption;
  if (photo.ready === false) place.append(line("figure-lacks", photo.lacks || words.notReady));
}
