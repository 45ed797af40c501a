"""The emulator as a process of its own, as benchmarks and bots in other languages start it."""

import json
import subprocess
import sys
import urllib.request


def test_the_process_says_where_it_is_and_answers_there():
    command = [sys.executable, "-m", "emulator", "--no-limits", "--no-log", "--token", "1:any"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            told = json.loads(process.stdout.readline())
            assert told["token"] == "1:any"
            with urllib.request.urlopen(f"{told['url']}/bot{told['token']}/getMe", timeout=10) as answer:
                assert json.load(answer)["result"]["is_bot"]
        finally:
            process.terminate()
