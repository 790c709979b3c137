// Texts on this machine's disk: written through with each letter, so that a browser that is killed,
// or a computer that goes dark, has them still. What a form that is open elsewhere is writing is
// nobody's to bring: it holds a lock by its name for as long as it lives.
const SHELF = "texts";
const LOCK = "newsroom:form:";
// Where a browser has no locks, what was written so lately may be written on.
const YOUNG = 30_000;

let opening = null;

function opened() {
  opening ||= new Promise((done, failed) => {
    const asked = indexedDB.open("newsroom", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(SHELF);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opening;
}

async function inShelf(mode, act) {
  const base = await opened();
  return new Promise((done, failed) => {
    const work = base.transaction(SHELF, mode, { durability: "strict" });
    const asked = act(work.objectStore(SHELF));
    work.oncomplete = () => done(asked.result);
    work.onerror = work.onabort = () => failed(work.error);
  });
}

// Say for as long as this page lives that the form is its own.
export function hold(key) {
  navigator.locks?.request(LOCK + key, () => new Promise(() => {}))?.catch(() => {});
}

// One after another: what was dropped is not put down again by what came before.
let last = Promise.resolve();
let next = null;

function then(act) {
  last = last.then(act).catch(() => {
    // No shelf in this browser: what the desk keeps is what is left.
  });
  return last;
}

// Put a text on the shelf; of those that come while one is being written only the newest is.
export function put(key, all) {
  const isFirst = next === null;
  next = { all, at: Date.now() };
  if (!isFirst) return;
  then(() => {
    const text = next;
    next = null;
    return text && inShelf("readwrite", (shelf) => shelf.put(text, key));
  });
}

export function drop(key) {
  next = null;
  return then(() => inShelf("readwrite", (shelf) => shelf.delete(key)));
}

// Return the names of all that open pages hold.
export async function held() {
  try {
    return new Set(((await navigator.locks?.query())?.held || []).map(({ name }) => name));
  } catch {
    return new Set();
  }
}

export const isHeld = (names, key) => names.has(LOCK + key);

// Return the texts that no open form is writing, by the seals of their forms.
export async function left() {
  try {
    const keys = await inShelf("readonly", (shelf) => shelf.getAllKeys());
    const texts = await inShelf("readonly", (shelf) => shelf.getAll());
    const names = await held();
    const found = new Map();
    for (const [number, key] of keys.entries()) {
      const isYoung = !navigator.locks && Date.now() - texts[number].at < YOUNG;
      if (!isYoung && !isHeld(names, key)) found.set(key, texts[number].all);
    }
    return found;
  } catch {
    return new Map();
  }
}
