/** One message on a phone; it keeps its node and changes only what is different. */

import { button, element, icon } from "./element.js";
import { renderText } from "./entities.js";
import { attachment } from "./files.js";
import { inlineKeyboard } from "./keyboard.js";
import { timeOf } from "./moments.js";
import { say } from "./texts.js";

/** `deeds` are what the person can do with it (deeds.js). */
export class Bubble {
  #deeds;
  #message;
  #shownBody = null;
  #shownKeys = "[]";
  #body = element("div", { class: "bubble" });
  #keyboard = null;

  constructor(message, deeds) {
    this.#deeds = deeds;
    this.node = element("div", { class: "message", role: "article", "data-message-id": message.message_id },
      element("div", { class: "line" }, this.#body));
    this.node.addEventListener("contextmenu", (event) => this.#openMenu(event, this.#body));
    this.update(message);
  }

  update(message) {
    this.#message = message;
    const body = JSON.stringify({ ...message, buttons: undefined });
    const keys = JSON.stringify(message.buttons ?? []);
    const isEdit = this.#shownBody !== null && body !== this.#shownBody && message.edited_at;
    if (body !== this.#shownBody) this.#updateBody(message);
    if (isEdit) this.#flash();
    if (keys !== this.#shownKeys) this.#updateKeyboard(message);
    this.#shownBody = body;
    this.#shownKeys = keys;
  }

  /** Words the bubble anew, for another language of the page. */
  reword() {
    this.#updateBody(this.#message);
  }

  #updateBody(message) {
    const words = message.text ?? message.caption ?? inWords(message);
    const text = renderText(words, message.entities, this.#deeds, this.#deeds.now());
    this.node.classList.toggle("protected", Boolean(message.protected));
    this.node.classList.toggle("bare-picture", message.kind === "photo" && words === "");
    this.node.dataset.from = message.from;
    this.node.dataset.album = message.media_group_id ?? "";
    this.node.setAttribute("aria-label", say(message.from === "bot" ? "from_bot" : "from_person"));
    const reactions = message.reactions && element("div", { class: "reactions" }, message.reactions.join(" "));
    const quote = message.reply_to && element("div", { class: "quote" }, message.reply_text || "…");
    const parts = [quote, attachment(message), words && element("div", { class: "words" }, text), reactions, this.#meta(message)];
    this.#body.replaceChildren(...parts.filter(Boolean));
  }

  #meta(message) {
    const at = new Date(message.at);
    const own = message.from === "person";
    return element("span", { class: "meta" },
      message.silent ? element("span", { title: say("silent") }, icon("silent")) : null,
      message.protected ? element("span", { title: say("protected") }, icon("lock")) : null,
      message.edited_at ? element("span", {}, say("edited")) : null,
      element("time", { datetime: message.at }, timeOf(at)),
      own ? icon("read") : null,
      own ? this.#moreButton() : null);
  }

  #moreButton() {
    const click = (event) => this.#openMenu(event, event.currentTarget);
    return button({ class: "more", "aria-label": say("actions"), "aria-haspopup": "menu", click }, icon("more"));
  }

  #updateKeyboard(message) {
    const hadFocus = this.#keyboard?.contains(document.activeElement);
    this.#keyboard?.remove();
    this.#keyboard = null;
    const rows = message.buttons ?? [];
    this.node.classList.toggle("with-keyboard", rows.length > 0);
    if (rows.length > 0) {
      this.#keyboard = inlineKeyboard(rows, (...place) => this.#deeds.press(message.message_id, ...place));
      this.node.append(this.#keyboard);
    }
    if (hadFocus && this.#keyboard) this.#keyboard.querySelector("button").focus();
    else if (hadFocus) this.#deeds.focusInput();
  }

  #flash() {
    this.#body.classList.remove("changed");
    void this.#body.offsetWidth;  // lets the animation begin again
    this.#body.classList.add("changed");
  }

  #openMenu(event, anchor) {
    if (getSelection().toString() || event.target.closest("a")) return;
    event.preventDefault();
    this.#deeds.openMessageMenu(this.#message, anchor);
  }
}

/** A poll, a venue or dice in words. */
function inWords({ poll, venue, dice }) {
  if (poll) return [poll.question, ...poll.options.map(({ text, voter_count: votes }) => votes ? `● ${text} · ${votes}` : `○ ${text}`)].join("\n");
  if (venue) return [venue.title, venue.address].filter(Boolean).join("\n");
  return dice ? `${dice.emoji} ${dice.value}` : "";
}
