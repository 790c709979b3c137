// Hints of spelling below the headline, the lead and the body, while the writer pauses.
//
// Whole lines are asked for, each once. Where there is no answer (no network, a session that
// ended) nothing is shown and nothing is in the way.

import { markedLines } from "./editor/marked.js";

const PAUSE = 1200;
// What one question may hold: articles/desk/spelling.py.
const LINES = 20;
const LETTERS = 10_000;
const FIELDS = ["headline", "lead", "body"];
const IGNORED = "newsroom:spelling-ignored";

const parts = document.querySelector("template[data-spelling]");
const form = parts?.closest("form");
const [section, item, suggestion] = parts?.content.children || [];
const language = document.getElementById("id_language");

const answers = new Map();
const ignored = new Set(remembered());
let isAway = false;

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(IGNORED)) || [];
  } catch {
    return [];
  }
}

function ignore(word) {
  ignored.add(word.toLowerCase());
  try {
    sessionStorage.setItem(IGNORED, JSON.stringify([...ignored]));
  } catch {
    // Until the page is left, then.
  }
}

// Whatever a field is, it has lines, and puts a word in the place of another.
function textIn(field) {
  if (field.bodyEditor) return field.bodyEditor;
  const lines = () => (field.name === "body" ? markedLines(field.value) : plainLines(field.value));
  return {
    lines: () => lines().map(({ text }) => text),
    focus: () => field.focus({ preventScroll: true }),
    replace(text, start, end, word) {
      const line = lines().find((each) => each.text === text);
      if (!line) return false;
      const [from, to] = [line.places[start], line.places[end - 1] + 1];
      field.focus({ preventScroll: true });
      field.setSelectionRange(from, to);
      // A word with a tag in it is shown, and left to the writer.
      if (to - from !== end - start) return false;
      // Deprecated, and the one way that the field's own «undo» knows of.
      if (!document.execCommand("insertText", false, word)) {
        field.setRangeText(word, from, to, "end");
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      return true;
    },
  };
}

function plainLines(value) {
  let at = 0;
  return value.split("\n").map((text) => {
    const begin = at;
    at += text.length + 1;
    return { text, places: Array.from({ length: text.length }, (_none, index) => begin + index) };
  });
}

async function ask(lines) {
  const question = new URLSearchParams({ language: language?.value || "kk" });
  for (const line of lines) question.append("paragraph", line);
  const answer = await fetch(parts.dataset.spelling, {
    method: "POST",
    body: question,
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    // To the login, when the session has ended.
    redirect: "manual",
  });
  if (!answer.ok) {
    // A session that ended stays ended; a server that stumbled may stand again.
    isAway = answer.type === "opaqueredirect" || answer.status === 403;
    return;
  }
  const { hints } = await answer.json();
  lines.forEach((line, index) => answers.set(line, hints[index].map((hint) => placed(line, hint))));
}

// Python counts letters; a script counts an emoji as two.
function placed(line, hint) {
  const letters = [...line];
  const before = (count) => letters.slice(0, count).join("").length;
  return { ...hint, line, start: before(hint.start), end: before(hint.end) };
}

const isKazakh = () => !language || language.value === "kk";

function portions(lines) {
  const found = [[]];
  let letters = 0;
  for (const line of lines) {
    if (found.at(-1).length === LINES || letters + line.length > LETTERS) {
      found.push([]);
      letters = 0;
    }
    found.at(-1).push(line);
    letters += line.length;
  }
  return found.filter((each) => each.length);
}

function watch(field) {
  const list = section.cloneNode(true);
  const status = list.querySelector("[role=status]");
  let pause, isLooking, isAgain;
  (field.closest("[data-body-editor]") || field).after(list);

  // One question at a time: what was typed meanwhile is looked at after the answer.
  async function look() {
    if (isLooking) {
      isAgain = true;
      return;
    }
    isLooking = true;
    do {
      isAgain = false;
      const lines = isKazakh() ? textIn(field).lines().filter((line) => line.trim()) : [];
      const unknown = [...new Set(lines)].filter(
        (line) => !answers.has(line) && line.length <= LETTERS,
      );
      try {
        for (const some of portions(unknown)) if (!isAway) await ask(some);
      } catch {
        // No network: asked again after the next word.
      }
      show(lines.flatMap((line) => answers.get(line) || []));
    } while (isAgain);
    isLooking = false;
  }

  function show(hints) {
    hints = hints.filter(({ word }) => !ignored.has(word.toLowerCase()));
    const entries = hints.map(entry);
    const said = hints.length ? `${status.dataset.words}: ${hints.length}` : "";
    list.hidden = !hints.length;
    if (status.textContent !== said) status.textContent = said;
    list.querySelector("ul").replaceChildren(...entries);
  }

  function entry(hint) {
    const line = item.cloneNode(true);
    line.querySelector(".spelling-word").textContent = hint.word;
    const last = line.querySelector("[data-ignore]");
    last.setAttribute("aria-label", `${last.dataset.ignore}: ${hint.word}`);
    last.addEventListener("click", () => {
      const index = [...list.querySelectorAll("li")].indexOf(line);
      line.remove();
      ignore(hint.word);
      everywhere();
      // The focus stays among the hints, or goes back to the text.
      const rest = list.querySelectorAll("li [data-ignore]");
      (rest[Math.min(index, rest.length - 1)] || textIn(field)).focus();
    });
    for (const word of hint.suggestions) {
      const each = suggestion.cloneNode(true);
      each.querySelector("strong").textContent = word;
      const button = each.querySelector("button");
      button.setAttribute("aria-label", `${button.dataset.replace}: ${hint.word} → ${word}`);
      button.addEventListener("click", () => {
        textIn(field).replace(hint.line, hint.start, hint.end, word);
        look();
      });
      last.before(each, " ");
    }
    return line;
  }

  const later = () => {
    clearTimeout(pause);
    pause = setTimeout(look, PAUSE);
  };
  field.addEventListener("input", later);
  field.addEventListener("body-editor:ready", later);
  looks.push(look);
  later();
}

const looks = [];
const everywhere = () => looks.forEach((look) => look());

if (parts) {
  for (const name of FIELDS) {
    const field = document.getElementById(`id_${name}`);
    if (field) watch(field);
  }
  language?.addEventListener("change", everywhere);
}
