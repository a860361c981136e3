"""Work for the tests of runs: functions of a module, so that other processes can find them."""

import os
import signal
import time
from pathlib import Path


def answering(setting):
    def answer(question):
        verb, _, argument = str(question).partition(" ")
        match verb:
            case "hang":
                time.sleep(600)
            case "hang-deaf":
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                time.sleep(600)
            case "sleep":
                time.sleep(float(argument))
            case "die":
                os.kill(os.getpid(), signal.SIGKILL)
            case "exit":
                os._exit(7)
            case "abort":
                os.abort()
            case "fail":
                raise RuntimeError(f"{question} and all of it")
            case "unsendable":
                return lambda: None
            case "grow":
                return len(bytearray(int(argument)))
            case "once":
                # dies at the first try only
                mark = Path(argument)
                if not mark.exists():
                    mark.touch()
                    os.kill(os.getpid(), signal.SIGKILL)
        return setting, question, os.getpid()

    return answer


def never_ready(setting):
    os._exit(3)
