// The main photo is chosen where those of the body are: with its picture, its credit and what it
// still lacks before one's eyes. Without the editor's dialog the searching select stays alone.

const body = document.getElementById("id_body");
const select = document.getElementById("id_photo");
const part = document.querySelector("[data-main-photo]");

function shown({ src, label, credit, ready }) {
  const picture = document.createElement("img");
  picture.src = src;
  picture.alt = label;
  picture.className = "thumbnail";
  const line = document.createElement("span");
  line.textContent = credit;
  part.querySelector("[data-shown]").replaceChildren(picture, document.createElement("br"), line);
  const lacks = part.querySelector("[data-lacks]");
  lacks.hidden = ready;
  lacks.firstElementChild.textContent = lacks.dataset.words;
}

function take(photo) {
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
  if (body.bodyEditor) offer();
  else body.addEventListener("body-editor:ready", offer, { once: true });
}
