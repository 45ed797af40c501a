/** The drawer with the bot's latest calls; those that broke a rule of Telegram are red. */

import * as control from "./control.js";
import { element } from "./element.js";
import { timeOf } from "./moments.js";
import { say } from "./texts.js";

const ASK_EVERY = 2000;  // milliseconds
const KEEP = 200;  // calls on the page; the emulator itself keeps more
const QUIET = "getUpdates";  // asked all the time, says nothing

export class Log {
  #last = 0;
  #drawer = document.getElementById("log");
  #toggle = document.getElementById("log-toggle");
  #count = document.getElementById("violations");
  #list = document.getElementById("calls");
  #onlyViolations = document.getElementById("only-violations");

  constructor() {
    this.#toggle.addEventListener("click", () => this.#open(this.#drawer.hidden));
    document.getElementById("log-close").addEventListener("click", () => this.#open(false));
    this.#drawer.addEventListener("keydown", (event) => event.key === "Escape" && this.#open(false));
    this.#onlyViolations.addEventListener("change", () => this.#filter());
    this.#filter();
    setInterval(() => this.refresh(), ASK_EVERY);
    this.refresh();
  }

  async refresh() {
    if (document.hidden) return;
    try {
      const broken = await control.violations();
      this.#count.hidden = broken.length === 0;
      this.#count.textContent = broken.length;
      this.#count.setAttribute("aria-label", say("violations", { count: broken.length }));
      if (!this.#drawer.hidden) this.#show(await control.calls(this.#last));
    } catch {
      this.#count.hidden = true;  // the page already says that the emulator does not answer
    }
  }

  #open(isOpen) {
    this.#drawer.hidden = !isOpen;
    this.#toggle.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) document.getElementById("log-close").focus();
    else this.#toggle.focus();
    if (isOpen) this.refresh();
  }

  #filter() {
    this.#list.classList.toggle("only-violations", this.#onlyViolations.checked);
    this.#list.dataset.empty = say("no_calls");
  }

  #show(calls) {
    const fresh = calls.filter((call) => call.number > this.#last);
    this.#last = Math.max(this.#last, ...fresh.map((call) => call.number));
    const rows = fresh.filter((call) => call.method !== QUIET || call.violations.length > 0).slice(-KEEP);
    this.#list.prepend(...rows.reverse().map(callRow));
    while (this.#list.children.length > KEEP) this.#list.lastElementChild.remove();
  }
}

function callRow(call) {
  const refused = call.status >= 400;
  return element("li", { class: call.violations.length > 0 ? "violation" : refused ? "refused" : "" },
    element("details", {},
      element("summary", {},
        element("time", {}, timeOf(new Date(call.at))),
        element("b", {}, call.method),
        element("span", { class: "target" }, String(call.params?.chat_id ?? "")),
        element("span", { class: "status-code" }, String(call.error_code ?? call.status))),
      element("pre", {}, JSON.stringify(call.params, null, 2))),
    call.violations.map((violation) => element("p", {}, violation)),
    call.description ? element("p", {}, call.description) : null);
}
