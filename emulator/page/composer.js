/** The lower edge of a phone: the field for words, the bot's keyboard, commands and attachments. */

import { button, element, icon } from "./element.js";
import { replyKeyboard } from "./keyboard.js";
import { openMenu } from "./menu.js";
import { say } from "./texts.js";

const ATTACHMENTS = ["photo", "document", "voice", "sticker", "location"];
const FROM_DISK = { photo: "image/*", document: "" };

/** `deeds` are what the person can do with it (deeds.js). */
export class Composer {
  #deeds;
  #screen = null;
  #edited = null;
  #shownKeyboard = "null";
  #keyboardOpen = true;
  #input = element("textarea", { rows: 1, maxlength: 20000, enterkeyhint: "send", autocomplete: "off" });
  #suggestions = element("div", { class: "suggestions", role: "group", hidden: true });
  #editBar = element("div", { class: "edit-bar", hidden: true });
  #keys = element("div", { class: "keys", hidden: true });
  #commands = button({ class: "round", "aria-haspopup": "menu", click: () => this.#openCommands() }, icon("menu"));
  #toggle = button({ class: "round", hidden: true, click: () => this.#toggleKeyboard() }, icon("keyboard"));
  #attach = button({ class: "round", "aria-haspopup": "menu", click: () => this.#openAttachments() }, icon("attach"));
  #send = button({ class: "round send", click: () => this.#submit() }, icon("send"));
  #row = element("div", { class: "input-row" }, this.#commands, this.#input, this.#toggle, this.#attach, this.#send);
  #gate = button({ class: "gate", hidden: true, click: () => this.#pass() });

  constructor(deeds) {
    this.#deeds = deeds;
    const parts = [this.#suggestions, this.#editBar, this.#row, this.#gate, this.#keys];
    this.node = element("div", { class: "composer" }, parts);
    this.#input.addEventListener("keydown", (event) => this.#typed(event));
    this.#input.addEventListener("input", () => this.#grow());
    this.#input.addEventListener("input", () => this.#suggest());
  }

  focus() {
    (this.#gate.hidden ? this.#input : this.#gate).focus();
  }

  show(screen) {
    this.#screen = screen;
    const open = screen.started && !screen.blocked;
    const keyboard = JSON.stringify(open ? screen.reply_keyboard : null);
    if (keyboard !== this.#shownKeyboard) this.#drawKeyboard(JSON.parse(keyboard));
    this.#shownKeyboard = keyboard;
    this.#row.hidden = !open;
    this.#gate.hidden = open;
    this.#commands.hidden = screen.commands.length === 0;
    this.reword();
  }

  reword() {
    this.#gate.textContent = say(this.#screen?.blocked ? "unblock" : "start");
    this.#input.placeholder = this.#screen?.input_placeholder ?? say("message");
    const names = [
      [this.#input, "message"], [this.#commands, "commands"], [this.#attach, "attach"], [this.#send, "send"],
      [this.#toggle, this.#keyboardOpen ? "hide_keyboard" : "show_keyboard"],
    ];
    for (const [node, key] of names) node.setAttribute("aria-label", say(key));
  }

  /** Puts an own message into the field, to be changed. */
  edit(message) {
    this.#edited = message.message_id;
    this.#input.value = message.text;
    this.#editBar.replaceChildren(icon("edit"), element("span", {}, say("editing")),
      button({ class: "round", "aria-label": say("cancel"), click: () => this.#endEdit() }, icon("close")));
    this.#editBar.hidden = false;
    this.#grow();
    this.#input.focus();
  }

  #endEdit() {
    this.#edited = null;
    this.#editBar.hidden = true;
    this.#suggestions.hidden = true;
    this.#input.value = "";
    this.#grow();
    this.#input.focus();
  }

  #typed(event) {
    if (event.key === "Escape") this.#suggestions.hidden = true;
    if (event.key === "Escape" && this.#edited !== null) this.#endEdit();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit();
  }

  #submit() {
    const text = this.#input.value.trim();
    if (text === "") return;
    if (this.#edited === null) this.#deeds.send(text);
    else this.#deeds.saveEdit(this.#edited, text);
    this.#endEdit();
  }

  #grow() {
    this.#input.style.height = "auto";
    this.#input.style.height = `${this.#input.scrollHeight}px`;
  }

  #pass() {
    if (this.#screen.blocked) this.#deeds.unblock();
    else this.#deeds.start();
  }

  #drawKeyboard(keyboard) {
    this.#keyboardOpen = true;
    this.#toggle.hidden = keyboard === null;
    this.#keys.hidden = keyboard === null;
    this.#keys.replaceChildren();
    if (keyboard) this.#keys.append(replyKeyboard(keyboard, (key) => this.#pressKey(key, keyboard.one_time)));
  }

  #pressKey(key, isOneTime) {
    if (key.kind === "contact") this.#deeds.shareContact(true);
    else this.#deeds.send(key.text);
    if (isOneTime) this.#toggleKeyboard();
    if (isOneTime) this.#input.focus();
  }

  #toggleKeyboard() {
    this.#keyboardOpen = !this.#keyboardOpen;
    this.#keys.hidden = !this.#keyboardOpen;
    this.reword();
  }

  #openCommands() {
    openMenu(this.#input, this.#screen.commands.map(({ command, description }) => (
      { text: `/${command}`, detail: description, choose: () => this.#deeds.send(`/${command}`) }
    )), say("commands"));
  }

  /** Offers the commands that begin like what is typed; the typing goes on undisturbed. */
  #suggest() {
    const typed = this.#input.value;
    const found = this.#screen.commands.filter(({ command }) => typed !== "" && `/${command}`.startsWith(typed));
    this.#suggestions.hidden = found.length === 0;
    this.#suggestions.setAttribute("aria-label", say("commands"));
    this.#suggestions.replaceChildren(...found.map((command) => this.#suggestion(command)));
  }

  #suggestion({ command, description }) {
    const choose = () => {
      this.#endEdit();
      this.#deeds.send(`/${command}`);
    };
    return button({ class: "item", click: choose },
      element("span", {}, `/${command}`), element("span", { class: "detail" }, description));
  }

  #openAttachments() {
    openMenu(this.#attach, [
      ...ATTACHMENTS.map((kind) => ({ text: say(kind), icon: kind, choose: () => this.#attachKind(kind) })),
      { text: say("own_contact"), icon: "contact", choose: () => this.#deeds.shareContact(true) },
      { text: say("other_contact"), icon: "contact", choose: () => this.#deeds.shareContact(false) },
    ], say("attach"));
  }

  #attachKind(kind) {
    if (!(kind in FROM_DISK)) {
      this.#deeds.attach({ kind });
      return;
    }
    const picker = element("input", { type: "file", accept: FROM_DISK[kind] });
    picker.addEventListener("change", async () => this.#deeds.attach(await fileOf(kind, picker.files[0])));
    picker.click();
  }
}

function fileOf(kind, file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("error", () => reject(reader.error));
    reader.addEventListener("load", () => {
      resolve({ kind, name: file.name, size: file.size, content_base64: reader.result.split(",")[1] });
    });
    reader.readAsDataURL(file);
  });
}
