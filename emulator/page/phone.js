/** One phone: the screen of one person's chat with the bot, kept equal to what the emulator says. */

import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import * as control from "./control.js";
import { Deeds } from "./deeds.js";
import { alertOver } from "./dialogs.js";
import { button, element, icon } from "./element.js";
import { joined } from "./joined.js";
import { timeOf } from "./moments.js";
import { say } from "./texts.js";

const TOAST_FOR = 4000;  // milliseconds
const TYPING_FOR = 5000;  // milliseconds, as long as Telegram shows a chat action

export class Phone {
  #page;
  #screen = null;
  #frame;
  #typingTimer = null;
  #activity = "is_bot";
  #unread = 0;
  #picker = element("select", { class: "caption" });
  #badge = element("span", { class: "count badge", hidden: true });
  #time = element("span", {});
  #avatar = element("span", { class: "avatar", "aria-hidden": "true" });
  #name = element("strong", {});
  #state = element("span", { class: "state" });
  #menu = button({ class: "round", "aria-haspopup": "menu", click: () => this.#openMenu() }, icon("more"));
  #toasts = element("div", { class: "toasts", role: "status" });
  #deeds;
  #chat;
  #composer;

  /** `page`: `people()`, `now()`, `openLink(address, phone)`, `showPerson(phone, value)`, `activePhone()`. */
  constructor(page, person) {
    this.#page = page;
    this.person = person;
    this.#deeds = new Deeds(this, page);
    this.#chat = new Chat(this.#deeds);
    this.#composer = new Composer(this.#deeds);
    this.#picker.addEventListener("change", () => page.showPerson(this, this.#picker.value));
    this.#frame = element("div", { class: "frame" },
      element("div", { class: "status", "aria-hidden": "true" }, this.#time,
        element("span", {}, icon("signal"), icon("battery"))),
      element("header", { class: "chat-header" }, this.#avatar,
        element("div", { class: "who" }, this.#name, this.#state), this.#menu),
      this.#chat.node, this.#toasts, this.#composer.node);
    this.node = element("section", { class: "phone", "data-person": person.id, "data-label": person.caption },
      element("div", { class: "above" }, this.#picker, this.#badge), this.#frame);
    this.reword();
  }

  /** Asks for the screen and shows it. */
  refresh = joined(async () => {
    try {
      this.#show(await control.screen(this.person.id));
    } catch (problem) {
      this.toast(problem.message, false, true);
    }
  });

  /** What the bot answered to a press: a line over the chat, or an alert that waits for OK. */
  toast(text, isAlert = false, isProblem = false) {
    if (isAlert) {
      alertOver(this.#frame, text, this.#page.activePhone() === this);
      return;
    }
    const node = element("div", { class: isProblem ? "toast problem" : "toast" }, text);
    this.#toasts.replaceChildren(node);
    setTimeout(() => node.remove(), TOAST_FOR);
  }

  /** The bot is busy with something, for a few seconds or until its next message. */
  showActivity(action) {
    clearTimeout(this.#typingTimer);
    this.#setActivity(action?.startsWith("upload") ? "uploads" : "typing");
    this.#typingTimer = setTimeout(() => this.#setActivity("is_bot"), TYPING_FOR);
  }

  /** Presses START behind a link to the bot, and turns to this phone. */
  async open(link) {
    await this.#deeds.perform(control.openLink(this.person.id, link));
    this.node.scrollIntoView({ behavior: "smooth", inline: "center", block: "nearest" });
    this.#composer.focus();
  }

  focusInput() {
    this.#composer.focus();
  }

  /** Puts an own message into the field, to be changed. */
  edit(message) {
    this.#composer.edit(message);
  }

  /** The person looks at this phone: nothing is unread. */
  attend() {
    this.#unread = 0;
    this.#wordUnread();
  }

  get unread() {
    return this.#unread;
  }

  tick(now) {
    this.#time.textContent = timeOf(now);
    this.#chat.tick(now);
  }

  /** Offers everybody there is as the person on this phone. */
  offerPeople() {
    this.#picker.setAttribute("aria-label", say("whose"));
    this.#picker.replaceChildren(
      ...this.#page.people().map((person) => element("option", { value: person.id }, person.caption)),
      element("option", { value: "new" }, say("new_person")));
    this.#picker.value = this.person.id;
  }

  reword() {
    const { caption } = this.person;
    this.node.setAttribute("aria-label", say("phone", { name: caption }));
    this.offerPeople();
    this.#menu.setAttribute("aria-label", say("chat_menu"));
    this.#chat.reword(caption);
    this.#composer.reword();
    this.#setActivity(this.#activity);
    this.#wordUnread();
  }

  #show(screen) {
    this.#screen = screen;
    this.#name.textContent = screen.bot.name;
    this.#avatar.textContent = [...screen.bot.name][0];
    const arrived = this.#chat.show(screen.messages, say(screen.started ? "nothing_yet" : "press_start"));
    if (arrived > 0 && !(this.#page.activePhone() === this && document.hasFocus())) this.#unread += arrived;
    if (arrived > 0) this.#setActivity("is_bot");
    if (!screen.pending) this.#chat.settle();
    this.#composer.show(screen);
    this.#setActivity(this.#activity);
    this.#wordUnread();
  }

  #openMenu() {
    this.#deeds.openChatMenu(this.#menu, this.#screen);
  }

  #setActivity(activity) {
    this.#activity = activity;
    this.#state.textContent = say(this.#screen?.blocked ? "blocked_state" : activity);
    this.#state.classList.toggle("busy", activity !== "is_bot");
  }

  #wordUnread() {
    this.#badge.hidden = this.#unread === 0;
    this.#badge.textContent = this.#unread;
    this.#badge.setAttribute("aria-label", say("unread", { count: this.#unread }));
    this.#page.unreadChanged();
  }
}
