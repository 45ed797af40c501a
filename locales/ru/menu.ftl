# Buttons that stand everywhere.
home = В меню
back = ‹ Назад
next = Дальше ›
yes = Да
no = Нет
cancel = Отмена
