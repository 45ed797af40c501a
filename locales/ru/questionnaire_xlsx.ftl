# The sheet of help in the workbook of a questionnaire. Read by whoever changes it.
sheet = Как править
title = Как править анкету
help_1 = Лист survey — вопросы, один в строке, в том порядке, в каком их задают.
help_2 = type — вид вопроса: text — словами, integer — целое число, decimal — дробное, date — день, time — время, note — текст без ответа, select_one и имя списка — один вариант, select_multiple и имя списка — несколько, range с bind::scale s10 и parameters «start=1 end=10 step=1» — оценка от 1 до 10.
help_3 = name — короткое имя латинскими буквами. По нему сравнивают ответы «до» и «после»: у прежних вопросов его не меняют.
help_4 = label — текст вопроса, hint — подсказка под ним. Столбец с (ru) обращается на «вы», с (ru-child) — к ребёнку на «ты».
help_5 = required: yes — без ответа не пройти. relevant — когда задавать, например { "${experience} = 'yes'" }. Пусто — всегда.
help_6 = bind::seen_by — кто увидит ответ: programme — куратор, sensitive — куратор и психолог, shared_with_mentor — куратор и наставник, everybody — все, private — только сам человек.
help_7 = Лист choices — варианты ответа: имя списка, имя варианта, текст. words — как ещё люди пишут этот ответ, через запятую.
help_8 = Лист settings — имя анкеты form_id (новое имя — новая анкета), название heading, mode: named, confidential или anonymous, minutes — минут на заполнение, role — кто отвечает, audience: child или adult.
help_9 = media::image — картинка над текстом: имя файла PNG или JPEG, только у note. Таблицу и картинки пришлите одним архивом ZIP.
help_10 = Готовый файл пришлите боту: «Ещё» → «Каталог анкет» → «Прислать свою». Бот проверит каждую строку и покажет, как это выглядит. Этот лист он не читает.
