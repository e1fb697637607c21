// Requests to the server: JSON there and back, the XSRF token in its header, and one kind of failure for "no answer".
const PATIENCE = 30000, FILE_PATIENCE = 180000

export class Offline extends Error {}

const xsrf = () => {
  const hit = /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)
  return hit ? decodeURIComponent(hit[1]) : ""
}

const ask = async (url, options, patience = PATIENCE) => {
  const abort = new AbortController(), timer = setTimeout(() => abort.abort(), patience)
  try {
    const answer = await fetch(url, { credentials: "same-origin", cache: "no-store", signal: abort.signal, ...options })
    const text = await answer.text()
    return { status: answer.status, body: parsed(text) }
  } catch (error) {
    throw new Offline(String(error))
  } finally {
    clearTimeout(timer)
  }
}

// A proxy between us and the server may answer with a page of its own.
const parsed = text => {
  try { return JSON.parse(text) || {} } catch (error) { return {} }
}

export const get = url => ask(url, { headers: { Accept: "application/json" } })

export const post = (url, body) => {
  const text = JSON.stringify(body)
  return ask(url, {
    method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json", "X-XSRFToken": xsrf() }, body: text,
    // A small request that starts while the tab is being closed is finished by the browser.
    keepalive: document.visibilityState === "hidden" && text.length < 20000,
  })
}

export const postForm = (url, fields) => ask(url, {
  method: "POST", headers: { Accept: "application/json", "X-XSRFToken": xsrf() }, body: new URLSearchParams({ ...fields, _xsrf: xsrf() }),
})

export const postFile = (url, file) => ask(url, {
  method: "POST", headers: { "Content-Type": "application/octet-stream", Accept: "application/json", "X-XSRFToken": xsrf() }, body: file,
}, FILE_PATIENCE)

export const sentence = (body, otherwise) => (body && body.error && body.error.text) || otherwise
