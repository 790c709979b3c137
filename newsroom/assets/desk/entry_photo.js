// The photo of a live entry is chosen from the library; its number can be typed as well.

import { photoChooser } from "./editor/dialogs.js";
import { photoOf, photoShown } from "./photo_shown.js";

const input = document.getElementById("id_photo");
const part = document.querySelector("[data-main-photo]");

function offer() {
  const choose = photoChooser(part.closest("form"), part);
  const place = photoShown(part);
  const [button, drop] = part.querySelectorAll("button");
  let last = input.value;

  async function follow() {
    const id = input.value;
    if (id === last) return;
    last = id;
    place.say("");
    drop.hidden = !id;
    if (!id) return;
    const photo = await photoOf(part, id);
    if (photo && input.value === id) place.show(photo);
  }

  function take(photo) {
    last = String(photo.id);
    input.value = last;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    place.show(photo);
    drop.hidden = false;
  }

  button.hidden = false;
  drop.hidden = !input.value;
  drop.addEventListener("click", () => {
    input.value = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    follow();
    button.focus();
  });
  input.addEventListener("change", follow);
  button.addEventListener("click", () => choose(take));
}

if (input && part) offer();
