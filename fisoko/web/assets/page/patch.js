// Brings a page to what was drawn anew, changing only what differs: focus, folding, selection and scrolling stay where they are.

/** Makes the children of `old` equal to those of `fresh` (which is used up). Elements with the same data-key are the same element. */
export function patch(old, fresh) {
  const keyed = {}
  for (const child of old.children) if (child.dataset.key) keyed[child.dataset.key] = child
  let at = old.firstChild
  for (const wanted of Array.from(fresh.childNodes)) {
    const key = wanted.dataset && wanted.dataset.key
    let found = key ? keyed[key] : at
    // A keyed element must not be turned into another one: it is wanted further on, or goes at the end.
    if (!key) while (found && found.dataset && found.dataset.key) found = found.nextSibling
    if (found && alike(found, wanted)) {
      if (found !== at) place(old, found, at)
      at = found.nextSibling
      settle(found, wanted)
    } else old.insertBefore(wanted, at)
  }
  while (at) { const next = at.nextSibling; at.remove(); at = next }
}

// Moving an element takes its focus away, so what stands before it is moved behind it instead.
function place(parent, node, before) {
  const root = node.getRootNode()
  if (node.contains(root.activeElement)) while (before && before !== node) { const next = before.nextSibling; parent.insertBefore(before, node.nextSibling); before = next }
  else parent.insertBefore(node, before)
}

const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.dataset ? a.dataset.key : 0) === (b.dataset ? b.dataset.key : 0)

function settle(old, wanted) {
  if (old.nodeType !== Node.ELEMENT_NODE) { if (old.nodeValue !== wanted.nodeValue) old.nodeValue = wanted.nodeValue; return }
  for (const name of old.getAttributeNames()) if (!wanted.hasAttribute(name)) old.removeAttribute(name)
  for (const name of wanted.getAttributeNames()) if (old.getAttribute(name) !== wanted.getAttribute(name)) old.setAttribute(name, wanted.getAttribute(name))
  if (wanted.fisokoHtml !== undefined || old.fisokoHtml !== undefined) {
    if (old.fisokoHtml !== wanted.fisokoHtml) { old.replaceChildren(...wanted.childNodes); old.fisokoHtml = wanted.fisokoHtml }
    return
  }
  // What is being typed belongs to the person who types.
  if (old.nodeName === "INPUT" && old !== old.getRootNode().activeElement) old.value = wanted.getAttribute("value") || ""
  patch(old, wanted)
  if (old.nodeName === "SELECT") old.value = wanted.value
}
