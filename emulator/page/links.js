/** Tells links that open a bot on a phone from links that open in the browser. */

const TELEGRAM_HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);

function parsed(address) {
  try {
    return new URL(/^[a-z]+:/i.test(address) ? address : `https://${address}`);
  } catch {
    return null;
  }
}

/**
 * The link `https://t.me/<bot>` or `https://t.me/<bot>?start=…` that an address stands for, or null.
 * A bot's name ends with "bot" (Telegram's rule); a share link is looked into.
 */
export function botLink(address) {
  const link = parsed(address);
  if (link === null) return null;
  if (link.protocol === "tg:" && link.host === "resolve" && link.searchParams.has("domain")) {
    return startLink(link.searchParams.get("domain"), link.searchParams.get("start"));
  }
  if (!TELEGRAM_HOSTS.has(link.hostname)) return null;
  if (link.pathname === "/share/url" || link.pathname === "/share") {
    return botLink(link.searchParams.get("url") ?? "") ?? linkInside(link.searchParams.get("text") ?? "");
  }
  const name = link.pathname.slice(1);
  return /^\w+bot$/i.test(name) ? startLink(name, link.searchParams.get("start")) : null;
}

/** The first link to a bot inside a text, or null. */
export function linkInside(text) {
  const [found] = text.match(/(?:https:\/\/)?t\.me\/\S+/) ?? [];
  return found ? botLink(found) : null;
}

function startLink(username, payload) {
  return `https://t.me/${username}` + (payload ? `?start=${encodeURIComponent(payload)}` : "");
}

/** An address that a browser may open in a new tab, or null: nothing but web and mail links. */
export function webLink(address) {
  const link = parsed(address);
  return link !== null && ["https:", "http:", "mailto:", "tel:"].includes(link.protocol) ? link.href : null;
}
