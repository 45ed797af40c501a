/** What a message carries besides words: pictures, documents, contacts and the rest. */

import { fileAddress } from "./control.js";
import { showPicture } from "./dialogs.js";
import { button, element, icon } from "./element.js";
import { locale, say } from "./texts.js";

const NAMED = new Set([
  "photo", "voice", "sticker", "location", "video", "audio", "animation", "video_note",
]);
const PICTURED = new Set(["photo", "voice", "sticker", "location"]);

/** The node for everything that is not text, or null if the message is nothing but text. */
export function attachment(message) {
  switch (message.kind) {
    case "text":
    case "dice":
    case "poll": return null;
    case "photo": return photo(message);
    case "document": return document_(message);
    case "contact": return contact(message.contact);
    case "venue": return placeholder("location");
    default: return placeholder(message.kind);
  }
}

function photo({ file, caption, protected: isProtected }) {
  const name = caption?.split("\n")[0] || file.name || say("photo");
  const { width, height } = file;
  const draggable = isProtected ? "false" : null;
  const picture = element("img", { src: fileAddress(file), alt: name, width, height, draggable });
  const click = () => showPicture(picture.src, name);
  const node = button({ class: "photo", "aria-label": say("enlarge", { name }), click }, picture);
  picture.addEventListener("error", () => node.replaceWith(placeholder("photo")));
  return node;
}

function document_({ file }) {
  const isShown = file.mime_type === "application/pdf";
  const address = { href: fileAddress(file), ...(isShown ? { target: "_blank" } : { download: file.name ?? "" }) };
  const ending = (file.name ?? "").split(".").at(-1).slice(0, 4);
  return element("a", { class: "file", title: say(isShown ? "open" : "download"), ...address },
    element("span", { class: "file-icon", "aria-hidden": "true" }, ending || icon("document")),
    element("span", { class: "file-words" },
      element("span", { class: "file-name" }, file.name ?? say("document")),
      element("span", { class: "file-size" }, `${sizeOf(file.size ?? 0)} · ${say(isShown ? "open" : "download")}`)));
}

function contact({ first_name: name, phone_number: phone }) {
  return element("div", { class: "file" },
    element("span", { class: "file-icon round-icon", "aria-hidden": "true" }, icon("contact")),
    element("span", { class: "file-words" },
      element("span", { class: "file-name" }, name),
      element("span", { class: "file-size" }, phone)));
}

function placeholder(kind) {
  const words = NAMED.has(kind) ? say(kind) : say("other", { kind });
  const picture = PICTURED.has(kind) ? kind : "document";
  return element("div", { class: "file" },
    element("span", { class: "file-icon round-icon", "aria-hidden": "true" }, icon(picture)),
    element("span", { class: "file-words" }, element("span", { class: "file-name" }, words),
      kind === "voice" ? element("span", { class: "wave", "aria-hidden": "true" }) : null));
}

function sizeOf(bytes) {
  const number = (value) => value.toLocaleString(locale(), { maximumFractionDigits: 1 });
  if (bytes < 1024) return say("bytes", { size: bytes });
  if (bytes < 1024 ** 2) return say("kilobytes", { size: number(bytes / 1024) });
  return say("megabytes", { size: number(bytes / 1024 ** 2) });
}
