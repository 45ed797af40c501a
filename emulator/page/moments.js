/** Words moments as the school sees them: in its zone, in the page's language. */

import { locale, say } from "./texts.js";

const ZONE = "Europe/Moscow";  // the emulator's default zone, docs/emulator.md

const written = (moment, options) => new Intl.DateTimeFormat(locale(), { timeZone: ZONE, ...options }).format(moment);

/** 14:05 */
export const timeOf = (moment) => written(moment, { hour: "2-digit", minute: "2-digit" });

const DAYS = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE });  // Canada writes days as ISO 8601 does

/** The day of a moment as a sortable key: 2026-09-12. */
export const dayKey = (moment) => DAYS.format(moment);

/** 12 September, or "Today" for the day of `now`. */
export function dayOf(moment, now) {
  if (dayKey(moment) === dayKey(now)) return say("today");
  const year = dayKey(moment).slice(0, 4) === dayKey(now).slice(0, 4) ? undefined : "numeric";
  return written(moment, { day: "numeric", month: "long", year });
}

/** The whole moment, for the clock of the page. */
export const fullyWritten = (moment) => written(moment, {
  weekday: "short", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit",
});

const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

function relative(moment, now) {
  const seconds = Math.round((moment - now) / 1000);
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS[3];
  return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(Math.round(seconds / length), unit);
}

/** A `date_time` entity: "r", or any of w (weekday), d or D (date), t or T (time); Bot API, MessageEntity. */
export function formatted(moment, format, now) {
  if (format === "r") return relative(moment, now);
  const options = {};
  if (format.includes("w")) options.weekday = "long";
  if (format.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (format.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/[tT]/.test(format)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (format.includes("T")) options.second = "2-digit";
  return written(moment, options);
}
