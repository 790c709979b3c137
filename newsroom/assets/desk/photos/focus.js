// The focal point: pressed on the picture, moved with the arrow keys in its two fields; the
// crops beside it show at once what a page will cut away.

const whole = document.querySelector("[data-focus]");
const across = document.getElementById("id_focal_x");
const down = document.getElementById("id_focal_y");

if (whole && across && down) {
  const picture = whole.querySelector("img");
  const crops = document.querySelector("[data-crops]");
  const mark = document.createElement("div");
  mark.className = "focus-mark";
  whole.append(mark);
  whole.classList.add("is-ready");
  whole.title = whole.dataset.words;
  crops.hidden = false;
  for (const field of [across, down]) {
    field.step = "0.01";
    field.min = "0";
    field.max = "1";
  }

  const between = (value) => Math.min(1, Math.max(0, value));

  const show = () => {
    const x = between(Number(across.value) || 0) * 100;
    const y = between(Number(down.value) || 0) * 100;
    mark.style.left = `${x}%`;
    mark.style.top = `${y}%`;
    for (const crop of crops.querySelectorAll("img")) place(crop, x / 100, y / 100);
  };

  // As media/encoding.py cuts: the point in the middle, as far as the picture's edges let it.
  const place = (crop, x, y) => {
    const box = crop.parentElement.getBoundingClientRect();
    const shape = box.width / box.height;
    const wide = Math.min(1, (picture.naturalHeight * shape) / picture.naturalWidth);
    const high = Math.min(1, picture.naturalWidth / shape / picture.naturalHeight);
    const share = (at, part) => (part >= 1 ? 0.5 : between((at - part / 2) / (1 - part)));
    crop.style.objectPosition = `${share(x, wide) * 100}% ${share(y, high) * 100}%`;
  };

  whole.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    across.value = between((event.clientX - box.left) / box.width).toFixed(2);
    down.value = between((event.clientY - box.top) / box.height).toFixed(2);
    across.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  });
  across.addEventListener("input", show);
  down.addEventListener("input", show);
  picture.addEventListener("load", show);
  show();
}

// The alt text is offered from the caption, to be said in one's own words.
const alt = document.getElementById("id_alt_text");
const caption = document.getElementById("id_caption");
if (alt && caption) {
  const offer = () => (alt.placeholder = caption.value.trim());
  caption.addEventListener("input", offer);
  offer();
}
