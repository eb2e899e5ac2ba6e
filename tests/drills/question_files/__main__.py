"""python -m tests.drills.question_files: 2,000 broken files of questions, each read and imported.

Exits with 1 where one is imported otherwise than told, or beyond the limits. ACUERDO_SEED replays a run.
"""

import os
import subprocess
import sys

environment = {"ACUERDO_DRILL": "full", "DJANGO_SETTINGS_MODULE": "lms.settings.test", **os.environ}
command = [sys.executable, "-m", "pytest", "-q", "-s", "--no-header"]
command += ["tests/assessments/test_item_imports.py", "-k", "broken"]
sys.exit(subprocess.run(command, env=environment, check=False).returncode)
