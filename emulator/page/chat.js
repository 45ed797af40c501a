/** The messages of a chat: kept in order, changed one by one, scrolled to the newest. */

import { Bubble } from "./bubble.js";
import { button, element, icon } from "./element.js";
import { settleAll } from "./keyboard.js";
import { dayKey, dayOf } from "./moments.js";
import { say } from "./texts.js";

const NEAR_BOTTOM = 40;  // pixels: so close still counts as reading the newest

export class Chat {
  #deeds;
  #bubbles = new Map();
  #days = new Map();
  #today = null;
  #missed = 0;
  #follows = true;
  #top = 0;
  #filled = false;
  #count = element("span", { class: "count" });
  #down = button({ class: "round down", hidden: true, click: () => this.toNewest() }, icon("down"), this.#count);
  #list = element("div", { class: "messages", role: "log", "aria-live": "polite", tabindex: "0" });

  constructor(deeds) {
    this.#deeds = deeds;
    this.node = element("div", { class: "chat" }, this.#list, this.#down);
    this.#list.addEventListener("scroll", () => this.#scrolled());
    this.#list.addEventListener("load", () => this.#follow(), true);
    new ResizeObserver(() => this.#follow()).observe(this.#list);
  }

  /** Shows these messages, or the hint if there are none; answers how many new ones of the bot there are. */
  show(messages, hint) {
    this.#list.dataset.empty = hint;
    const added = messages.filter((message) => !this.#bubbles.has(message.message_id));
    const ownAdded = added.some((message) => message.from === "person");
    this.#place(this.#items(messages));
    const fromBot = this.#filled ? added.filter((message) => message.from === "bot").length : 0;
    if (ownAdded || !this.#filled) this.#follows = true;
    if (!this.#follows) this.#missed += fromBot;
    this.#filled = true;
    this.#follow();
    this.#scrolled();
    return fromBot;
  }

  /** The bot owes no answer to a press any more. */
  settle() {
    settleAll(this.#list);
  }

  reword(name) {
    this.#list.setAttribute("aria-label", `${say("chat")}: ${name}`);
    this.#bubbles.forEach((bubble) => bubble.reword());
    this.#wordDays();
    this.#countMissed();
  }

  /** The clock went on; on another day, what was today is so no longer. */
  tick(now) {
    if (dayKey(now) !== this.#today) this.#wordDays();
    this.#today = dayKey(now);
  }

  toNewest() {
    this.#follows = true;
    this.#follow();
  }

  #items(messages) {
    const nodes = [];
    const days = new Set();
    const present = new Set(messages.map((message) => message.message_id));
    for (const message of messages) {
      const key = dayKey(new Date(message.at));
      if (!days.has(key)) nodes.push(this.#day(key));
      days.add(key);
      nodes.push(this.#bubble(message));
    }
    nodes.forEach((node, index) => {
      const album = node.dataset.album;
      node.classList.toggle("joined", Boolean(album) && nodes[index + 1]?.dataset.album === album);
    });
    for (const id of this.#bubbles.keys()) if (!present.has(id)) this.#bubbles.delete(id);
    for (const key of this.#days.keys()) if (!days.has(key)) this.#days.delete(key);
    return nodes;
  }

  #bubble(message) {
    const known = this.#bubbles.get(message.message_id);
    if (known) known.update(message);
    else this.#bubbles.set(message.message_id, new Bubble(message, this.#deeds));
    return this.#bubbles.get(message.message_id).node;
  }

  #day(key) {
    if (!this.#days.has(key)) this.#days.set(key, element("div", { class: "day" }));
    return this.#wordDay(this.#days.get(key), key);
  }

  #wordDays() {
    this.#days.forEach((node, key) => this.#wordDay(node, key));
  }

  #wordDay(node, key) {
    const words = dayOf(new Date(`${key}T12:00:00Z`), this.#deeds.now());
    if (node.textContent !== words) node.textContent = words;
    return node;
  }

  /** Puts the nodes in this order and moves only those that are out of place. */
  #place(nodes) {
    const wanted = new Set(nodes);
    for (const node of [...this.#list.children]) if (!wanted.has(node)) node.remove();
    nodes.forEach((node, index) => {
      if (this.#list.children[index] !== node) this.#list.insertBefore(node, this.#list.children[index] ?? null);
    });
  }

  #follow() {
    if (this.#follows) this.#list.scrollTop = this.#list.scrollHeight;
  }

  /** Only scrolling up by hand stops following; a list that merely grows or shrinks does not. */
  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#list;
    if (scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM) this.#follows = true;
    else if (scrollTop < this.#top) this.#follows = false;
    this.#top = scrollTop;
    if (this.#follows) this.#missed = 0;
    this.#countMissed();
  }

  #countMissed() {
    this.#down.hidden = this.#follows;
    this.#count.hidden = this.#missed === 0;
    this.#count.textContent = this.#missed;
    this.#down.setAttribute("aria-label", this.#missed ? say("newest_count", { count: this.#missed }) : say("newest"));
  }
}
