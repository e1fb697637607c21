// Messages of a component to the server, and what comes back: an error to show, or properties to take over.
import { texts } from "./texts.js"

/** Returns `send(message, quietly)`; what goes quietly is not missed when there is no connection. `onError(text)` gets a sentence for the user, `onSet({property: value})` what the server sends anew. */
export function messages(model, { onError, onSet }) {
  model.on("msg:custom", event => {
    // Panel hands over the message itself, a thin page's host an event that holds it.
    const data = event && (event.type || event.set || event.error ? event : event.data) || {}
    if (data.set) onSet(data.set)
    if (data.type === "error") onError(data.text || texts.failed)
    else if (data.error) onError(data.error.text || texts.failed)
  })
  // A live page's send_msg answers nothing; a thin page's answers a promise.
  return (message, quietly = false) => Promise.resolve(model.send_msg(message)).catch(() => { if (!quietly) onError(texts.noConnection) })
}
