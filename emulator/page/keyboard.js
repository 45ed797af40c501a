/** The two keyboards of a chat: under a message, and in place of the letters. */

import { button, element, icon } from "./element.js";
import { say } from "./texts.js";

const MARKS = { url: "link", switch: "link", copy: "copy" };

/** Buttons under a message; `press(key, row, column)` resolves to true while the bot still owes its answer. */
export function inlineKeyboard(rows, press) {
  return element("div", { class: "keyboard", role: "group", "aria-label": say("buttons") },
    rows.map((row, rowIndex) => element("div", { class: "row" },
      row.map((key, column) => inlineKey(key, () => press(key, rowIndex, column))))));
}

function inlineKey(key, press) {
  const mark = key.kind in MARKS ? element("span", { class: "mark" }, icon(MARKS[key.kind])) : null;
  const looks = `key ${key.style ?? ""}`.trim();
  const node = button({ class: looks, "data-kind": key.kind }, element("span", {}, key.text), mark);
  node.addEventListener("click", async () => {
    if (node.getAttribute("aria-busy") === "true") return;
    node.setAttribute("aria-busy", "true");
    if (!await press()) settle(node);
  });
  return node;
}

function settle(node) {
  node.removeAttribute("aria-busy");
}

/** Ends the waiting of all buttons inside a node: the bot has answered. */
export function settleAll(parent) {
  parent.querySelectorAll('[aria-busy="true"]').forEach(settle);
}

/** The keyboard that a bot shows in place of the letters. */
export function replyKeyboard(keyboard, press) {
  return element("div", { class: "reply-keyboard", role: "group", "aria-label": say("quick_answers") },
    keyboard.buttons.map((row) => element("div", { class: "row" },
      row.map((key) => button({ class: "key", click: () => press(key) }, key.text)))));
}
