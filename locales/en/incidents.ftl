# Reports of incidents.
report = Report a worry
reported = Thank you, that was right. If there is danger right now, call 112.
    Report No. { $number } has gone to those who keep children safe, and they act now. Do not question the child and do not promise secrecy.
reported_to_nobody = If there is danger right now, call 112.
    Report No. { $number } is recorded, but there is nobody here now who may see it. Tell the head of the school today.
