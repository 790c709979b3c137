// The plan: what may be moved is dragged to another day or hour, or moved by the arrows with Shift.
// What is scheduled is never moved from here: it leads to the page on which that is decided.

const plan = document.querySelector("[data-plan]");
const form = plan.querySelector("[data-plan-form]");
const status = plan.querySelector("[data-plan-status]");
const HALF_AN_HOUR = 30;
let dragged = null;
let isMoving = false;

const rowOf = (target) => target?.closest?.("[data-kind]");

function say(text, isRefused = false) {
  status.textContent = text;
  status.classList.toggle("is-refused", isRefused);
}

// --- Where to ------------------------------------------------------------------------------

// A day and an hour, moved on; days are counted at Greenwich, where none has 23 hours.
function moved({ day, time }, { days = 0, minutes = 0 }) {
  const [year, month, number] = day.split("-").map(Number);
  const [hour, minute] = (time || "00:00").split(":").map(Number);
  const at = new Date(Date.UTC(year, month - 1, number + days, hour, minute + minutes));
  const [to, clock] = at.toISOString().split("T");
  return { day: to, time: time ? clock.slice(0, 5) : "" };
}

async function move(row, { day, time }) {
  const { kind, pk, was, way } = row.dataset;
  if (day === row.dataset.day && (!time || time === row.dataset.time)) return;
  if (kind === "scheduled") {
    const address = new URL(way, location.href);
    address.searchParams.set("day", day);
    address.searchParams.set("time", time || row.dataset.time);
    location.assign(address);
    return;
  }
  if (isMoving) return;
  isMoving = true;
  say(form.dataset.moving);
  const data = new FormData(form);
  for (const [name, value] of Object.entries({ kind, pk, was, day, time: time || "" }))
    data.set(name, value);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: data,
    });
    const told = await answer.json();
    await refresh(`${kind}-${pk}`);
    say(told.said || told.refused, !told.said);
  } catch {
    say(form.dataset.failed, true);
  } finally {
    isMoving = false;
  }
}

// The page as it is now, in place of the page as it was; the moved row keeps the focus.
async function refresh(name) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const body = fresh.querySelector("[data-plan-body]");
  if (!answer.ok || !body) throw new Error(`${answer.status}`);
  plan.querySelector("[data-plan-body]").replaceWith(document.adoptNode(body));
  prepare();
  const row = plan.querySelector(`[data-row^="${name}-"][data-kind]`);
  if (row) row.querySelector(".plan-move").focus();
  else {
    status.tabIndex = -1;
    status.focus();
  }
}

// --- By hand -------------------------------------------------------------------------------

function prepare() {
  for (const row of plan.querySelectorAll("[data-kind]")) row.draggable = true;
}

plan.addEventListener("dragstart", (event) => {
  dragged = rowOf(event.target);
  if (!dragged) return;
  // A link inside would be dragged as an address: the row goes.
  event.dataTransfer.setData("text/plain", dragged.querySelector("a").textContent);
  event.dataTransfer.effectAllowed = "move";
  dragged.classList.add("is-dragged");
});

function place(event) {
  return dragged && event.target.closest?.("[data-drop-day]");
}

plan.addEventListener("dragover", (event) => {
  const to = place(event);
  for (const each of plan.querySelectorAll(".is-over-here"))
    if (each !== to) each.classList.remove("is-over-here");
  if (!to) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
  to.classList.add("is-over-here");
});

plan.addEventListener("drop", (event) => {
  const to = place(event);
  if (!to) return;
  event.preventDefault();
  // A wish has no hour, and a due time is the desk's own to the minute.
  const time = dragged.dataset.kind === "planned" ? "" : to.dataset.dropTime || "";
  move(dragged, { day: to.dataset.dropDay, time });
});

plan.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  dragged = null;
  for (const each of plan.querySelectorAll(".is-over-here")) each.classList.remove("is-over-here");
});

// --- By the keys ---------------------------------------------------------------------------

const KEYS = {
  ArrowLeft: { days: -1 },
  ArrowRight: { days: 1 },
  ArrowUp: { minutes: -HALF_AN_HOUR },
  ArrowDown: { minutes: HALF_AN_HOUR },
};

plan.addEventListener("keydown", (event) => {
  const by = event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey && KEYS[event.key];
  const row = by && rowOf(event.target);
  if (!row || (by.minutes && !row.dataset.time)) return;
  event.preventDefault();
  move(row, moved({ day: row.dataset.day, time: row.dataset.time }, by));
});

prepare();
