// What comes with a paste: its bold, italic, struck, raised and lowered words stay, its looks go.
//
// Word and Google Docs say «bold» in style attributes, and around everything that is not bold they
// put <b style="font-weight:normal">. Our policy forbids the editor to parse such attributes, so
// they are read here and said in tags.

const MEANINGS = [
  [({ fontWeight }) => fontWeight === "bold" || Number(fontWeight) >= 600, "strong", "b, strong"],
  [({ fontStyle }) => fontStyle === "italic" || fontStyle === "oblique", "em", "i, em"],
  [({ textDecorationLine }) => textDecorationLine === "line-through", "s", "s, del, strike"],
  [({ verticalAlign }) => verticalAlign === "super", "sup", "sup"],
  [({ verticalAlign }) => verticalAlign === "sub", "sub", "sub"],
];
const BLOCKS = "p, div, h1, h2, h3, h4, h5, h6, li, ul, ol, table, tbody, tr, td, th, blockquote";

function surround(element, tag) {
  const around = document.createElement(tag);
  around.append(...element.childNodes);
  element.append(around);
}

export function withoutLooks(html) {
  // Inside tags alone: the attributes get names that no browser acts on.
  const inert = html.replace(/<[a-z][^>]*>/gi, (tag) =>
    tag.replace(/(["'\s])(style|on[a-z]+)\s*=/gi, "$1data-pasted-$2="),
  );
  const { body } = new DOMParser().parseFromString(inert, "text/html");
  for (const element of body.querySelectorAll("[data-pasted-style]")) {
    const { style } = document.createElement("i");
    style.cssText = element.dataset.pastedStyle;
    const plain = style.fontWeight === "normal" || Number(style.fontWeight) < 600;
    if (style.fontWeight && plain && element.matches("b, strong")) {
      element.replaceWith(...element.childNodes);
      continue;
    }
    if (element.matches(BLOCKS)) continue;
    for (const [isMeant, tag, same] of MEANINGS)
      if (isMeant(style) && !element.closest(same)) surround(element, tag);
  }
  for (const element of body.querySelectorAll("style, script, meta, link, title")) element.remove();
  return body.innerHTML;
}
