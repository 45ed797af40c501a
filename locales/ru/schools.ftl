# The schools of a municipality in numbers.
title = <b>{ $schools ->
    [one] { $schools } школа
    [few] { $schools } школы
   *[many] { $schools } школ
} · { $pairs ->
    [one] { $pairs } пара
    [few] { $pairs } пары
   *[many] { $pairs } пар
}</b>
shares = С наставником { $covered } наставляемых, встретились за две недели { $meeting } пар.
none = В школах пока никто не участвует.
school = <b>{ $name }</b>
    Пар: { $pairs }. С наставником: { $covered }. Встретились за две недели: { $meeting }.
