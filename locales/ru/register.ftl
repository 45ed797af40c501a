# Согласия: сколько есть по классам, чего не хватает, кто что подписал.
title = <b>Согласия</b> · { $organisation }
empty = Участников пока нет.
have = Есть: <b>{ $have } из { $total }</b>, на бумаге: { $paper }
waiting = Ждут: { $count }
refused = Отказались: { $count }
new_text = Ещё не ответили на новый текст: { $count }
class_button = { $group }: { $have } из { $total }
no_class = Без класса
class_title = <b>{ $group }</b>
missing = { $title }
    Не хватает согласий: { $count }
complete = { $title }
    Все согласия есть ✅
person_button = { $name } · { $what }
short_home = есть
short_new_text = новый текст
short_adult = нет согласия родителя
short_assent = нет слова ребёнка
short_consent = нет своего согласия
short_refused = отказ
short_not_allowed = родитель отказал
short_withdrawn = вышел
what_home = Все нужные согласия есть.
what_new_text = Текст согласия изменился, нового ответа пока нет.
what_adult = Не хватает согласия родителя.
what_assent = Родитель согласен, ребёнок ещё не ответил.
what_consent = Не хватает собственного согласия.
what_refused = Человек отказался. Его решение уважаем.
what_not_allowed = Родитель отказал. Его решение уважаем.
what_withdrawn = Согласие отозвано.
no_decisions = Решений пока нет.
remind = Напомнить всем
remind_sure = Напомнить тем, кто ещё не ответил: { $count }. Кто отказался, тех не спросим. Чаще раза в день бот не напоминает.
reminded = { $count ->
    [0] Сегодня уже напоминали
   *[other] Отправлено напоминаний: { $count }
}
print = Бланки
print_for = Напечатать бланк
person = Карточка
back = К согласиям
papers = Бумажные
texts = Тексты
export = Таблица
export_named = С именами
withdrawn_on_paper = Отзыв: { $line }
withdraw_sure = { $line }

    Записать, что это согласие отозвали на бумаге? Без нужного согласия бот остановится сразу, а данные надо уничтожить за 30 дней.
write_down = Записать отзыв
withdrawal_written = Записано
withdrawal_done = Отзыв записан. Срок уничтожения стоит в ваших делах на сегодня.
line_agreed = { $kind }: { $who }, { $day }, { $channel }, № { $number }
line_refused = { $kind }: { $who }, { $day }, отказ
line_withdrawn = { $kind }: { $who }, { $day }, отозвано
line_replaced = { $kind }: { $who }, { $day }, заменено
signer_self = сам(а)
signer_mother = мать
signer_father = отец
signer_guardian = опекун
channel_chat = в чате
channel_paper = на бумаге
duties = Согласие на работу наставником (учителя): { $signed } из { $total }
