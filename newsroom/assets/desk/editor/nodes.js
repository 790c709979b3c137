// What a body may hold, in the words of Tiptap: the allow-list of articles/markup.py.

import { isAddress } from "./dialogs.js";
import { figureOf, show } from "./figures.js";
import { isOfBar, photoBar } from "./gallery.js";
import { act, galleryNode, move } from "./gallery_node.js";

export function extensionsOf(tiptap, dialogs, askLink) {
  const Heading = tiptap.Heading.configure({ levels: [2, 3] }).extend({
    // Headings of other levels come with pasted text.
    parseHTML: () =>
      [1, 2, 3, 4, 5, 6].map((n) => ({ tag: `h${n}`, attrs: { level: n < 3 ? 2 : 3 } })),
  });
  const Link = tiptap.Link.configure({
    autolink: false,
    openOnClick: false,
    HTMLAttributes: { target: null, rel: null },
    isAllowedUri: (address) => isAddress(address || ""),
  }).extend({
    addAttributes: () => ({ href: { default: null } }),
    addKeyboardShortcuts: () => ({ "Mod-k": () => askLink() }),
  });
  const ListItem = tiptap.ListItem.extend({
    // An item may begin with a photo or a list.
    content: "block+",
    addKeyboardShortcuts() {
      return {
        Enter: () => this.editor.commands.splitListItem(this.name),
        "Mod-]": () => this.editor.commands.sinkListItem(this.name),
        "Mod-[": () => this.editor.commands.liftListItem(this.name),
      };
    },
  });
  const OrderedList = tiptap.OrderedList.extend({
    addAttributes: () => ({
      start: { default: 1, parseHTML: (ol) => parseInt(ol.getAttribute("start") || "1", 10) || 1 },
    }),
  });
  const Table = tiptap.Table.configure({ resizable: false }).extend({
    renderHTML: () => ["table", ["tbody", 0]],
  });
  return [
    // A gallery stands between the blocks of a story, never within one.
    tiptap.Document.extend({ content: "(block | gallery)+" }),
    tiptap.Paragraph,
    tiptap.Text,
    tiptap.HardBreak,
    Heading,
    tiptap.Blockquote,
    tiptap.BulletList,
    OrderedList,
    ListItem,
    tiptap.HorizontalRule,
    Link,
    tiptap.Bold,
    tiptap.Italic,
    tiptap.Strike,
    tiptap.Subscript,
    tiptap.Superscript,
    Table,
    tiptap.TableRow,
    tiptap.TableHeader,
    tiptap.TableCell,
    tiptap.History,
    tiptap.Dropcursor,
    tiptap.Gapcursor,
    figureNode(tiptap, "photo", dialogs),
    figureNode(tiptap, "embed", dialogs),
    galleryNode(tiptap, dialogs),
  ];
}

// A figure holds its caption; the photo itself is a number that the server fills.
function figureNode(tiptap, kind, dialogs) {
  const name = `data-${kind}`;
  return tiptap.Node.create({
    name: kind,
    group: "block",
    content: "inline*",
    isolating: true,
    defining: true,
    draggable: true,
    addAttributes: () => ({ [name]: { default: null } }),
    parseHTML: () => [
      {
        tag: `figure[${name}]`,
        contentElement: (figure) =>
          figure.querySelector("figcaption") || document.createElement("figcaption"),
      },
    ],
    renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],
    addKeyboardShortcuts() {
      // Enter in a caption goes on with the story.
      return {
        Enter: ({ editor }) => {
          const { $from } = editor.state.selection;
          if ($from.parent.type !== this.type) return false;
          const isShot = $from.node(-1).type.name === "gallery";
          // In a gallery it goes on with the next photo.
          if (isShot && $from.indexAfter(-1) < $from.node(-1).childCount)
            return editor.chain().setTextSelection($from.after() + 1).scrollIntoView().run();
          const after = $from.after(isShot ? $from.depth - 1 : $from.depth);
          return editor
            .chain()
            .insertContentAt(after, { type: "paragraph" })
            .setTextSelection(after + 1)
            .scrollIntoView()
            .run();
        },
        "Alt-ArrowUp": ({ editor }) => move(editor, "earlier", dialogs),
        "Alt-ArrowDown": ({ editor }) => move(editor, "later", dialogs),
      };
    },
    addNodeView() {
      return ({ node, editor, getPos }) => {
        const dom = document.createElement("figure");
        dom.setAttribute(name, node.attrs[name]);
        const place = document.createElement("div");
        place.className = "figure-shown";
        place.contentEditable = "false";
        const contentDOM = document.createElement("figcaption");
        contentDOM.dataset.placeholder = dialogs.words.caption;
        dom.append(place, contentDOM);
        const mark = (of) => contentDOM.classList.toggle("is-empty", !of.content.size);
        mark(node);
        show(place, figureOf(dom), dialogs);
        if (kind === "photo") {
          const home = () => editor.chain().setTextSelection(getPos() + 1).focus().run();
          const doing = { act: (what) => act(editor, getPos(), what, dialogs), home };
          dom.append(photoBar(document, dialogs.words, doing));
        }
        return {
          dom,
          contentDOM,
          stopEvent: isOfBar,
          ignoreMutation: (change) =>
            change.type === "attributes" || !contentDOM.contains(change.target),
          update(next) {
            if (next.type !== node.type || next.attrs[name] !== dom.getAttribute(name)) return false;
            mark(next);
            return true;
          },
        };
      };
    },
  });
}
