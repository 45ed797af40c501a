/** The page of phones: brings people, phones, clock and log together and hears the emulator's events. */

import { Clock } from "./clock.js";
import * as control from "./control.js";
import { askName, choosePerson } from "./dialogs.js";
import { element } from "./element.js";
import { joined } from "./joined.js";
import { botLink, webLink } from "./links.js";
import { Log } from "./log.js";
import { newcomerPlace } from "./newcomer.js";
import { Phone } from "./phone.js";
import { say, speak } from "./texts.js";

const SHOWN_AT_FIRST = 4;

const shelf = document.getElementById("phones");
const productName = document.getElementById("product");
const botPicker = document.getElementById("bot");
const clock = new Clock(
  (now) => phones.forEach((phone) => phone.tick(now)),
  (problem) => phones[0]?.toast(problem.message, false, true));
let people = [];
let phones = [];
let bot = null;
let activePhone = null;

const page = {
  people: () => people,
  now: () => clock.now(),
  activePhone: () => activePhone,
  openLink,
  showPerson,
  unreadChanged() {
    const unread = phones.reduce((sum, phone) => sum + phone.unread, 0);
    document.title = (unread ? `(${unread}) ` : "") + productName.textContent;
  },
};

function captioned(person) {
  return { ...person, caption: person.label || [person.first_name, person.last_name].filter(Boolean).join(" ") };
}

async function refreshPeople() {
  people = (await control.people()).map(captioned);
}

async function refreshBots() {
  const bots = await control.bots();
  bot = bots.find((each) => each.username === botPicker.value) ?? bots[0] ?? null;
  control.chooseBot(bot?.username ?? null);
  botPicker.replaceChildren(...bots.map((each) => element("option", { value: each.username }, each.name)));
  botPicker.value = bot?.username ?? "";
  botPicker.parentElement.hidden = bots.length < 2;
  productName.textContent = bot?.name ?? say("untitled");
}

/** Which person is on which phone, from the address of the page; else the first few people. */
function chosenPeople() {
  const byId = new Map(people.map((person) => [String(person.id), person]));
  const named = location.hash.slice(1).split(",").map((id) => byId.get(id)).filter(Boolean);
  return named.length > 0 ? [...new Set(named)] : people.slice(0, SHOWN_AT_FIRST);
}

/** Puts these people on the phones and keeps every phone that still shows its person. */
function showPeople(chosen) {
  const known = new Map(phones.map((phone) => [phone.person.id, phone]));
  phones = chosen.map((person) => known.get(person.id) ?? newPhone(person));
  const nodes = phones.map((phone) => phone.node);
  for (const node of [...shelf.children]) if (!nodes.includes(node)) node.remove();
  nodes.forEach((node, index) => {
    if (shelf.children[index] !== node) shelf.insertBefore(node, shelf.children[index] ?? null);
  });
  if (phones.length < SHOWN_AT_FIRST) shelf.append(newcomerPlace(bot, welcome));
  phones.forEach((phone) => phone.offerPeople());
  page.unreadChanged();
}

function newPhone(person) {
  const phone = new Phone(page, person);
  const attend = () => {
    activePhone = phone;
    phone.attend();
  };
  phone.node.addEventListener("focusin", attend);
  phone.node.addEventListener("pointerdown", attend);
  phone.tick(clock.now());
  phone.refresh();
  return phone;
}

/** Shows another person on a phone; whoever is on another phone already changes places. */
async function showPerson(phone, value) {
  const wanted = value === "new" ? await addPerson() : people.find((person) => String(person.id) === value);
  const shown = phones.map((each) => each.person);
  const here = shown.indexOf(phone.person);
  const there = shown.findIndex((person) => person.id === wanted?.id);
  if (wanted && there >= 0) shown[there] = phone.person;
  if (wanted) shown[here] = wanted;
  history.replaceState(null, "", `#${shown.map((person) => person.id).join(",")}`);
  showPeople(shown);
}

/** Puts somebody new on one more phone. */
async function welcome() {
  const person = await addPerson();
  if (person === null) return;
  const shown = [...phones.map((phone) => phone.person).filter((each) => each.id !== person.id), person];
  history.replaceState(null, "", `#${shown.map((each) => each.id).join(",")}`);
  showPeople(shown);
  const phone = phones.at(-1);
  await phone.refresh();
  phone.focusInput();
}

async function addPerson() {
  const name = await askName();
  if (name === null) return null;
  const told = { first_name: name, language_code: document.documentElement.lang, phone: inventedNumber() };
  const person = captioned(await control.addPerson(told));
  await refreshPeople();
  return person;
}

/** A number that no telephone network gives out: Russia has no code 000. */
function inventedNumber() {
  return `+7000${String(Math.floor(Math.random() * 1e7)).padStart(7, "0")}`;
}

/** Opens a link: a bot's on the phone that is asked for, any other in a new tab. */
async function openLink(address, phone) {
  const link = botLink(address);
  if (link === null) {
    const web = webLink(address);
    if (web) open(web, "_blank", "noopener,noreferrer");
    return;
  }
  const here = people.find((person) => person.id === phone.person.id);
  const person = await choosePerson(say("open_where"), link, people, here);
  if (person === null) return;
  const isShown = phones.some((each) => each.person.id === person.id);
  if (!isShown) await showPerson(phones.findLast((each) => each !== phone) ?? phone, String(person.id));
  phones.find((each) => each.person.id === person.id).open(link);
}

const HEARD = {
  screen: (event) => phoneOf(event)?.refresh(),
  toast(event) {
    if (event.text) phoneOf(event)?.toast(event.text, event.alert);
    if (event.url && phoneOf(event)) openLink(event.url, phoneOf(event));
    phoneOf(event)?.refresh();
  },
  typing: (event) => phoneOf(event)?.showActivity(event.text),
  clock: (event) => clock.set(event.now),
  person: () => refreshAll(),
};

function phoneOf(event) {
  return phones.find((phone) => phone.person.id === event.person_id);
}

const refreshAll = joined(async () => {
  await Promise.all([refreshBots(), refreshPeople(), clock.refresh()]);
  const stillThere = phones.map((phone) => people.find((person) => person.id === phone.person.id)).filter(Boolean);
  const full = stillThere.length >= Math.min(SHOWN_AT_FIRST, people.length);
  showPeople(full ? stillThere : chosenPeople());
  phones.forEach((phone) => phone.refresh());
});

for (const node of document.querySelectorAll("[data-language]")) {
  node.addEventListener("click", () => {
    speak(node.dataset.language);
    clock.reword();
    showPeople(phones.map((phone) => phone.person));
    phones.forEach((phone) => phone.reword());
    phones.forEach((phone) => phone.refresh());
  });
}
botPicker.addEventListener("change", () => {
  phones = [];  // another bot's chats are other chats
  refreshAll();
});
addEventListener("hashchange", () => showPeople(chosenPeople()));
addEventListener("focus", () => activePhone?.attend());

speak();
new Log();
control.listen((event) => HEARD[event.kind]?.(event), (connected) => {
  document.getElementById("offline").hidden = connected;
  if (connected) refreshAll();
});
