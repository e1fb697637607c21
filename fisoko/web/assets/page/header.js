// The header of every page: brand, sections, bell, who is signed in, «Выйти».
import { h, icon } from "./element.js"
import { texts } from "./texts.js"

const cookie = name => {
  const hit = new RegExp("(?:^|; )" + name + "=([^;]*)").exec(document.cookie)
  return hit ? decodeURIComponent(hit[1]) : ""
}

/** Who is signed in, in two lines: whom they act for, and the login. */
function whom(user) {
  const first = user.role === "coordinator" ? user.region : user.organisation || user.role_title || user.name
  const rest = user.role === "coordinator" ? user.role_title : user.role === "organiser" ? user.region : user.name
  const second = [user.login, rest !== first && rest].filter(Boolean).join(" · ")
  return h("div", { class: "small whom" }, h("b", { title: first }, first), h("span", { class: "muted" }, second))
}

/** The bell of a page without its list: it leads to the cabinet's, which opens. */
export const bellLink = unread => typeof unread !== "number" ? null : h("a", { class: "icon bell", href: "/#bell", "aria-label": texts.bell(unread), title: texts.bellTitle },
  icon("bell"), unread > 0 && h("i", { "aria-hidden": "true" }, unread > 99 ? "99+" : String(unread)))

/** Draws the header; `bell` is the drawn bell or null. */
export function header(user, sections, bell) {
  const tabs = sections && sections.length ? h("nav", { class: "tabs", "aria-label": texts.sections }, sections.map(section =>
    h("a", { href: section.href, "aria-current": section.current && "page", "data-key": "section-" + section.id }, section.title))) : null
  return h("header", { class: "top", "data-key": "header" },
    h("a", { class: "brand", href: "/" }, texts.brand, h("small", {}, texts.brandNote)), tabs,
    user && h("div", { class: "who" }, bell, whom(user),
      // The sign-out is a plain form, so that it works whatever state the page is in.
      h("form", { method: "post", action: "/logout" }, h("input", { type: "hidden", name: "_xsrf", value: cookie("_xsrf") }), h("button", { class: "btn", type: "submit" }, texts.signOut))))
}

/** The foot of every page: where help is, and for who watches where programs get their keys. */
export function footer(support, guide, wide, user) {
  const address = support || "helpfisoko@fioco.ru"
  return h("footer", { class: wide ? "foot wide" : "foot", "data-key": "footer" },
    h("span", {}, texts.support + "\u00a0", h("a", { href: "mailto:" + address }, address)),
    guide && h("a", { href: guide, target: "_blank", rel: "noopener" }, texts.guide),
    h("a", { href: "/receipts" }, texts.checkCode),
    user && user.role !== "organiser" && h("a", { href: "/tokens" }, texts.tokens))
}

/** Puts a fresh token into the sign-out form just before it goes. */
export function freshToken(form) {
  const field = form.querySelector("input[name=_xsrf]")
  if (field) field.value = cookie("_xsrf")
}
