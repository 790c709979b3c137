// The places of the front page. What stands where is what the form's own lists say, so that what is
// saved is what is shown; the server draws the cards by the rule that readers' pages are made by.

export const form = document.querySelector("[data-front]");
export const spots = [...form.querySelectorAll("[data-spot]")];
export const words = document.querySelector("[data-front-words]").dataset;
const WAIT = 150;

export const card = (spot) => spot.querySelector("[data-card]");
const list = (spot) => spot.querySelector(".front-list select");
const times = (spot) => [...spot.querySelectorAll(".front-until input[type=text]")];
export const fits = (story, spot) => !spot.dataset.of || spot.dataset.of === story.section;
const groupOf = (spot) => spots.filter((each) => each.dataset.of === spot.dataset.of);

export function fill(text, ...values) {
  return values.reduce((told, value) => told.replace("{}", () => value), text);
}

export function say(name, ...values) {
  form.querySelector("[data-said]").textContent = name ? fill(words[name], ...values) : "";
}

// A story as a card or the tray shows it; null where nothing stands.
export function shown(holder) {
  const told = holder.matches("[data-story]") ? holder : holder.querySelector("[data-story]");
  if (!told) return null;
  const { story, headline, section } = told.dataset;
  return { id: story, headline, section, until: ["", ""] };
}

// What an editor placed there, with the moment at which it leaves.
export function placed(spot) {
  const id = list(spot).value;
  if (!id) return null;
  const until = times(spot).map((input) => input.value);
  const known = spot.story?.id === id ? spot.story : shown(card(spot));
  if (known?.id === id) return { ...known, until };
  const [option] = list(spot).selectedOptions;
  return { id, headline: option.textContent, section: spot.dataset.of, until };
}

function put(spot, story) {
  const select = list(spot);
  const id = story?.id || "";
  if (![...select.options].some((option) => option.value === id))
    select.add(new Option(story.headline, id));
  select.value = id;
  times(spot).forEach((input, order) => {
    input.value = story?.until[order] || "";
  });
  spot.story = story;
  // Until the server has drawn it.
  const line = document.createElement("strong");
  line.textContent = story?.headline || "";
  card(spot).replaceChildren(line);
  name(spot);
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

export function name(spot) {
  const story = placed(spot);
  const filling = shown(card(spot));
  const stands = story ? story.headline : [words.free, filling?.headline].filter(Boolean).join(": ");
  card(spot).setAttribute("aria-label", `${spot.dataset.name}: ${stands}`);
  spot.classList.toggle("is-placed", Boolean(story));
  const off = spot.querySelector("[data-take]");
  off.hidden = !story;
  off.setAttribute("aria-label", fill(words.take, story?.headline || ""));
  const until = times(spot).map((input) => input.value);
  spot.querySelector("[data-until]").textContent = until.join(" ").trim();
}

export function takeOff(spot) {
  const story = placed(spot);
  put(spot, null);
  say("off", story.headline);
}

// Where what stands in a place goes when another story comes there: to where that one came from,
// else to the next free place of its group; null where there is none.
function roomFor(story, from, to) {
  if (from && fits(story, from)) return from;
  const group = groupOf(to);
  return group.slice(group.indexOf(to) + 1).find((spot) => !placed(spot)) || null;
}

// Put a story into a place. What stood there makes room, and nothing else moves: a place is no rank.
export function drop(story, from, to) {
  if (!fits(story, to)) return say("strange");
  from ||= spots.find((spot) => placed(spot)?.id === story.id) || null;
  if (from === to) {
    say("left");
    return true;
  }
  if (from) story = placed(from);
  const stood = placed(to);
  const room = stood && roomFor(stood, from, to);
  if (from && from !== room) put(from, null);
  if (room) put(room, stood);
  put(to, story);
  const said = [fill(words.put, story.headline, to.dataset.name)];
  if (room) said.push(fill(words.moved, stood.headline, room.dataset.name));
  else if (stood) said.push(fill(words.off, stood.headline));
  form.querySelector("[data-said]").textContent = said.join(" ");
  return true;
}

// --- Drawing ------------------------------------------------------------------------------

let waiting = 0;
let asking = null;
let late = null;

export function draw() {
  late = null;
  clearTimeout(waiting);
  waiting = setTimeout(ask, WAIT);
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  try {
    const answer = await fetch(form.dataset.front, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      signal,
    });
    const told = await answer.json();
    if (!told.cards) {
      // Signed out, or from before it: what is arranged here stays, and the desk says why.
      form.querySelector("[data-said]").textContent = told.refused;
      return;
    }
    // What is being dragged is not drawn anew under the hand.
    if (form.classList.contains("is-holding")) late = told;
    else show(told);
  } catch (error) {
    if (error.name !== "AbortError") say("away");
  }
}

function show(told) {
  for (const spot of spots) {
    card(spot).innerHTML = told.cards[spot.dataset.spot];
    const fault = told.faults[spot.dataset.spot] || "";
    spot.querySelector("[data-fault]").textContent = fault;
    spot.classList.toggle("errors", Boolean(fault));
    name(spot);
  }
}

export function settle() {
  if (late) show(late);
  late = null;
}
