// The lines of a text with its tags, as a textarea holds it, and where each letter of them stands.

const TAG_OR_LETTER = /<!--[^]*?-->|<(\/?[a-z][a-z0-9]*)[^<>]*>|&(?:#\d+|#x[\da-f]+|[a-z]+\d*);|[^]/gi;
const WITHIN_LINE = new Set(["a", "strong", "b", "em", "i", "s", "sub", "sup"]);

export function markedLines(html) {
  const lines = [];
  let line = { text: "", places: [] };
  const end = () => {
    if (line.text.trim()) lines.push(line);
    line = { text: "", places: [] };
  };
  for (const { 0: piece, 1: tag, index } of html.matchAll(TAG_OR_LETTER)) {
    if (tag) {
      if (!WITHIN_LINE.has(tag.replace("/", "").toLowerCase())) end();
    } else if (piece === "\n") {
      end();
    } else if (!piece.startsWith("<!--")) {
      // An entity counts as one letter that is in no word.
      line.text += piece.length > 1 ? "\u00a0" : piece;
      line.places.push(index);
    }
  }
  end();
  return lines;
}
