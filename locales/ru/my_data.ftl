# Что бот знает о человеке.
title = { $tone ->
    [child] <b>Что бот знает о тебе</b>
   *[adult] <b>Ваши данные</b>
}
name = Имя: { $value }
group = Класс: { $value }
born = День рождения: { $value }
role = { $tone ->
    [child] Роль: { $value }
   *[adult] Роль: { $value }
}
organisation = Организация: { $value }
since = В программе с { $value }
phone = Телефон: { $value }
account = Аккаунт в Telegram: номер { $value }
answers = { $count ->
    [one] { $count } заполненная анкета
    [few] { $count } заполненные анкеты
   *[other] { $count } заполненных анкет
}
meetings = { $count ->
    [one] { $count } встреча
    [few] { $count } встречи
   *[other] { $count } встреч
}
correct = { $tone ->
    [child] Что-то не так? Скажи куратору, он исправит.
   *[adult] Что-то неверно? Скажите куратору, он исправит.
}
