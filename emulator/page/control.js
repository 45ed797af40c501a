/** Talks to the emulator's control API (docs/emulator.md) and listens to its events. */

let chosenBot = null;

/** From now on every call is about this bot (a user name); null means the only one. */
export function chooseBot(username) {
  chosenBot = username;
}

async function call(method, path, body) {
  const headers = body ? { "Content-Type": "application/json" } : {};
  const response = await fetch(`/emulator/${path}`, { method, headers, body: body && JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? response.statusText);
  return answer;
}

function act(personId, action, body = {}) {
  return call("POST", `people/${personId}/${action}`, chosenBot ? { ...body, bot: chosenBot } : body);
}

export const bots = () => call("GET", "bots");
export const people = () => call("GET", "people");
export const addPerson = (person) => call("POST", "people", person);

export const screen = (personId) =>
  call("GET", `people/${personId}/screen${chosenBot ? `?bot=${encodeURIComponent(chosenBot)}` : ""}`);

export const sendText = (personId, text) => act(personId, "text", { text });
export const openLink = (personId, link) => act(personId, "open", { link });
export const shareContact = (personId, contact) => act(personId, "contact", contact);
export const sendFile = (personId, file) => act(personId, "file", file);
export const press = (personId, place) => act(personId, "press", place);
export const edit = (personId, messageId, text) => act(personId, "edit", { message_id: messageId, text });
export const remove = (personId, messageId) => act(personId, "delete", { message_id: messageId });
export const block = (personId) => act(personId, "block");
export const unblock = (personId) => act(personId, "unblock");

export const clock = () => call("GET", "clock");
export const step = (length) => call("POST", "clock", { step: length });
export const calls = (since) => call("GET", `calls?since=${since}`);
export const violations = () => call("GET", "violations");

export const fileAddress = (file) => `/emulator/files/${encodeURIComponent(file.file_id)}`;

const RECONNECT_AFTER = 2000;  // milliseconds

/**
 * Listens to events for as long as the page lives; a lost connection is taken up again.
 * `onChange(connected)` tells of both, so that what was missed can be asked for.
 */
export function listen(onEvent, onChange) {
  const source = new EventSource("/emulator/events");
  source.addEventListener("open", () => onChange(true));
  source.addEventListener("message", (message) => onEvent(JSON.parse(message.data)));
  source.addEventListener("error", () => {
    onChange(false);
    source.close();
    setTimeout(() => listen(onEvent, onChange), RECONNECT_AFTER);
  });
}
