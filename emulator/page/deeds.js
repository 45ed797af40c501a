/** What a person does on a phone: sends, presses, shares, copies; and the menus that offer it. */

import * as control from "./control.js";
import { linkInside } from "./links.js";
import { openMenu } from "./menu.js";
import { say } from "./texts.js";

const STRANGER = { own: false, phone: "+79990000000" };  // somebody else's contact, for trying what the bot says

/** The deeds of the person on one phone; a refused one is told on that phone. */
export class Deeds {
  #phone;
  #page;

  constructor(phone, page) {
    this.#phone = phone;
    this.#page = page;
  }

  get #id() {
    return this.#phone.person.id;
  }

  now = () => this.#page.now();
  openLink = (address) => this.#page.openLink(address, this.#phone);
  focusInput = () => this.#phone.focusInput();

  start = () => this.send("/start");
  send = (text) => this.perform(control.sendText(this.#id, text));
  saveEdit = (messageId, text) => this.perform(control.edit(this.#id, messageId, text));
  attach = (file) => this.perform(control.sendFile(this.#id, file));
  shareContact = (own) => this.perform(control.shareContact(this.#id, own ? { own } : STRANGER));
  block = () => this.perform(control.block(this.#id));
  unblock = () => this.perform(control.unblock(this.#id));

  /** Waits for a call to the emulator, tells why if it was refused, and shows the screen anew. */
  async perform(call) {
    try {
      return await call;
    } catch (problem) {
      this.#phone.toast(problem.message, false, true);
      return null;
    } finally {
      this.#phone.refresh();
    }
  }

  /** Presses a button under a message; true while the bot owes an answer. */
  async press(messageId, key, row, column) {
    const link = key.kind === "url" ? key.url : linkInside(key.query ?? "");
    if (link) {
      this.openLink(link);
      return false;
    }
    const answer = await this.perform(control.press(this.#id, { message_id: messageId, row, column }));
    if (answer?.copied) await this.copy(answer.copied);
    if (key.kind === "switch") this.#phone.toast(say("forward_hint"));
    return Boolean(answer?.callback_id);
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.#phone.toast(say("copied"));
    } catch {
      this.#phone.toast(text);  // the browser does not let us copy: at least it can be read
    }
  }

  openChatMenu(anchor, screen) {
    openMenu(anchor, [
      { text: say("restart"), icon: "restart", choose: this.start },
      screen?.blocked
        ? { text: say("unblock"), icon: "block", choose: this.unblock }
        : { text: say("block"), icon: "block", danger: true, choose: this.block },
    ], say("chat_menu"));
  }

  openMessageMenu(message, anchor) {
    const words = message.text ?? message.caption;
    const own = message.from === "person";
    const remove = () => this.perform(control.remove(this.#id, message.message_id));
    const items = [
      words && !message.protected && { text: say("copy"), icon: "copy", choose: () => this.copy(words) },
      own && message.kind === "text" && { text: say("edit"), icon: "edit", choose: () => this.#phone.edit(message) },
      own && { text: say("remove"), icon: "delete", danger: true, choose: remove },
    ].filter(Boolean);
    if (items.length > 0) openMenu(anchor, items, say("actions"));
  }
}
