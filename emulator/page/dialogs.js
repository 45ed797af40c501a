/** Questions that stand over the page or over one phone; Escape closes them. */

import { button, element, icon } from "./element.js";
import { say } from "./texts.js";

/** Shows a dialog over the page; resolves to what was given to `close`, or to null if it was dismissed. */
function ask(title, fill, kind = "") {
  return new Promise((resolve) => {
    const dialog = element("dialog", { class: `dialog ${kind}`.trim(), "aria-label": title });
    let answer = null;
    const close = (chosen) => {
      answer = chosen;
      dialog.close();
    };
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.append(...fill(close));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Asks for one of several people; `preferred` stands first and has the focus. */
export function choosePerson(title, detail, people, preferred) {
  const ordered = [preferred, ...people.filter((person) => person !== preferred)];
  return ask(title, (close) => [
    element("h2", {}, title),
    element("p", { class: "detail" }, detail),
    element("div", { class: "choices" }, ordered.map((person) => button({ class: "choice", click: () => close(person) },
      element("span", {}, person.caption),
      person === preferred ? element("span", { class: "detail" }, say("this_phone")) : null))),
    button({ class: "plain", click: () => close(null) }, say("cancel")),
  ]);
}

/** Asks for the first name of somebody new. */
export function askName() {
  return ask(say("new_person_title"), (close) => {
    const limits = { required: true, maxlength: 64, autocomplete: "off" };  // 64: Telegram's limit for a first name
    const input = element("input", { id: "new-name", autofocus: true, ...limits });
    const submit = (event) => {
      event.preventDefault();
      close(input.value.trim() || null);
    };
    return [
      element("h2", {}, say("new_person_title")),
      element("form", { submit },
        element("label", { for: "new-name" }, say("first_name")), input,
        element("div", { class: "ends" },
          button({ class: "plain", click: () => close(null) }, say("cancel")),
          element("button", { class: "main", type: "submit" }, say("add")))),
    ];
  });
}

/** Shows a picture as large as the window allows. */
export function showPicture(address, name) {
  return ask(name, (close) => [
    element("img", { src: address, alt: name }),
    button({ class: "round", "aria-label": say("close"), click: () => close(null) }, icon("close")),
  ], "picture");
}

/** Shows a bot's alert over one phone; the other phones stay usable. */
export function alertOver(parent, text, takesFocus) {
  const close = () => cover.remove();
  const accept = button({ class: "main", click: close }, say("ok"));
  const cover = element("div", { class: "alert", keydown: (event) => event.key === "Escape" && close() },
    element("div", { class: "alert-box", role: "alertdialog", "aria-modal": "false", "aria-label": text },
      element("p", {}, text), accept));
  parent.append(cover);
  if (takesFocus) accept.focus();
}
