// A gallery in the text: the buttons beside its photos, the same in both editors. They are reached
// with Tab from the photo one is writing about, and from nowhere else: a story with sixty photos
// must not have two hundred stops.

const SIGNS = { earlier: "←", later: "→", out: "✕" };
const STEPS = { earlier: -1, later: 1 };

// A bar of buttons. `act` does what its button says; `home` brings the focus into the text.
export function bar(document, names, words, { act, home }) {
  const place = document.createElement("div");
  place.className = "gallery-tools";
  place.contentEditable = "false";
  for (const name of names) {
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1;
    button.dataset.do = name;
    button.textContent = SIGNS[name] || words[name];
    if (SIGNS[name]) {
      button.title = words[name];
      button.setAttribute("aria-label", words[name]);
    }
    button.addEventListener("click", (event) => {
      event.preventDefault();
      if (button.getAttribute("aria-disabled") !== "true") act(name);
    });
    place.append(button);
  }
  // The text keeps the focus while the mouse is here, and never hears Enter of a button; Ctrl+Z
  // is for the text.
  place.addEventListener("mousedown", (event) => {
    event.preventDefault();
    event.stopPropagation();
  });
  place.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.key === "Escape") home();
    else event.stopPropagation();
  });
  return place;
}

export function photoBar(document, words, doing) {
  return bar(document, ["earlier", "later", "out"], words, doing);
}

export function galleryBar(document, words, doing) {
  return bar(document, ["add", "drop"], words, doing);
}

export function isOfBar(event) {
  const isForText = event.ctrlKey || event.metaKey;
  return Boolean(event.target?.closest?.(".gallery-tools")) && !isForText;
}

export function stepOf(name) {
  return STEPS[name] || 0;
}

// Let Tab reach the buttons of one photo and of its gallery (of none, where `photo` is null).
export function reach(text, photo) {
  const gallery = photo?.closest("[data-gallery]");
  for (const button of text.querySelectorAll(".gallery-tools button")) {
    const owner = button.closest("figure");
    button.tabIndex = gallery && (owner === photo || owner === gallery) ? 0 : -1;
  }
  for (const figure of text.querySelectorAll("[data-gallery] figure")) {
    figure.classList.toggle("is-here", figure === photo);
    const { previousElementSibling: before, nextElementSibling: after } = figure;
    figure.querySelector("[data-do=earlier]")?.setAttribute("aria-disabled", !before);
    figure.querySelector("[data-do=later]")?.setAttribute("aria-disabled", !after);
  }
}

// Tell the place that a photo has come to, for those who do not see it; keep the button in hand.
export function moved(photo, name, { told }, hadButton) {
  const photos = [...photo.parentElement.children];
  told.textContent = `${photos.indexOf(photo) + 1} / ${photos.length}`;
  const button = photo.querySelector(`[data-do=${name}]`);
  if (hadButton && button) button.focus();
  photo.scrollIntoView({ block: "nearest" });
}
