# What is wrong in a questionnaire file, and what to do about it. Read by the methodist who wrote the file.

where = Лист { $sheet }, строка { $row }, столбец «{ $column }».
not_xlsform = Файл не читается как XLSForm: { $detail }
no_questions = В файле нет вопросов. Заполните лист survey.
column = Такой столбец бот не поддерживает. Уберите его. Поддерживаются: { $known }.
or_other = Вместо or_other добавьте свой вариант и отдельный вопрос с условием.
type = Тип «{ $type }» бот не поддерживает. Поддерживаются: { $known }. Для range нужен столбец bind::scale.
value = Значение «{ $value }» бот не знает. Можно: { $known }.
range = Шкала задаётся так: start=1 end={ $end } step=1. Нуля в шкалах нет.
scale_options = Варианты шкалы { $scale } называются числами по порядку: от 1 до { $last }.
yes_no_options = У вопроса со шкалой yn ровно два варианта: yes и no, в этом порядке.
options = Проверьте варианты: имена не повторяются, parameters у вопроса пуст.
no_label = Нет текста. Заполните label хотя бы на одном языке.
label_long = Слишком длинно: { $length } знаков. Уложитесь в { $limit }.
misplaced = У вопроса вида { $kind } этот столбец ничего не значит. Очистите ячейку.
piping = Подставлять ответы в текст вопроса бот не умеет. Уберите подстановку.
group = Группа нужна только для общего условия. Уберите её текст и appearance.
both_limits = Укажите и bind::minimum, и bind::maximum, меньшее первым.
figure = «{ $value }» — не число.
length = Длина ответа: от 1 до { $limit } знаков.
suggestions = Подсказки — целые числа через пробел у вопроса типа integer.
twice = Имя «{ $name }» уже занято другим вопросом.
name = Имя анкеты: латинские буквы, цифры, точка и подчёркивание, первая — буква, не длиннее 64.
minutes = Время заполнения: целое число минут от 1 до 60.
condition_long = Условие слишком длинное: { $length } знаков. Уложитесь в { $limit }.
condition_piece = Не понимаю эту часть условия: { $piece }
condition_word = «{ $word }» в условиях не поддерживается. Можно: { $known }.
condition_if = Функции if() нет. Запишите через and и or: (условие and одно) or (not(условие) and другое).
condition_fails = Условие не вычисляется: { $detail }
condition_later = Условие может спрашивать только о вопросах выше. Вопроса «{ $name }» выше нет.
