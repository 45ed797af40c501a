# The technical administrator's screen.
title = <b>The bot is running, version { $version }</b>
behind = { $minutes ->
    [0] Messages are handled at once.
    [one] The oldest message has waited { $minutes } minute.
   *[other] The oldest message has waited { $minutes } minutes.
}
letters = Letters that are due: { $waiting }
day = In the last day, messages set aside: { $given_up }, letters unconfirmed: { $uncertain }, failed: { $failed }
more = The command <b>mentor-bot doctor</b> on the server tells more.
