// A gallery in the words of Tiptap: a node that holds photos, and what its buttons do.

import { galleryBar, isOfBar, moved, stepOf } from "./gallery.js";

// A chain that is one step of «undo», however soon it follows another: what `closeHistory` of
// prosemirror-history says, which our bundle does not give out.
function chained(editor) {
  return editor.chain().setMeta("closeHistory$", true);
}

// Put a photo a step further in its gallery, the caret going with it.
function step(editor, at, by) {
  const $at = editor.state.doc.resolve(at);
  const [gallery, index] = [$at.parent, $at.index()];
  if (gallery.type.name !== "gallery" || !gallery.maybeChild(index + by)) return null;
  const [photo, other] = [gallery.child(index), gallery.child(index + by)];
  const from = by < 0 ? at - other.nodeSize : at;
  const to = by < 0 ? from : from + other.nodeSize;
  const { from: caret } = editor.state.selection;
  const within = caret > at && caret < at + photo.nodeSize ? caret - at : 1;
  chained(editor)
    .command(({ tr }) => {
      const pair = by < 0 ? [photo, other] : [other, photo];
      tr.replaceWith(from, from + photo.nodeSize + other.nodeSize, pair);
      return true;
    })
    .setTextSelection(to + within)
    .run();
  return editor.view.nodeDOM(to);
}

// Take a photo out of its gallery; without photos there is no gallery.
function takeOut(editor, at) {
  const $at = editor.state.doc.resolve(at);
  const isLast = $at.parent.childCount === 1;
  const from = isLast ? $at.before() : at;
  const size = isLast ? $at.parent.nodeSize : $at.nodeAfter.nodeSize;
  chained(editor)
    .deleteRange({ from, to: from + size })
    .setTextSelection(isLast || $at.nodeBefore ? from - 1 : from + 1)
    .focus()
    .run();
}

// What a photo's button says.
export function act(editor, at, what, dialogs) {
  if (what === "out") return takeOut(editor, at);
  const hadButton = editor.view.nodeDOM(at).contains(document.activeElement);
  const here = step(editor, at, stepOf(what));
  if (here) moved(here, what, dialogs, hadButton);
}

// The same from the keyboard, for the photo whose caption the caret is in.
export function move(editor, what, dialogs) {
  const { $from } = editor.state.selection;
  if ($from.depth < 2 || $from.node(-1).type.name !== "gallery") return false;
  act(editor, $from.before(), what, dialogs);
  return true;
}

// The photo of a gallery that one is writing about, as it stands on the page.
export function photoHere(editor) {
  const { $from, node } = editor.state.selection;
  if ($from.depth > 1 && $from.node(-1).type.name === "gallery")
    return editor.view.nodeDOM($from.before());
  return node?.type.name === "photo" && $from.parent.type.name === "gallery"
    ? editor.view.nodeDOM($from.pos)
    : null;
}

export function addTo(editor, at, dialogs) {
  const present = [];
  editor.state.doc.nodeAt(at).forEach((photo) => present.push(photo.attrs["data-photo"]));
  dialogs.choosePhotosBeside(present, (photos) => {
    const gallery = editor.state.doc.nodeAt(at);
    chained(editor).insertContentAt(at + gallery.nodeSize - 1, photos.map(photoOf)).focus().run();
  });
}

export function photoOf(photo) {
  return { type: "photo", attrs: { "data-photo": String(photo.id) } };
}

export function galleryNode(tiptap, dialogs) {
  return tiptap.Node.create({
    name: "gallery",
    content: "photo+",
    isolating: true,
    defining: true,
    draggable: true,
    parseHTML: () => [{ tag: "figure[data-gallery]" }],
    renderHTML: () => ["figure", { "data-gallery": "" }, 0],
    addNodeView() {
      return ({ editor, getPos }) => {
        const dom = document.createElement("figure");
        dom.dataset.gallery = "";
        const name = document.createElement("div");
        name.className = "figure-name";
        name.contentEditable = "false";
        name.textContent = dialogs.words.galleryTool;
        const contentDOM = document.createElement("div");
        contentDOM.className = "gallery-photos";
        const doing = {
          act(what) {
            const at = getPos();
            if (what === "add") return addTo(editor, at, dialogs);
            const to = at + editor.state.doc.nodeAt(at).nodeSize;
            chained(editor).deleteRange({ from: at, to }).focus().run();
          },
          home: () => editor.commands.focus(),
        };
        dom.append(name, contentDOM, galleryBar(document, dialogs.words, doing));
        return {
          dom,
          contentDOM,
          stopEvent: isOfBar,
          ignoreMutation: (change) => !contentDOM.contains(change.target),
        };
      };
    },
  });
}
