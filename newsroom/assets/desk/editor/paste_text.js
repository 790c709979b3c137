// Plain text from a page that was printed: its lines end where the paper did, not the paragraph.

// A line this much of the longest one is full; with fewer letters no page is printed.
const FULL = 0.7;
const NARROWEST = 35;
const ENDS = /[.!?…:;]["»”’)]*$/u;
const BROKEN = /(\p{L})[-\u00ad\u2010]$/u;
const GOES_ON = /^["«“(]?\p{Ll}/u;

function longestOf(lines) {
  const lengths = lines.map((line) => line.length).sort((a, b) => a - b);
  // One line that runs over says nothing of the others.
  return lengths[Math.floor(lengths.length * 0.9)] || 0;
}

// Lines that stop in the midst of a sentence, and most of them full, are no lines of the writer.
function isPrinted(lines, longest) {
  if (lines.length < 4 || longest < NARROWEST) return false;
  const inMidst = lines.filter(
    (line, at) => line.length >= longest * FULL && !ENDS.test(line) && GOES_ON.test(lines[at + 1] || ""),
  );
  return inMidst.length >= Math.max(2, lines.length * 0.3);
}

// Marks of nobody: places where a line may be broken, and of the order of bytes.
const plain = (text) => text.replace(/[\u00ad\u200b\ufeff]/g, "");

export function joinedLines(text) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n").map((line) => line.replace(/[ \t]+$/, ""));
  const said = lines.filter((line) => line.trim());
  const longest = longestOf(said);
  if (!isPrinted(said, longest)) return plain(text);
  const paragraphs = [];
  let isOpen = false;
  for (const line of lines) {
    const words = line.trim();
    if (!words) {
      isOpen = false;
      continue;
    }
    if (!isOpen) paragraphs.push(words);
    else if (BROKEN.test(paragraphs.at(-1)) && GOES_ON.test(words))
      paragraphs.push(paragraphs.pop().slice(0, -1) + words);
    else paragraphs.push(`${paragraphs.pop()} ${words}`);
    isOpen = words.length >= longest * FULL || !ENDS.test(words);
  }
  return plain(paragraphs.join("\n"));
}
