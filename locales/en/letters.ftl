# Letters: messages to other people and for later. The attribute .short is the line of a merged message.
open_run = Open
several = { $count ->
    [one] { $count } thing to do:
   *[other] { $count } things to do:
}
run_waits = “{ $title }” is waiting for you. Shall we go on?
    .short = “{ $title }”
