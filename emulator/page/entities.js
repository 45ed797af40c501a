/** Shows a formatted text: entities (Bot API, MessageEntity) become elements, plain links become links. */

import { button, element } from "./element.js";
import { botLink, webLink } from "./links.js";
import { formatted } from "./moments.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const PLAIN_LINK = /(?:https?:\/\/|t\.me\/)[^\s<>"]*[^\s<>".,:;!?»)\]]|(?<![\w/])\/[a-z][a-z0-9_]{0,31}\b/g;

/**
 * Turns a text and its entities into nodes. Offsets count UTF-16 units, as strings of JavaScript do.
 * `deeds` open links and send commands (deeds.js), `now` is for relative times.
 */
export function renderText(text, entities, deeds, now) {
  const ordered = [...(entities ?? [])].sort((one, other) => one.offset - other.offset || other.length - one.length);
  return nodesBetween(0, text.length, ordered);

  function nodesBetween(start, end, inside) {
    const nodes = [];
    let position = start;
    for (const [index, entity] of inside.entries()) {
      if (entity.offset < position || entity.offset >= end) continue;
      const last = Math.min(entity.offset + entity.length, end);
      const isBlock = BLOCKS.has(entity.type);
      const before = isBlock ? withoutBreak(entity.offset, position) : entity.offset;
      nodes.push(...plain(text.slice(position, before), deeds));
      const children = nodesBetween(entity.offset, last, inside.slice(index + 1));
      nodes.push(wrap(entity, text.slice(entity.offset, last), children, deeds, now));
      position = isBlock && text[last] === "\n" ? last + 1 : last;
    }
    return [...nodes, ...plain(text.slice(position, end), deeds)];
  }

  /** A block stands on lines of its own; the line breaks beside it would show as empty lines. */
  function withoutBreak(offset, start) {
    return offset > start && text[offset - 1] === "\n" ? offset - 1 : offset;
  }
}

function plain(text, deeds) {
  const nodes = [];
  let position = 0;
  for (const found of text.matchAll(PLAIN_LINK)) {
    const [words] = found;
    const shown = words.startsWith("/") ? command(words, deeds) : link(words, [words], deeds);
    nodes.push(text.slice(position, found.index), shown);
    position = found.index + words.length;
  }
  return [...nodes, text.slice(position)];
}

function wrap(entity, own, children, deeds, now) {
  switch (entity.type) {
    case "text_link": return link(entity.url, children, deeds);
    case "url": return link(own, [own], deeds);
    case "email": return link(`mailto:${own}`, [own], deeds);
    case "phone_number": return link(`tel:${own}`, [own], deeds);
    case "bot_command": return command(own, deeds);
    case "spoiler": return spoiler(children);
    case "date_time": return moment(entity, own, now);
    case "code": case "pre": return element(entity.type, {}, own);
    case "mention": case "hashtag": case "cashtag": case "text_mention":
      return element("span", { class: "mention" }, children);
    default: return element(TAGS[entity.type] ?? "span", {}, children);
  }
}

function link(address, children, deeds) {
  const place = { href: webLink(address), target: "_blank", rel: "noopener noreferrer" };
  const node = element("a", { ...place, title: address }, children);
  if (botLink(address)) {
    node.addEventListener("click", (event) => {
      event.preventDefault();
      deeds.openLink(address);
    });
  }
  return node;
}

function command(text, deeds) {
  return button({ class: "link", click: () => deeds.send(text) }, text);
}

function spoiler(children) {
  const cover = button({ class: "spoiler", click: () => cover.classList.add("shown") }, children);
  return cover;
}

function moment(entity, own, now) {
  const when = new Date(entity.unix_time * 1000);
  const words = entity.date_time_format ? formatted(when, entity.date_time_format, now) : own;
  return element("time", { class: "moment", datetime: when.toISOString() }, words);
}
