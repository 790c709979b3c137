// The lines of a body that its editor shows, and the place of a letter of them: for those who look
// at its words and not at its nodes.

const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, td, th, blockquote, figcaption, div, br";

// Every line of an element as its text nodes, in order; what cannot be edited is left out.
export function linesOf(root) {
  const lines = [];
  let line = [];
  const end = () => {
    if (line.length) lines.push(line);
    line = [];
  };
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return line.push(node);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (node !== root && node.getAttribute("contenteditable") === "false") return;
    const isBlock = node.matches(BLOCKS);
    if (isBlock) end();
    node.childNodes.forEach(walk);
    if (isBlock) end();
  };
  walk(root);
  end();
  return lines;
}

export function textOf(line) {
  return line.map((node) => node.data).join("");
}

// The node that holds a letter of a line, and the letter's place in it.
export function placeIn(line, offset) {
  for (const node of line) {
    if (offset < node.length) return [node, offset];
    offset -= node.length;
  }
  const last = line.at(-1);
  return [last, last.length];
}
