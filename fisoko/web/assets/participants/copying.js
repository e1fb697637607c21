// The whole list, as it is narrowed and in the columns shown, into the clipboard: rows and tabs, as Excel takes them.
import { address } from "./query.js"

/** Resolves to the number of rows, without the headings. Rejects where the server or the browser refuses. */
export async function copyList(collection, query, columns) {
  const asked = address({ ...query, page: 1, idle_page: 1, view: "" })
  const answer = await fetch("/collections/" + collection + "/participants.tsv" + (asked === "?" ? "?" : asked + "&") + "columns=" + columns.join(","), { credentials: "same-origin", headers: { Accept: "text/tab-separated-values" } })
  if (!answer.ok) throw new Error(String(answer.status))
  const text = await answer.text()
  await navigator.clipboard.writeText(text)
  return Math.max(0, text.split("\r\n").length - 2)
}
