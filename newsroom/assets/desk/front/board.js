// Stories are taken in hand and put into places: dragged, pressed, or by keys alone.

import { card, draw, drop, fits, form, name, placed, say, settle, shown, spots, takeOff, words } from "./places.js";

const tray = form.querySelector(".front-candidates");
const hand = form.querySelector("[data-hand]");
const NEXT = new Set(["ArrowDown", "ArrowRight"]);
const BACK = new Set(["ArrowUp", "ArrowLeft"]);
let held = null;

const handles = () => [...tray.querySelectorAll("[data-story]")];

// One of many is reached by Tab; the arrows reach the others.
function only(all, chosen) {
  for (const each of all) each.tabIndex = each === chosen ? 0 : -1;
}

function take(story, from, source) {
  if (!story) return;
  leave();
  held = { story, from, source };
  source.classList.add("is-held");
  form.classList.add("is-holding");
  for (const spot of spots) spot.classList.toggle("is-open", fits(story, spot));
  hand.querySelector("[data-off]").hidden = !from;
  hand.querySelector("[data-leave]").hidden = false;
  say("picked", story.headline);
}

function leave() {
  if (!held) return;
  held.source.classList.remove("is-held");
  form.classList.remove("is-holding");
  for (const spot of spots) spot.classList.remove("is-open", "is-over");
  for (const button of hand.querySelectorAll("[data-off], [data-leave]")) button.hidden = true;
  held = null;
  settle();
}

function open() {
  return spots.filter((spot) => fits(held.story, spot));
}

function look(spot) {
  only(spots.map(card), card(spot));
  card(spot).focus();
}

function putInto(spot) {
  const { story, from } = held;
  if (!drop(story, from, spot)) return;
  leave();
  look(spot);
}

function putAway() {
  if (held?.from) takeOff(held.from);
  leave();
}

function giveUp() {
  const { source } = held;
  leave();
  say("left");
  source.focus();
}

function move(all, from, key) {
  const at = all.indexOf(from);
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  const step = NEXT.has(key) ? 1 : BACK.has(key) ? -1 : 0;
  return step ? all[Math.min(Math.max(at + step, 0), all.length - 1)] : null;
}

function isPress({ key }) {
  return key === "Enter" || key === " ";
}

// --- The places ---------------------------------------------------------------------------

for (const spot of spots) {
  const here = card(spot);
  here.setAttribute("role", "button");
  here.draggable = true;
  const off = document.createElement("button");
  off.type = "button";
  off.className = "front-off";
  off.dataset.take = "";
  off.textContent = "×";
  off.addEventListener("click", () => {
    takeOff(spot);
    look(spot);
  });
  spot.querySelector(".front-fields").append(off);
  name(spot);

  const inHand = () => (placed(spot) ? [placed(spot), spot] : [shown(here), null]);
  const press = () => (held ? putInto(spot) : take(...inHand(), here));
  here.addEventListener("click", press);
  here.addEventListener("keydown", (event) => {
    if (isPress(event)) {
      event.preventDefault();
      press();
    } else if (event.key === "Delete" && placed(spot)) {
      leave();
      takeOff(spot);
    } else {
      const all = held ? open() : spots;
      const next = move(all, spot, event.key);
      if (!next) return;
      event.preventDefault();
      look(next);
    }
  });
  here.addEventListener("dragstart", (event) => {
    take(...inHand(), here);
    if (!held) return event.preventDefault();
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.story.headline);
  });
  spot.addEventListener("dragover", (event) => {
    if (!held || !fits(held.story, spot)) return;
    event.preventDefault();
    spot.classList.add("is-over");
  });
  spot.addEventListener("dragleave", () => spot.classList.remove("is-over"));
  spot.addEventListener("drop", (event) => {
    if (!held) return;
    event.preventDefault();
    putInto(spot);
  });
  spot.addEventListener("change", () => {
    name(spot);
    draw();
  });
}
only(spots.map(card), card(spots[0]));

// --- The tray -----------------------------------------------------------------------------

function prepare() {
  for (const each of handles()) {
    each.setAttribute("role", "button");
    each.draggable = true;
  }
  only(handles(), handles()[0]);
}

function storyAt(event) {
  return event.target.closest?.("[data-story]");
}

tray.addEventListener("click", (event) => {
  const handle = storyAt(event);
  if (!handle) return;
  take(shown(handle), null, handle);
  // Where there is no room for both, the places come into sight.
  look(open()[0]);
});
tray.addEventListener("keydown", (event) => {
  const handle = storyAt(event);
  if (!handle) return;
  if (isPress(event)) {
    event.preventDefault();
    take(shown(handle), null, handle);
    look(open()[0]);
    return;
  }
  const next = move(handles(), handle, event.key);
  if (!next) return;
  event.preventDefault();
  only(handles(), next);
  next.focus();
});
tray.addEventListener("dragstart", (event) => {
  const handle = storyAt(event);
  if (!handle) return;
  take(shown(handle), null, handle);
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.story.headline);
});
// Brought back to the tray, a story leaves the page.
tray.addEventListener("dragover", (event) => {
  if (held?.from) event.preventDefault();
});
tray.addEventListener("drop", (event) => {
  if (!held?.from) return;
  event.preventDefault();
  putAway();
});

const asked = form.elements.q;
let waiting = 0;
let question = 0;

async function find() {
  clearTimeout(waiting);
  const mine = ++question;
  try {
    const answer = await fetch(`${form.dataset.tray}&${new URLSearchParams({ q: asked.value })}`);
    if (!answer.ok || answer.redirected) throw new Error(`${answer.status}`);
    const html = await answer.text();
    // A later question may have been answered first.
    if (mine !== question) return;
    tray.innerHTML = html;
    prepare();
  } catch {
    say("away");
  }
}

asked.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(find, 300);
});
// Enter in any field presses it, too.
form.elements.find.addEventListener("click", (event) => {
  event.preventDefault();
  find();
});

// --- All of it ----------------------------------------------------------------------------

form.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && held) {
    event.preventDefault();
    giveUp();
  }
});
form.addEventListener("dragend", () => {
  if (held) leave();
});
hand.querySelector("[data-off]").addEventListener("click", putAway);
hand.querySelector("[data-leave]").addEventListener("click", giveUp);

const lists = form.querySelector("[data-as-lists]");
const show = lists.textContent;
lists.addEventListener("click", () => {
  const isShown = form.classList.toggle("as-lists");
  lists.textContent = isShown ? words.hide : show;
});
form.querySelector(".front-how").hidden = false;
form.classList.add("has-board");
prepare();
