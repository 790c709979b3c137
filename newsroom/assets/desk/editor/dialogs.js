// The dialogs of both editors: which photo, which address.

import { ownStories } from "./own_stories.js";

const SCHEMES = /^(?:https?:\/\/|mailto:|tel:)[^\s<>"]+$/i;
const PAGE = /^\/(?![/\\])[^\s<>"]*$/;

// The same rule as articles/markup.py holds on the server.
export function isAddress(address) {
  return SCHEMES.test(address) || PAGE.test(address);
}

export function isEmbed(address) {
  return /^https:\/\/[^\s<>"]+$/.test(address);
}

// A page of this site has no host in a text: the server does the same with what is pasted.
function atHome(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.origin !== location.origin) return address;
  return url.pathname.replace(/^\/(?:latyn|tote)(?=\/news\/)/, "") + url.search + url.hash;
}

// What people type or paste: «aqorda.kz/page», «desk@example.kz».
function completed(address) {
  address = address.trim();
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(address)) return `mailto:${address}`;
  if (/^[^\s@:/?#]+\.[^\s@:/?#]{2,}(?:[/?#]\S*)?$/.test(address)) return `https://${address}`;
  return address;
}

// Out of the form, so that nothing typed here counts as typed in the story; Enter accepts.
function taken(root, name) {
  const dialog = root.querySelector(`[data-dialog=${name}]`);
  document.body.append(dialog);
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  return dialog;
}

// One photo, for a form without an editor of text; `source` says where photos are listed.
export function photoChooser(root, source) {
  const choose = photoDialog(taken(root, "photo"), source, () => {});
  return (then) => choose("photo", [], ([photo]) => then(photo));
}

export function dialogsOf(root, textarea) {
  const photos = photosOf(textarea);
  const choose = photoDialog(taken(root, "photo"), textarea, photos.learn);
  return {
    words: root.querySelector("[data-body-words]").dataset,
    told: root.querySelector("[data-body-told]"),
    photos,
    choosePhoto: (then) => choose("photo", [], ([photo]) => then(photo)),
    // Several, in the order of ticking; those of a gallery that is there already are not ticked.
    choosePhotos: (then) => choose("gallery", [], then),
    choosePhotosBeside: (present, then) => choose("add", present, then),
    askAddress: addressDialog(taken(root, "address"), textarea),
  };
}

async function listed(address, query) {
  const url = new URL(address, document.baseURI);
  for (const [name, value] of query) url.searchParams.append(name, value);
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return (await answer.json()).photos;
}

// What is known of the photos in the text, asked for once each, and all of a text together.
function photosOf(textarea) {
  const known = new Map();
  const { libraryUrl } = textarea.dataset;
  let asked;
  function ask(id) {
    if (!asked) {
      const ids = [];
      const answer = Promise.resolve().then(() => {
        asked = null;
        return listed(libraryUrl, ids.map((each) => ["id", each]));
      });
      asked = { ids, answer };
    }
    asked.ids.push(id);
    return asked.answer.then(
      (photos) => photos.find((photo) => String(photo.id) === id),
      () => undefined,
    );
  }
  return {
    learn: (photo) => known.set(String(photo.id), Promise.resolve(photo)),
    get(id) {
      if (libraryUrl && !known.has(id)) known.set(id, ask(id));
      return known.get(id);
    },
  };
}

function photoDialog(dialog, source, learn) {
  const search = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  const list = dialog.querySelector("ul");
  const title = dialog.querySelector("h2");
  const count = dialog.querySelector("[data-count]");
  const accept = dialog.querySelector("[data-accept]");
  const most = Number(list.dataset.most);
  let then, several, present, ticked, asked, pause;

  function give() {
    const photos = [...ticked.values()];
    if (!photos.length) return;
    dialog.close();
    photos.forEach(learn);
    then(photos);
  }

  function tick(photo) {
    if (!several) ticked.clear();
    if (ticked.has(photo.id)) ticked.delete(photo.id);
    else if (several && ticked.size + present.length >= most) {
      count.textContent = count.dataset.full;
      return;
    } else ticked.set(photo.id, photo);
    if (several) number();
    else give();
  }

  // Each ticked photo shows its place in the order.
  function number() {
    const order = [...ticked.keys()];
    for (const button of list.querySelectorAll("button")) {
      const at = order.indexOf(Number(button.dataset.id));
      button.setAttribute("aria-pressed", at >= 0);
      button.querySelector(".body-editor-photo-order").textContent = at >= 0 ? at + 1 : "";
    }
    count.textContent = order.length ? `${count.dataset.chosen} ${order.length}` : "";
    accept.setAttribute("aria-disabled", !order.length);
  }

  function item(photo) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.id = photo.id;
    const isPresent = present.includes(String(photo.id));
    const picture = document.createElement("img");
    picture.src = photo.src;
    picture.alt = "";
    picture.loading = "lazy";
    button.append(picture);
    const lines = [["label", photo.label], ["credit", photo.credit]];
    if (photo.ready === false) {
      lines.push(["not-ready", photo.lacks || list.dataset.notReady]);
    }
    if (isPresent) lines.push(["present", list.dataset.present]);
    if (several) lines.push(["order", ""]);
    for (const [kind, words] of lines) {
      const line = document.createElement("span");
      line.className = `body-editor-photo-${kind}`;
      line.textContent = words || "";
      button.append(line);
    }
    if (isPresent) button.setAttribute("aria-disabled", "true");
    else button.addEventListener("click", () => tick(photo));
    const li = document.createElement("li");
    li.append(button);
    return li;
  }

  async function look() {
    const mine = (asked = {});
    status.textContent = status.dataset.loading;
    try {
      const photos = await listed(source.dataset.libraryUrl, [["q", search.value.trim()]]);
      if (mine !== asked) return;
      // What is ticked stays in sight, whatever is looked for next.
      const others = photos.filter((photo) => !ticked.has(photo.id));
      list.replaceChildren(...[...ticked.values(), ...others].map(item));
      if (several) number();
      status.textContent = photos.length ? "" : status.dataset.empty;
    } catch {
      if (mine !== asked) return;
      list.replaceChildren();
      status.textContent = status.dataset.failed;
    }
  }

  search.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(look, 250);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      look();
    }
  });
  accept.addEventListener("click", give);
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      give();
    }
  });
  // `kind` is photo, gallery or add; `next` gets the photos that were chosen.
  return (kind, there, next) => {
    then = next;
    several = kind !== "photo";
    present = there;
    ticked = new Map();
    title.textContent = title.dataset[kind];
    accept.textContent = accept.dataset[kind] || "";
    accept.hidden = count.hidden = !several;
    list.replaceChildren();
    number();
    search.value = "";
    dialog.showModal();
    look();
  };
}

function addressDialog(dialog, textarea) {
  const input = dialog.querySelector("input");
  const title = dialog.querySelector("h2");
  const label = dialog.querySelector("label");
  const help = dialog.querySelector(".body-editor-help");
  const wrong = dialog.querySelector("[role=alert]");
  const remove = dialog.querySelector("[data-remove]");
  const stories = ownStories(dialog, input, textarea, give);
  let kind, then;

  function give(address, words = "") {
    dialog.close();
    then(address, words);
  }

  function accept() {
    const address = completed(input.value);
    if (!(kind === "embed" ? isEmbed : isAddress)(address)) {
      wrong.textContent = wrong.dataset.words;
      input.setAttribute("aria-invalid", "true");
      input.focus();
      return;
    }
    give(atHome(address));
  }

  dialog.querySelector("[data-accept]").addEventListener("click", accept);
  remove.addEventListener("click", () => give(""));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      accept();
    }
  });
  input.addEventListener("input", () => {
    wrong.textContent = "";
    input.removeAttribute("aria-invalid");
    if (kind === "link") stories.look(isAddress(completed(input.value)) ? null : input.value.trim());
  });
  // `kind` is link or embed; `then` gets the address, or "" to take the link away.
  return (asked, present, next) => {
    kind = asked;
    then = next;
    for (const words of [title, label, help]) words.textContent = words.dataset[kind];
    wrong.textContent = "";
    input.removeAttribute("aria-invalid");
    input.value = present || "";
    remove.hidden = !present;
    stories.clear();
    dialog.showModal();
    input.select();
    if (kind === "link" && !present) stories.look("");
  };
}
