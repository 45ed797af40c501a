# Buttons of the monthly summary; its words are in reports.ftl.
chart = График
table = Таблица XLSX
no_such_month = За такой месяц сводки нет. Есть от { $first } до { $last }. Напишите, например: /summary 2026-10
results = Результаты опросов
