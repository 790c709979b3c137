// The grid: files dropped anywhere on the page are sent two at a time, each with its progress;
// a card's words are saved where it stands.

const AT_ONCE = 2;
const drop = document.querySelector("[data-drop]");
const tray = document.querySelector("[data-tray]");
const status = document.querySelector("[data-drop-status]");

function element(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content.firstElementChild;
}

function told(kind, text) {
  const line = document.createElement("p");
  line.className = kind;
  line.textContent = text;
  return line;
}

// --- Sending ------------------------------------------------------------------------------

const waiting = [];
const counts = { all: 0, done: 0, refused: 0, running: 0 };

function count() {
  const { sent, refused } = status.dataset;
  const words = [`${sent}: ${counts.done} / ${counts.all}`];
  if (counts.refused) words.push(`${refused}: ${counts.refused}`);
  status.textContent = words.join("; ");
}

function take(files) {
  for (const file of files) {
    const card = document.createElement("li");
    card.className = "photo-card";
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    card.append(told("sent-name", file.name), bar);
    tray.append(card);
    counts.all += 1;
    waiting.push({ file, card, bar });
  }
  count();
  next();
}

function next() {
  while (counts.running < AT_ONCE && waiting.length) {
    counts.running += 1;
    send(waiting.shift());
  }
}

function send(sent) {
  const { file, card, bar } = sent;
  const request = new XMLHttpRequest();
  request.open("POST", drop.action);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = event.loaded / event.total;
  });
  request.upload.addEventListener("load", () => {
    // The file is there; its sizes are being made.
    bar.removeAttribute("value");
    bar.setAttribute("aria-label", `${file.name}: ${drop.dataset.sending}`);
  });
  request.addEventListener("loadend", () => {
    counts.running -= 1;
    const answer = request.response;
    if (answer?.card) {
      counts.done += 1;
      // Sent in before: its card stands in the grid already.
      document.getElementById(`photo-${answer.id}`)?.remove();
      card.replaceWith(element(answer.card));
    } else {
      counts.refused += 1;
      bar.remove();
      const failed = request.status ? drop.dataset.failed : drop.dataset.away;
      card.append(told("refused", answer?.refused || failed));
      if (!answer?.refused) card.append(againButton(sent));
    }
    count();
    next();
  });
  const form = new FormData();
  form.append("csrfmiddlewaretoken", drop.elements.csrfmiddlewaretoken.value);
  form.append("file", file);
  request.send(form);
}

function againButton({ file, card }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = drop.dataset.again;
  button.addEventListener("click", () => {
    card.remove();
    counts.all -= 1;
    counts.refused -= 1;
    take([file]);
  });
  return button;
}

const hasFiles = (event) => [...(event.dataTransfer?.types || [])].includes("Files");

if (drop) {
  const input = drop.querySelector("input[type=file]");
  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  drop.addEventListener("submit", (event) => event.preventDefault());
  drop.querySelector("button").hidden = true;
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    drop.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    drop.classList.remove("is-over");
    take(event.dataTransfer.files);
  });
  window.addEventListener("beforeunload", (event) => {
    if (counts.running) event.preventDefault();
  });
}

// --- Words --------------------------------------------------------------------------------

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-words]");
  if (!form) return;
  event.preventDefault();
  const card = form.closest("[data-card]");
  // The button that was pressed names the credit; a script's form data leaves it out.
  const body = new FormData(form, event.submitter);
  card.querySelector(".refused")?.remove();
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body,
    });
    const said = await answer.json().catch(() => ({ refused: drop?.dataset.failed }));
    if (!said.card) throw new Error(said.refused);
    const fresh = element(said.card);
    card.replaceWith(fresh);
    // What is still missing is asked for at once.
    const more = fresh.querySelector("details");
    if (more) more.open = true;
    (more?.querySelector("textarea, button") || fresh.querySelector("a")).focus();
  } catch (error) {
    card.append(told("refused", error instanceof TypeError ? drop?.dataset.away || "" : error.message));
  }
});
