// Word copies a list as paragraphs: which list, how deep and after which mark stands in styles.

const LISTED = /mso-list:\s*l(\d+)\s+level(\d+)/i;
const COUNTED = /^\(?(\d+|[a-zа-яәғқңөұүһі]{1,2}|[ivxlc]+)[.)]/i;

// The mark of an item is taken out of its words.
function markOf(paragraph, styleOf) {
  const marks = [...paragraph.querySelectorAll("[data-pasted-style]")].filter((each) =>
    /mso-list:\s*ignore/i.test(styleOf(each)),
  );
  const words = marks.map((each) => each.textContent).join("").trim();
  for (const mark of marks) mark.remove();
  return words;
}

function newList(mark) {
  const counted = mark.match(COUNTED);
  const list = document.createElement(counted ? "ol" : "ul");
  if (Number(counted?.[1]) > 1) list.setAttribute("start", counted[1]);
  return list;
}

export function listsOfWord(body, styleOf) {
  let open = [];
  let last = null;
  for (const paragraph of [...body.querySelectorAll("p[data-pasted-style*=mso-list], :is(h1,h2,h3,h4,h5,h6)[data-pasted-style*=mso-list]")]) {
    const listed = styleOf(paragraph).match(LISTED);
    if (!listed) continue;
    const mark = markOf(paragraph, styleOf);
    // A numbered heading is a heading: its number is a part of it.
    if (!paragraph.matches("p")) {
      if (mark) paragraph.prepend(`${mark} `);
      continue;
    }
    const [name, level] = [listed[1], Number(listed[2])];
    // What stands between two lists parts them.
    if (!last || paragraph.previousElementSibling !== last) open = [];
    while (open.length && open.at(-1).level > level) open.pop();
    if (open.length && open.at(-1).level === level && open.at(-1).name !== name) open.pop();
    if (!open.length || open.at(-1).level < level) {
      const list = newList(mark);
      const around = open.at(-1)?.list.lastElementChild;
      if (around) around.append(list);
      else paragraph.before(list);
      open.push({ list, level, name });
    }
    const item = document.createElement("li");
    item.append(...paragraph.childNodes);
    open.at(-1).list.append(item);
    paragraph.remove();
    last = open[0].list;
  }
}
