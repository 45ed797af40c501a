# The schools of a municipality in numbers.
title = <b>{ $schools ->
    [one] { $schools } school
   *[other] { $schools } schools
} · { $pairs ->
    [one] { $pairs } pair
   *[other] { $pairs } pairs
}</b>
shares = { $covered } of mentees have a mentor, { $meeting } of pairs met within two weeks.
none = Nobody takes part in the schools yet.
school = <b>{ $name }</b>
    Pairs: { $pairs }. With a mentor: { $covered }. Met within two weeks: { $meeting }.
