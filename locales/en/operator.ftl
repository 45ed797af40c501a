# What whoever sets the bot up in a state or municipal school is shown (mentor-bot init).
checklist = Before the first person is invited, check with a lawyer:

    1. Law 149-FZ, article 10, part 8 (since 01.03.2023): state and municipal organisations do not pass personal data of citizens through foreign messengers. Telegram is on the regulator’s list. The fine for an organisation is 100–700 thousand roubles (Code of Administrative Offences, 13.11.2).
    2. Law 41-FZ (since 01.06.2025): such organisations may not inform citizens through foreign messengers either.
    3. Law 273-FZ, article 16, and order 1880-r (12.07.2025): the messaging service for schools is MAX.
    4. Access to Telegram is being limited: have a proxy (PROXY_URL), a server of your own (TELEGRAM_API_BASE) and a way on paper.
    5. The database has to be in Russia.
    6. Decide who the operator of personal data is, and notify the regulator.

    For such schools there is a mode without names (CHAT_NAMES=codes): only codes and nicknames pass the chat, names and classes are in the name book on the school’s own machine, parents consent on paper. Whether that lifts the ban for you is for a lawyer to say.
by_codes = Turn on the mode without names (CHAT_NAMES=codes)?
