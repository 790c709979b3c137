// What the writer wants to know while writing: how long it is, the address it will get, and whether
// the desk has it already.
const parts = document.querySelector("template[data-counting]");
const form = parts?.closest("form");
const headline = form?.elements.headline;
const body = form?.elements.body;

function line(after, name) {
  const made = document.createElement("p");
  made.className = `counting ${name}`;
  after.after(made);
  return made;
}

// As the reports write them. Not every browser knows how numbers are written in Kazakh.
const between = document.documentElement.lang.startsWith("en") ? "," : "\u00a0";
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, between);

function said(name, ...numbers) {
  return numbers.reduce((words, number) => words.replace("{}", grouped(number)), parts.dataset[name]);
}

const letters = (text) => [...text].length;

function plain(html) {
  const page = new DOMParser().parseFromString(html.replace(/<\/(p|h[23]|li|td|th|figcaption)>/g, "$& "), "text/html");
  return page.body.textContent.replace(/\s+/g, " ").trim();
}

if (headline) {
  const most = Number(parts.dataset.most);
  const counter = line(headline, "of-headline");
  const address = line(counter, "of-address");
  const near = document.createElement("ul");
  near.className = "near";
  near.setAttribute("role", "status");
  address.after(near);
  const length = body && line(body.closest("[data-body-editor]") || body, "of-body");

  const count = () => {
    const long = letters(headline.value.trim());
    counter.textContent = long ? said("headline", long, most) : "";
    counter.classList.toggle("is-long", long > most);
    if (!length) return;
    const text = [form.elements.lead?.value || "", plain(body.value)].join(" ").trim();
    const words = text ? text.split(/\s+/).length : 0;
    const minutes = Math.max(1, Math.round(words / Number(parts.dataset.minute)));
    length.textContent = words ? said("body", words, letters(text), minutes) : "";
  };
  form.addEventListener("input", count);
  count();

  form.addEventListener("desk:known", ({ detail }) => {
    if (!detail.near) return;
    address.textContent = detail.address ? `${parts.dataset.address} …-${detail.address}/` : "";
    near.replaceChildren(
      ...detail.near.map((story) => {
        const item = document.createElement("li");
        const mark = document.createElement("strong");
        mark.textContent = parts.dataset.near;
        item.append(mark, ` ${story.said} `);
        if (story.headline) {
          const link = document.createElement("a");
          link.href = parts.dataset.story.replace("/0/", `/${story.number}/`);
          link.target = "_blank";
          link.textContent = story.headline;
          item.append(link);
        }
        return item;
      }),
    );
  });

  // Save, submit, preview, without leaving the keys.
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey)) return;
    const name = { s: "_save", enter: "_verb", p: event.altKey ? "_preview" : "" }[event.key.toLowerCase()];
    const button = name && form.querySelector(`[name="${name}"]${name === "_verb" ? '[value="submit"]' : ""}`);
    if (!button) return;
    event.preventDefault();
    form.requestSubmit(button);
  });
}
