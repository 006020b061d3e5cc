"""Starts ministack with what its CloudFormation lacks (emulated/).

The handlers call the emulator's own services, so that the AWS API shows what a stack made and the services refuse what
they refuse. Nothing is enforced here that the emulator does not enforce. Ends when its standard input is closed, so
that it never outlives the process that started it.
"""

import os
import sys
import threading

from emulated import cloudformation, ec2, eks, iam  # noqa: F401 - each registers what it adds
from ministack.app import main


def end_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=end_with_parent, daemon=True).start()
    sys.argv = sys.argv[:1]
    main()
