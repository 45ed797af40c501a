# The technical administrator's screen.
title = <b>Бот работает, версия { $version }</b>
behind = { $minutes ->
    [0] Сообщения разбираются сразу.
    [one] Самое старое сообщение ждёт { $minutes } минуту.
    [few] Самое старое сообщение ждёт { $minutes } минуты.
   *[many] Самое старое сообщение ждёт { $minutes } минут.
}
letters = Писем, которым пора уйти: { $waiting }
day = За сутки отложено сообщений: { $given_up }, писем без подтверждения: { $uncertain }, неудачных: { $failed }
more = Подробнее — команда <b>mentor-bot doctor</b> на сервере.
