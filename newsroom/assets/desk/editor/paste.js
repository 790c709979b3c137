// What comes with a paste: its words, paragraphs, lists and links stay, its looks go.
//
// Word and Google Docs say «bold» in style attributes, and around everything that is not bold they
// put <b style="font-weight:normal">. Our policy forbids the editor to parse such attributes, so
// they are read here and said in tags. articles/pasted.py does the same for what reaches the
// server as it was copied; tests/articles/pasted holds what both are tried on.

import { listsOfWord } from "./paste_word.js";

const MEANINGS = [
  [({ fontWeight }) => fontWeight === "bold" || Number(fontWeight) >= 600, "strong", "b, strong"],
  [({ fontStyle }) => fontStyle === "italic" || fontStyle === "oblique", "em", "i, em"],
  [({ textDecorationLine }) => textDecorationLine === "line-through", "s", "s, del, strike"],
  [({ verticalAlign }) => verticalAlign === "super", "sup", "sup"],
  [({ verticalAlign }) => verticalAlign === "sub", "sub", "sub"],
];
const HEADINGS = "h1, h2, h3, h4, h5, h6";
const BLOCKS = `p, div, ${HEADINGS}, li, ul, ol, table, tbody, tr, td, th, blockquote, figure, hr, section, article, header, main`;
// What nobody sees or reads: controls of a page, and what Word keeps beside the text.
const UNREAD =
  "style, script, meta, link, title, button, select, input, textarea, iframe, object, noscript, svg, " +
  "template, [hidden], del[cite], del[datetime], .msocomanchor, .msocomtxt, br.Apple-interchange-newline";
const UNREAD_STYLES = /display:\s*none|mso-hide:\s*all|mso-element:\s*comment-list/i;
const KEEPS_LINES = /white-space(?:-collapse)?:\s*(?:pre|break-spaces)/i;
// Nobody wrote these: places where a line may be broken, and marks of the order of bytes.
const UNSEEN = /[\u00ad\u200b\ufeff]/g;
// Addresses that only lead on, and the parameter that says where to.
const REDIRECTS = [
  [/^(?:www\.)?google\.(?:[a-z]{2,3}|com?\.[a-z]{2})\/url$/, ["q", "url"]],
  [/^l\.(?:facebook|instagram)\.com\/(?:l\.php)?$/, ["u"]],
  [/^(?:away\.vk\.com|vk\.com)\/away\.php$/, ["to"]],
  [/safelinks\.protection\.outlook\.com\/$/, ["url"]],
];

function surround(element, tag) {
  const around = document.createElement(tag);
  around.append(...element.childNodes);
  element.append(around);
}

const styleOf = (element) => element.dataset.pastedStyle || "";

function meanings(body) {
  for (const element of body.querySelectorAll("[data-pasted-style]")) {
    const { style } = document.createElement("i");
    style.cssText = styleOf(element);
    const plain = style.fontWeight === "normal" || Number(style.fontWeight) <= 400;
    if (style.fontWeight && plain && element.matches("b, strong")) {
      element.replaceWith(...element.childNodes);
      continue;
    }
    if (element.matches(BLOCKS)) continue;
    for (const [isMeant, tag, same] of MEANINGS)
      // A heading is bold as it is.
      if (isMeant(style) && !element.closest(same) && !(tag === "strong" && element.closest(HEADINGS)))
        surround(element, tag);
  }
  for (const bold of body.querySelectorAll(`:is(${HEADINGS}) :is(b, strong)`))
    bold.replaceWith(...bold.childNodes);
}

// Where an address leads in the end; of one that leads nowhere, itself.
export function leadsTo(address) {
  for (;;) {
    const url = URL.canParse(address) ? new URL(address) : null;
    const place = url && `${url.hostname}${url.pathname}`.toLowerCase();
    const [, names] = REDIRECTS.find(([pattern]) => url && pattern.test(place)) || [null, []];
    const further = names.map((name) => url.searchParams.get(name)).find((each) => /^https?:\/\//i.test(each || ""));
    if (!further) return address;
    address = further;
  }
}

function texts(body) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

// Telegram and WhatsApp end a line with a line feed, and say so in a style alone.
function linesAsBreaks(body) {
  for (const text of texts(body)) {
    text.data = text.data.replace(UNSEEN, "");
    if (!text.data.includes("\n")) continue;
    const kept = text.parentElement.closest("[data-pasted-style*=white-space], pre");
    if (!kept || (!kept.matches("pre") && !KEEPS_LINES.test(styleOf(kept)))) continue;
    const pieces = text.data.split("\n").flatMap((line, at) => (at ? [document.createElement("br"), line] : [line]));
    text.replaceWith(...pieces);
  }
}

// Two breaks together are an empty line: what stands around it are paragraphs.
function breaksAsParagraphs(body) {
  for (const line of body.querySelectorAll("span, font, tt, code, pre, label"))
    line.replaceWith(...line.childNodes);
  body.normalize();
  // A space between breaks is none.
  for (const text of texts(body))
    if (!text.data.trim() && text.previousSibling?.nodeName === "BR" && text.nextSibling?.nodeName === "BR") text.remove();
  const parents = new Set([...body.querySelectorAll("br + br")].map((second) => second.parentElement));
  for (const parent of parents) {
    if (!parent.matches("body, p, div, section, article, blockquote, td, li")) continue;
    const nodes = [...parent.childNodes];
    let line = null;
    const isBlock = (node) => node.nodeType === Node.ELEMENT_NODE && node.matches(BLOCKS);
    const isEmptyLine = (at) => nodes[at]?.nodeName === "BR" && nodes[at + 1]?.nodeName === "BR";
    for (let at = 0; at < nodes.length; at++) {
      if (isBlock(nodes[at]) || isEmptyLine(at)) {
        line = null;
        while (nodes[at].nodeName === "BR" && nodes[at + 1]?.nodeName === "BR") nodes[at++].remove();
        if (nodes[at].nodeName === "BR") nodes[at].remove();
        continue;
      }
      if (!line) {
        line = document.createElement("p");
        nodes[at].before(line);
      }
      line.append(nodes[at]);
    }
    if (parent.matches("p")) parent.replaceWith(...parent.childNodes);
  }
}

function withoutEmpty(body) {
  const lines = [...body.querySelectorAll(`p, ${HEADINGS}, li, ul, ol, blockquote, div`)].reverse();
  for (const line of lines) {
    if (line.textContent.trim() || line.querySelector("table, hr, figure")) continue;
    // Where a paragraph was empty a line ends all the same; a cell stays a cell.
    line.replaceWith(...(line.matches("div, p") && line.parentElement.matches("body, div") ? ["\n"] : []));
  }
  for (const last of body.querySelectorAll("br"))
    if (!last.nextSibling && last.parentElement.matches(`p, li, td, th, ${HEADINGS}`)) last.remove();
}

export function withoutLooks(html) {
  // Word's style sheet would be a breach of the policy in whatever document it is read; inside tags
  // alone the attributes get names that no browser acts on.
  const inert = html.replace(/<style\b[^>]*>[^]*?<\/style\s*>/gi, "").replace(/<[a-z][^>]*>/gi, (tag) =>
    tag.replace(/(["'\s])(style|on[a-z]+)\s*=/gi, "$1data-pasted-$2="),
  );
  const { body } = new DOMParser().parseFromString(inert, "text/html");
  // What was copied in an editor of ours has one form already, its empty lines too.
  const isOurs = Boolean(body.querySelector("[data-pm-slice]"));
  for (const element of body.querySelectorAll(UNREAD)) element.remove();
  if (!isOurs) {
    for (const element of body.querySelectorAll("[data-pasted-style]"))
      if (UNREAD_STYLES.test(styleOf(element))) element.remove();
    for (const line of body.querySelectorAll("[data-pasted-style*=footnote-list] hr")) line.remove();
    for (const picture of body.querySelectorAll("img[alt]"))
      // An emoji is a picture elsewhere, and its letter is what it says instead.
      if (picture.alt && !/[\p{L}\s]/u.test(picture.alt)) picture.replaceWith(picture.alt);
    for (const each of body.querySelectorAll("o\\:p")) each.replaceWith(...each.childNodes);
    for (const each of body.querySelectorAll("p.MsoTitle")) {
      const heading = document.createElement("h2");
      heading.append(...each.childNodes);
      each.replaceWith(heading);
    }
    listsOfWord(body, styleOf);
  }
  meanings(body);
  if (!isOurs) {
    for (const link of body.querySelectorAll("a[href]")) link.setAttribute("href", leadsTo(link.getAttribute("href")));
    linesAsBreaks(body);
    breaksAsParagraphs(body);
    withoutEmpty(body);
  }
  return body.innerHTML;
}
