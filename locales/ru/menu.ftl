# Buttons that stand everywhere.
home = В меню
back = ‹ Назад
next = Дальше ›
yes = Да
no = Нет
cancel = Отмена
unknown_command = { $tone ->
    [child] Такой команды нет. Всё, что я умею, есть в меню.
   *[adult] Такой команды нет. Всё, что я умею, есть в меню.
}
unknown_words = { $tone ->
    [child] Не понял. Нажми кнопку, и я покажу, что можно сделать.
   *[adult] Не понял вас. Нажмите кнопку, и я покажу, что можно сделать.
}
