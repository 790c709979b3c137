// The photo of a form as it is chosen: its picture, its credit and what it still lacks.

// What moves while a button is pressed down takes the press away from it: it waits for the release.
let pressed = false;
let waiting = null;

function still(change) {
  if (pressed) waiting = change;
  else change();
}

function release() {
  pressed = false;
  // After the click that follows.
  setTimeout(() => {
    waiting?.();
    waiting = null;
  });
}

addEventListener("pointerdown", () => (pressed = true), true);
addEventListener("pointerup", release, true);
addEventListener("pointercancel", release, true);

export function photoShown(part) {
  const place = part.querySelector("[data-shown]");
  const lacking = part.querySelector("[data-lacks]");

  function warn(words) {
    lacking.hidden = !words;
    lacking.firstElementChild.textContent = words || "";
  }

  return {
    // Words alone, or those that say that there is none.
    say(words) {
      still(() => {
        place.replaceChildren(words || place.dataset.none);
        warn("");
      });
    },
    show({ src, label, credit, lacks }) {
      const picture = document.createElement("img");
      picture.src = src;
      picture.alt = label;
      picture.className = "thumbnail";
      const line = document.createElement("span");
      line.textContent = credit;
      still(() => {
        place.replaceChildren(picture, document.createElement("br"), line);
        warn(lacks);
      });
    },
  };
}

export async function photoOf(source, id) {
  const answer = await fetch(`${source.dataset.libraryUrl}?id=${encodeURIComponent(id)}`);
  const { photos: [photo] } = await answer.json();
  return photo;
}
