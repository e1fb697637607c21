// The bell: how many notifications are unread, and their list.
import { h, icon } from "./element.js"
import { texts } from "./texts.js"
import { moment } from "../time.js"

/** Draws the bell and, when `open`, the list under it. */
export function bellView(bell, open) {
  const unread = bell.unread || 0
  return h("div", { class: "bellbox", "data-key": "bell" },
    h("button", { class: "icon bell", type: "button", "data-do": "bell", "aria-label": texts.bell(unread), "aria-haspopup": "dialog", "aria-expanded": open ? "true" : "false", title: texts.bellTitle },
      icon("bell"), unread > 0 && h("i", { "aria-hidden": "true" }, unread > 99 ? "99+" : String(unread))),
    open && list(bell, unread))
}

function list(bell, unread) {
  const items = bell.items || []
  return h("div", { class: "panel popover", role: "dialog", "aria-label": texts.bellTitle, tabindex: "-1", "data-key": "popover", "data-focus": "popover" },
    h("header", { role: "none" }, h("h2", {}, texts.bellTitle), unread > 0 && h("button", { class: "btn plain", type: "button", "data-do": "read-all" }, texts.readAll),
      h("button", { class: "icon", type: "button", "data-do": "bell-close", "aria-label": texts.bellClose }, icon("close"))),
    items.length ? h("ul", { class: "news" }, items.map(item)) : h("p", { class: "empty" }, h("b", {}, texts.bellEmpty), texts.bellEmptyNote))
}

function item(news) {
  const id = "news-" + news.id
  return h("li", { class: news.read ? "read" : "unread", "data-key": id, tabindex: "-1", "data-focus": id },
    h("div", { class: "line" }, h("b", { id }, news.title), !news.read && h("span", { class: "tag new" }, texts.unread), h("time", { class: "muted small num", datetime: news.created_at }, moment(news.created_at))),
    news.text && h("p", {}, news.text),
    (news.href || !news.read) && h("div", { class: "row" },
      news.href && h("a", { class: "btn", href: news.href, "data-do": news.read ? null : "read-follow", "data-id": news.id, "aria-describedby": id }, isReport(news) && icon("download"), news.href_text || texts.download),
      !news.read && h("button", { class: "btn plain", type: "button", "data-do": "read", "data-id": news.id, "aria-describedby": id }, texts.read)))
}

const isReport = news => !news.href_text || /^\/reports\//.test(news.href)

/** The bell after reading one (id) or all (null): what the page shows before the server has answered. */
export function afterReading(bell, id) {
  const items = (bell.items || []).map(news => id === null || String(news.id) === String(id) ? Object.assign({}, news, { read: true }) : news)
  const one = (bell.items || []).some(news => String(news.id) === String(id) && !news.read)
  return Object.assign({}, bell, { items, unread: id === null ? 0 : Math.max(0, (bell.unread || 0) - (one ? 1 : 0)) })
}

