// Who else has this story open: a sign to the desk every few seconds, and what it answers in words
// above the form. Nothing that is typed is touched.
const place = document.querySelector("[data-here]");
const form = place?.closest("form");
const seal = form?.elements.desk_seal?.value || "";

const wanted = new Set();
let isAsking = false;
let isWriting = false;
// A page that goes is told to be hidden after it has said that it left: it would be there again.
let isLeft = false;
let shown = "";

function signed(more) {
  const data = new FormData();
  const token = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1];
  data.set("csrfmiddlewaretoken", token || form.elements.csrfmiddlewaretoken.value);
  data.set("desk_seal", seal);
  data.set("opened", place.dataset.opened);
  if (document.hidden) data.set("hidden", "1");
  for (const name of more) data.set(name, "1");
  return data;
}

function item(line) {
  const made = document.createElement("li");
  made.classList.toggle("is-loud", line.is_loud);
  made.textContent = line.said;
  if (line.link) {
    const link = document.createElement("a");
    link.href = line.link;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = line.named;
    made.append(" ", link);
  }
  return made;
}

function show(told) {
  place.querySelector("button").hidden = !told.may_take_over;
  const now = JSON.stringify(told.lines);
  // Said once: a list put in anew would be read aloud each time.
  if (now === shown) return;
  shown = now;
  place.querySelector("ul").replaceChildren(...told.lines.map(item));
}

async function sign(...more) {
  for (const name of more) wanted.add(name);
  if (isAsking || isLeft) return;
  isAsking = true;
  const asked = [...wanted];
  let isAnswered = false;
  try {
    const answer = await fetch(place.dataset.here, {
      method: "POST",
      body: signed(asked),
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
    isAnswered = answer.ok;
    if (isAnswered) {
      for (const name of asked) wanted.delete(name);
      show(await answer.json());
    }
  } catch {
    // No network: the form keeps its text by itself and says so.
  } finally {
    isAsking = false;
  }
  if (isAnswered && wanted.size) sign();
}

if (seal) {
  form.addEventListener("input", ({ target }) => {
    if (target.type === "search") return;
    wanted.add("typed");
    // The first letter is told at once, the rest with the next sign.
    if (!isWriting) sign();
    isWriting = true;
  });
  place.querySelector("button").addEventListener("click", () => sign("take_over"));
  setInterval(sign, Number(place.dataset.every) * 1000);
  addEventListener("pagehide", () => {
    isLeft = true;
    navigator.sendBeacon(place.dataset.here, signed(["left"]));
  });
  addEventListener("pageshow", () => {
    isLeft = false;
  });
  for (const name of ["online", "focus", "pageshow"]) addEventListener(name, () => sign());
  document.addEventListener("visibilitychange", () => sign());
  sign();
}
