"""Render lessons: `python render.py --help`."""

import signal

if __name__ == "__main__":
    # Ctrl-C while modules are still being loaded ends the command without a word, and without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

    from calcanim.cli import main

    main()
