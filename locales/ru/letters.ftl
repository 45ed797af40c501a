# Letters: messages to other people and for later. The attribute .short is the line of a merged message («Два дела: …»).
open_run = Открыть
several = { $count ->
    [one] { $count } дело:
    [few] { $count } дела:
   *[many] { $count } дел:
}
run_waits = { $tone ->
    [child] Ты остановился на анкете «{ $title }». Продолжим?
   *[adult] Анкета «{ $title }» ждёт вас. Продолжим?
}
    .short = анкета «{ $title }»
