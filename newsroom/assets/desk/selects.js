// The admin's searching selects have no name for who hears them: they are given their label's.

function nameOf(select) {
  const row = select.closest("td, .form-row, .flex-container, p, div");
  const label = select.labels?.[0] || row?.querySelector("label");
  const head = select.closest("td") && document.querySelector(`th.column-${select.name.split("-").pop()}`);
  return (label?.textContent || head?.textContent || select.title || "").trim().replace(/:$/, "");
}

function name(select) {
  const said = nameOf(select);
  const shown = select.nextElementSibling;
  if (!said || !shown?.classList.contains("select2")) return;
  for (const part of shown.querySelectorAll(".select2-selection, .select2-selection__rendered, .select2-search__field")) {
    part.setAttribute("aria-label", said);
    // It names itself by what is chosen, which is nothing while nothing is.
    part.removeAttribute("aria-labelledby");
  }
}

// A field of a row is named by the head of its column.
function nameRows() {
  for (const cell of document.querySelectorAll(".tabular.inline-related td")) {
    const head = cell.closest("table").tHead?.rows[0]?.cells;
    const field = cell.querySelector("select:not(.admin-autocomplete), input:not([type=hidden])");
    const said = field && [...(head || [])].find((each) => cell.className.includes(each.className.replace(/^column-|\s.*$/g, "")))?.textContent.trim();
    if (said && !field.hasAttribute("aria-label")) field.setAttribute("aria-label", said);
  }
}

function nameAll() {
  nameRows();
  for (const select of document.querySelectorAll("select.admin-autocomplete")) name(select);
}

addEventListener("load", nameAll);
// An added row, and the search field that opens below a select.
new MutationObserver(nameAll).observe(document.documentElement, { childList: true, subtree: true });
