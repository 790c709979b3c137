// The stories of ours that a link may lead to, looked for by their words in the dialog of links.

export function ownStories(dialog, input, textarea, choose) {
  const status = dialog.querySelector("[data-found]");
  const list = dialog.querySelector("ul");
  const { storiesUrl } = textarea.dataset;
  let asked, pause;

  function item({ headline, address, when, language }) {
    const button = document.createElement("button");
    button.type = "button";
    const words = document.createElement("strong");
    words.lang = language;
    words.textContent = headline;
    const about = document.createElement("span");
    about.textContent = `${when} · ${language.toUpperCase()}`;
    button.append(words, about);
    button.addEventListener("click", () => choose(address, headline));
    const li = document.createElement("li");
    li.append(button);
    return li;
  }

  function clear() {
    clearTimeout(pause);
    asked = null;
    list.replaceChildren();
    status.textContent = "";
  }

  async function ask(words) {
    const mine = (asked = {});
    const url = new URL(storiesUrl, document.baseURI);
    url.searchParams.set("q", words);
    url.searchParams.set("language", textarea.form?.elements.language?.value || "");
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
      const { stories } = await answer.json();
      if (mine !== asked) return;
      list.replaceChildren(...stories.map(item));
      const { found, none } = status.dataset;
      status.textContent = stories.length ? found.replace("{}", stories.length) : words ? none : "";
    } catch {
      if (mine !== asked) return;
      list.replaceChildren();
      status.textContent = status.dataset.failed;
    }
  }

  // Down from the field and among the stories; Escape closes the dialog as ever.
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input, ...list.querySelectorAll("button")];
    const here = stops.indexOf(document.activeElement);
    if (!step || here < 0 || stops.length < 2) return;
    event.preventDefault();
    stops.at((here + step) % stops.length).focus();
  });

  return {
    clear,
    // Words to look for, "" for the newest; null for none at all.
    look(words) {
      clearTimeout(pause);
      if (!storiesUrl || words === null) return clear();
      pause = setTimeout(() => ask(words), words ? 250 : 0);
    },
  };
}
