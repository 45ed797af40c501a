/** A small menu that opens beside the thing it belongs to and closes by itself. */

import { button, element, icon } from "./element.js";

const GAP = 6;  // pixels between the anchor and the menu, and between the menu and the edge of the window

/** Opens a menu; `items` are `{text, detail?, icon?, danger?, choose}`. Escape or a click elsewhere closes it. */
export function openMenu(anchor, items, name) {
  const menu = element("div", { class: "menu", role: "menu", popover: "auto", "aria-label": name },
    items.map((item) => menuItem(item, () => menu.hidePopover())));
  menu.addEventListener("keydown", moveFocus);
  menu.addEventListener("toggle", (event) => event.newState === "closed" && menu.remove());
  document.body.append(menu);
  menu.showPopover();
  place(menu, anchor.getBoundingClientRect());
  menu.querySelector("button").focus();
}

function menuItem(item, close) {
  const choose = () => {
    close();
    item.choose();
  };
  return button({ class: item.danger ? "item danger" : "item", role: "menuitem", click: choose },
    item.icon ? icon(item.icon) : null,
    element("span", {}, item.text),
    item.detail ? element("span", { class: "detail" }, item.detail) : null);
}

function place(menu, anchor) {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const above = anchor.top - height - GAP;
  const top = anchor.bottom + GAP + height > innerHeight ? Math.max(GAP, above) : anchor.bottom + GAP;
  menu.style.left = `${Math.max(GAP, Math.min(anchor.left, innerWidth - width - GAP))}px`;
  menu.style.top = `${top}px`;
}

function moveFocus(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (!(event.key in steps)) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll("button")];
  const next = items.indexOf(document.activeElement) + steps[event.key];
  items[(next + items.length) % items.length].focus();
}
