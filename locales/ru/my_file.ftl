# Файл с данными человека.
title = { $tone ->
    [child] Что бот знает о тебе
   *[adult] Персональные данные
}
made = Составлено { $day }
introduction = { $tone ->
    [child] Здесь то, что хранит о тебе программа наставничества ({ $organisation }). Если ты просишь помощи кнопкой 🆘, это хранят отдельно.
   *[adult] Здесь все данные, которые хранит программа наставничества ({ $organisation }), цели и те, кто их читает (152-ФЗ, статья 14). Цели: принять в программу, подобрать пару, напоминать, помогать, составлять отчёты без имён. Срок: до окончания участия. Обращения о безопасности хранит отдельно психолог.
}
rights = { $tone ->
    [child] Это твои данные. Если что-то неправильно, скажи куратору. Можно попросить удалить всё: «Мои данные» → «Удалить».
   *[adult] Данные можно исправить, согласие отозвать, а данные удалить: «Мои данные» в боте. Вопросы — { $contact }.
}
about = { $tone ->
    [child] О тебе
   *[adult] Сведения
}
name = Имя
code = Код
group = Класс
born = День рождения
organisation = Организация
since = В программе с
roles = Роль
role_since = { $role }, с { $since }
role_until = { $role }, с { $since } по { $until }
accounts = Аккаунты
family = { $tone ->
    [child] Твои взрослые
   *[adult] Семья
}
child = ребёнок
consents = Согласия
consent_processing = обработка данных
consent_assent = { $tone ->
    [child] твоё «да»
   *[adult] собственное «да» ребёнка
}
consent_publication = публикация
consent_photo = фотографии
consent_transfer = передача партнёру
consent_mentor_duty = обязанности наставника
consent_other = согласие
agreed = дано { $moment }
withdrawn = { $agreed }, отозвано { $moment }
pairs = { $tone ->
    [child] Твой наставник и встречи
   *[adult] Пары и встречи
}
pair = Пара № { $number }
meetings = Встречи ({ $count })
form = { $title } · { $day }
skipped = без ответа
took_part = { $tone ->
    [child] Опросы без имени: здесь только день, ответы с тобой не связаны
   *[adult] Анонимные опросы: хранится только день участия, ответы с вами не связаны
}
readers = { $tone ->
    [child] Кто это видит
   *[adult] Кто читает
}
read_names = Имя и класс
read_answers = Ответы
read_sensitive = Ответы о тревожном
read_meetings = Встречи
read_consents = Согласия
opened = { $tone ->
    [child] Кто и когда делал что-то важное с твоими данными
   *[adult] Действия с данными
}
machine = система
did = действие с данными
did_people_change = данные исправлены
did_erasures_prepare = подготовка удаления
did_answers_sensitive = открыты личные ответы
did_answers_confidential = открыт ответ
did_export_named = выгрузка с именами
did_questionnaires_paper = внесены ответы с бумаги
did_subject_show = показаны данные
did_subject_export = выданы данные
