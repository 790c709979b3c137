// A passage that a reader marked goes with them to the form of a note: by the link, or by
// Ctrl+Enter, as readers of news sites are used to.
const way = document.querySelector("a[data-passage]");

function marked() {
  const text = String(getSelection()).replace(/\s+/g, " ").trim();
  return text.slice(0, Number(way.dataset.passage));
}

function address() {
  const text = marked();
  return text ? `${way.href.split("?")[0]}?passage=${encodeURIComponent(text)}` : way.href;
}

way?.addEventListener("pointerdown", () => { way.href = address(); });
addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && way && marked()) location.assign(address());
});
