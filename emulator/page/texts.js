/** Every text of the page itself, in Russian and English; what the bot says comes from the bot. */

const RUSSIAN = {
  subtitle: "Телефоны учебные, бот настоящий", untitled: "Эмулятор Telegram", clock: "Часы", language: "Язык",
  phones: "Телефоны", bot: "Бот", next_day: "Следующий день", next_month: "Следующий месяц",
  offline: "Связь с эмулятором потеряна, пробую снова…",
  connect: "Подключите бота", address: "Адрес Bot API", token: "Токен",
  log: "Журнал", log_title: "Вызовы Bot API", only_violations: "только нарушения", no_calls: "Вызовов пока нет.",
  violations: "Нарушений: {count}",
  close: "Закрыть", cancel: "Отмена", ok: "Хорошо",
  phone: "Телефон: {name}", whose: "Чей это телефон", new_person: "Новый человек…", new_person_title: "Новый человек",
  first_name: "Имя", add: "Добавить", unread: "Непрочитанных: {count}",
  is_bot: "бот", typing: "печатает…", uploads: "отправляет файл…", blocked_state: "бот заблокирован",
  chat: "Переписка", today: "Сегодня", newest: "К новым сообщениям", newest_count: "К новым сообщениям: {count}",
  nothing_yet: "Сообщений пока нет", press_start: "Нажмите «Начать», чтобы бот мог вам писать",
  from_bot: "Бот", from_person: "Вы", edited: "изменено", silent: "без звука", protected: "копирование запрещено",
  start: "Начать", unblock: "Разблокировать", block: "Заблокировать бота", restart: "Отправить /start",
  chat_menu: "Меню чата", commands: "Команды", message: "Сообщение", send: "Отправить",
  editing: "Изменение сообщения",
  show_keyboard: "Показать кнопки", hide_keyboard: "Спрятать кнопки", quick_answers: "Кнопки ответа",
  buttons: "Кнопки",
  attach: "Прикрепить", photo: "Фото", document: "Документ", voice: "Голосовое сообщение", sticker: "Стикер",
  location: "Геопозиция", own_contact: "Мой контакт", other_contact: "Чужой контакт", video: "Видео", audio: "Аудио",
  animation: "Анимация", video_note: "Видеосообщение",
  other: "Сообщение: {kind}", enlarge: "Увеличить: {name}", download: "Скачать", open: "Открыть",
  actions: "Действия с сообщением", edit: "Изменить", remove: "Удалить у всех", copy: "Копировать текст",
  copied: "Скопировано",
  open_where: "На чьём телефоне открыть?", this_phone: "этот телефон",
  forward_hint: "Здесь Telegram показал бы список чатов",
  kilobytes: "{size} КБ", megabytes: "{size} МБ", bytes: "{size} Б",
};

const ENGLISH = {
  subtitle: "Practice phones, a real bot", untitled: "Emulated Telegram", clock: "Clock", language: "Language",
  phones: "Phones", bot: "Bot", next_day: "Next day", next_month: "Next month",
  offline: "The emulator does not answer, trying again…",
  connect: "Connect a bot", address: "Bot API base", token: "Token",
  log: "Log", log_title: "Bot API calls", only_violations: "only violations", no_calls: "No calls yet.",
  violations: "Violations: {count}",
  close: "Close", cancel: "Cancel", ok: "OK",
  phone: "Phone: {name}", whose: "Whose phone this is", new_person: "New person…", new_person_title: "New person",
  first_name: "First name", add: "Add", unread: "Unread: {count}",
  is_bot: "bot", typing: "typing…", uploads: "sending a file…", blocked_state: "bot blocked",
  chat: "Chat", today: "Today", newest: "To the newest messages", newest_count: "To the newest messages: {count}",
  nothing_yet: "No messages yet", press_start: "Press START so that the bot may write to you",
  from_bot: "Bot", from_person: "You", edited: "edited", silent: "silent", protected: "copying is not allowed",
  start: "START", unblock: "Unblock", block: "Block the bot", restart: "Send /start",
  chat_menu: "Chat menu", commands: "Commands", message: "Message", send: "Send", editing: "Edit message",
  show_keyboard: "Show buttons", hide_keyboard: "Hide buttons", quick_answers: "Answer buttons", buttons: "Buttons",
  attach: "Attach", photo: "Photo", document: "Document", voice: "Voice message", sticker: "Sticker",
  location: "Location", own_contact: "My contact", other_contact: "Somebody else's contact", video: "Video",
  audio: "Audio", animation: "Animation", video_note: "Video message",
  other: "Message: {kind}", enlarge: "Enlarge: {name}", download: "Download", open: "Open",
  actions: "Message actions", edit: "Edit", remove: "Delete for everyone", copy: "Copy text", copied: "Copied",
  open_where: "Open on which phone?", this_phone: "this phone",
  forward_hint: "Telegram would show the list of chats here",
  kilobytes: "{size} KB", megabytes: "{size} MB", bytes: "{size} B",
};

const LANGUAGES = { ru: RUSSIAN, en: ENGLISH };
const REMEMBERED = "emulator.language";

let language = localStorage.getItem(REMEMBERED) ?? (navigator.language.startsWith("ru") ? "ru" : "en");

export const currentLanguage = () => language;

/** The locale for dates and numbers; British English, because its day has 24 hours. */
export const locale = () => (language === "ru" ? "ru-RU" : "en-GB");

/** A text of the page with its `{values}` filled in. */
export function say(key, values = {}) {
  return LANGUAGES[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Changes the language and words the fixed parts of the page anew. */
export function speak(chosen = language) {
  language = chosen;
  localStorage.setItem(REMEMBERED, chosen);
  document.documentElement.lang = chosen;
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = say(node.dataset.text);
  for (const node of document.querySelectorAll("[data-name]")) node.setAttribute("aria-label", say(node.dataset.name));
  for (const node of document.querySelectorAll("[data-language]")) {
    node.setAttribute("aria-pressed", String(node.dataset.language === chosen));
  }
}
