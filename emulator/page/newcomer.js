/** The place beside the phones: how a bot connects, and the door for somebody new. */

import { button, element, icon } from "./element.js";
import { say } from "./texts.js";

/** `bot` as the control API shows it, null when there is none yet; `welcome` lets somebody new in. */
export function newcomerPlace(bot, welcome) {
  return element("section", { class: "newcomer", "aria-label": say("new_person_title") },
    bot && element("h2", {}, say("connect")),
    bot && element("dl", {}, fact(say("address"), location.origin), fact(say("token"), bot.token)),
    button({ class: "main", click: welcome }, say("new_person")));
}

function fact(name, value) {
  const code = element("code", {}, value);
  const copy = button({ class: "round", "aria-label": `${say("copy")}: ${name}`, title: say("copy") }, icon("copy"));
  copy.addEventListener("click", () => copyFrom(code));
  return [element("dt", {}, name), element("dd", {}, code, copy)];
}

/** Selects a text and copies it; where the browser does not let us copy, it stays selected for the person to do so. */
async function copyFrom(node) {
  getSelection().selectAllChildren(node);
  await navigator.clipboard?.writeText(node.textContent).catch(() => null);
}
