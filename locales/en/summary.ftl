# Buttons of the monthly summary; its words are in reports.ftl.
chart = Chart
table = Table (XLSX)
no_such_month = There is no summary of that month, only from { $first } to { $last }. Write, for example: /summary 2026-10
results = Results of questionnaires
