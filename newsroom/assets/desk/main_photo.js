// The main photo is chosen where those of the body are: with its picture, its credit and what it
// still lacks before one's eyes. Without the editor's dialog the searching select stays alone.

import { photoOf, photoShown } from "./photo_shown.js";

const body = document.getElementById("id_body");
const select = document.getElementById("id_photo");
const part = document.querySelector("[data-main-photo]");
const place = part && photoShown(part);

let last = select?.value;

function shown(photo) {
  last = String(photo.id);
  place.show(photo);
}

// The searching select says a name alone: picture, credit and what is lacking follow it.
async function follow() {
  const id = select.value;
  if (id === last) return;
  last = id;
  place.say(id && select.selectedOptions[0]?.label);
  if (!id) return;
  const photo = await photoOf(body, id);
  if (photo && select.value === id) shown(photo);
}

function take(photo) {
  last = String(photo.id);
  select.replaceChildren(new Option(photo.label, photo.id, true, true));
  // select2 listens to jQuery alone.
  globalThis.django.jQuery(select).trigger("change");
  select.dispatchEvent(new Event("input", { bubbles: true }));
  shown(photo);
}

function offer() {
  const button = part.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => body.bodyEditor.choosePhoto(take));
}

if (body?.dataset.libraryUrl && select && part) {
  globalThis.django.jQuery(select).on("change", follow);
  if (body.bodyEditor) offer();
  else body.addEventListener("body-editor:ready", offer, { once: true });
}
