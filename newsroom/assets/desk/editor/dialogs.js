// The dialogs of both editors: which photo, which address.

const SCHEMES = /^(?:https?:\/\/|mailto:|tel:)[^\s<>"]+$/i;
const PAGE = /^\/(?![/\\])[^\s<>"]*$/;

// The same rule as articles/markup.py holds on the server.
export function isAddress(address) {
  return SCHEMES.test(address) || PAGE.test(address);
}

export function isEmbed(address) {
  return /^https:\/\/[^\s<>"]+$/.test(address);
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

export function dialogsOf(root, textarea) {
  return {
    words: root.querySelector("[data-body-words]").dataset,
    photos: photosOf(textarea),
    choosePhoto: photoDialog(taken(root, "photo"), textarea),
    askAddress: addressDialog(taken(root, "address")),
  };
}

async function listed(address, query) {
  const url = new URL(address, document.baseURI);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return (await answer.json()).photos;
}

// What is known of the photos in the text, asked for once each.
function photosOf(textarea) {
  const known = new Map();
  const { libraryUrl } = textarea.dataset;
  return {
    learn: (photo) => known.set(String(photo.id), Promise.resolve(photo)),
    get(id) {
      if (libraryUrl && !known.has(id))
        known.set(
          id,
          listed(libraryUrl, { id }).then(
            (photos) => photos.find((photo) => String(photo.id) === id),
            () => undefined,
          ),
        );
      return known.get(id);
    },
  };
}

function photoDialog(dialog, textarea) {
  const search = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  const list = dialog.querySelector("ul");
  let chosen, asked, pause;

  function item(photo) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.id = photo.id;
    const picture = document.createElement("img");
    picture.src = photo.src;
    picture.alt = "";
    picture.loading = "lazy";
    button.append(picture);
    const lines = [["label", photo.label], ["credit", photo.credit]];
    if (photo.ready === false) lines.push(["not-ready", list.dataset.notReady]);
    for (const [kind, words] of lines) {
      const line = document.createElement("span");
      line.className = `body-editor-photo-${kind}`;
      line.textContent = words || "";
      button.append(line);
    }
    button.addEventListener("click", () => {
      dialog.close();
      chosen(photo);
    });
    const li = document.createElement("li");
    li.append(button);
    return li;
  }

  async function look() {
    const mine = (asked = {});
    status.textContent = status.dataset.loading;
    try {
      const photos = await listed(textarea.dataset.libraryUrl, { q: search.value.trim() });
      if (mine !== asked) return;
      list.replaceChildren(...photos.map(item));
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
    if (event.key === "Enter") {
      event.preventDefault();
      look();
    }
  });
  return (then) => {
    chosen = then;
    search.value = "";
    dialog.showModal();
    look();
  };
}

function addressDialog(dialog) {
  const input = dialog.querySelector("input");
  const title = dialog.querySelector("h2");
  const help = dialog.querySelector(".body-editor-help");
  const wrong = dialog.querySelector("[role=alert]");
  const remove = dialog.querySelector("[data-remove]");
  let kind, then;

  function accept() {
    const address = completed(input.value);
    if (!(kind === "embed" ? isEmbed : isAddress)(address)) {
      wrong.textContent = wrong.dataset.words;
      input.setAttribute("aria-invalid", "true");
      input.focus();
      return;
    }
    dialog.close();
    then(address);
  }

  dialog.querySelector("[data-accept]").addEventListener("click", accept);
  remove.addEventListener("click", () => {
    dialog.close();
    then("");
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      accept();
    }
  });
  // `kind` is link or embed; `then` gets the address, or "" to take the link away.
  return (asked, present, next) => {
    kind = asked;
    then = next;
    title.textContent = title.dataset[kind];
    help.textContent = help.dataset[kind];
    wrong.textContent = "";
    input.removeAttribute("aria-invalid");
    input.value = present || "";
    remove.hidden = !present;
    dialog.showModal();
    input.select();
  };
}
