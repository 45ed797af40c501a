# Тексты согласий: свои вместо встроенных.
title = <b>Тексты согласий</b>

    Каждое согласие — отдельный документ. Встроенный текст можно заменить своим.
title_button = К текстам
document = <b>{ $name }</b>
document_processing_adult = Данные: взрослый
document_processing_parent = Данные: родитель
document_publication = Публикации
document_photo = Фото и видео
document_transfer = Передача данных
document_mentor_duty = Работа наставником
document_assent = Слово ребёнка
built_in = Действует встроенный текст.
version = Версия { $version } ({ $language }) с { $day }, { $changed }
changed_letter = исправлен без перемены смысла
changed_meaning = изменён смысл
language_ru = рус.
language_en = англ.
take = Скачать, { $language }
replace = Заменить, { $language }
send = <b>{ $name }</b> ({ $language })

    Пришлите простой текстовый файл. Короткий текст можно сообщением.
    Строка с «# » — заголовок документа, с «## » — раздела, с «- » — пункт списка.
    Подставим сами: { $values }
drop = Не менять
look = Так будет выглядеть бланк. Что изменилось?

    Если другими стали цели, данные или действия, все подписавшие решат заново.
send_assent = <b>{ $name }</b> ({ $language })

    Пришлите сообщением несколько фраз на «ты», до { $limit } знаков. Подставим сами: { $values }
look_assent = Так увидит этот текст ребёнок, под ним кнопки «Да» и «Пока нет». Кто уже ответил, остаётся при своём ответе.
publish_assent = Спрашивать так
publish_meaning = Другой смысл: спросить заново
publish_letter = Опечатки или перевод
published_meaning = Версия { $version } действует. Подписавших спросим заново, ответы видны в согласиях.
published_letter = Версия { $version } действует. Прежние согласия в силе.
dropped = Хорошо, всё осталось как было.
too_long = Текст слишком длинный: { $length } знаков, можно { $limit }.
unknown_value = Не знаю, что подставить вместо { $value }. Исправьте и пришлите ещё раз.
value_missing = В тексте нет { $value }: без этого не видно, о чьих данных он и кто за них отвечает. Добавьте и пришлите ещё раз.
file_large = Файл слишком большой: нужен обычный текст, до 200 КБ.
file_away = Файл не пришёл целиком. Пришлите его ещё раз.
file_unreadable = Не могу прочитать буквы. Сохраните файл как текст в UTF-8 и пришлите ещё раз.
wrong_file = Нужен текст: простым текстовым файлом или сообщением.
value_subject = о ком
value_representative = представитель
value_relation = кем приходится
value_signer = кто даёт согласие
value_operator = оператор
value_operator_address = адрес оператора
value_operator_contact = контакты оператора
value_programme = программа
value_processor = обработчик
value_until = срок
value_choices = что разрешено
rules = Правила и реквизиты
