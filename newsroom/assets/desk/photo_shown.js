// The photo of a form as it is chosen: its picture, its credit and what it still lacks.

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
      place.replaceChildren(words || place.dataset.none);
      warn("");
    },
    show({ src, label, credit, lacks }) {
      const picture = document.createElement("img");
      picture.src = src;
      picture.alt = label;
      picture.className = "thumbnail";
      const line = document.createElement("span");
      line.textContent = credit;
      place.replaceChildren(picture, document.createElement("br"), line);
      warn(lacks);
    },
  };
}

export async function photoOf(source, id) {
  const answer = await fetch(`${source.dataset.libraryUrl}?id=${encodeURIComponent(id)}`);
  const { photos: [photo] } = await answer.json();
  return photo;
}
