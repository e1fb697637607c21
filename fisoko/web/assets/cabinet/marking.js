// What was found, marked in a text and in a drawn piece of a page.
import { h } from "../page/element.js"

const WORD = /[\p{L}\p{N}]+/gu

/** A word as the server compares it. */
const plain = word => word.toLowerCase().replace(/ё/g, "е")

/** A text as pieces for `h`, its words that are in the set `words` within <mark>; the text itself where there are none. */
export function marked(text, words) {
  if (!words || !words.size || !text) return text
  const pieces = []
  let last = 0
  for (const hit of text.matchAll(WORD)) {
    if (!words.has(plain(hit[0]))) continue
    pieces.push(text.slice(last, hit.index), h("mark", {}, hit[0]))
    last = hit.index + hit[0].length
  }
  return pieces.concat(text.slice(last))
}

/** Marks the words in all texts under an element. */
export function markAll(element, words) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), texts = []
  while (walker.nextNode()) texts.push(walker.currentNode)
  for (const text of texts) {
    const pieces = marked(text.nodeValue, words)
    if (Array.isArray(pieces) && pieces.length > 1) text.replaceWith(...pieces.filter(piece => piece !== ""))
  }
}
