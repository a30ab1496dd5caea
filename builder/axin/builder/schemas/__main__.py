"""Write the published schema: `python -m axin.builder.schemas > solution.schema.json`."""

import json
import sys

from axin.builder.schemas.solution import solution_schema

sys.stdout.write(json.dumps(solution_schema(), ensure_ascii=False, indent=1) + "\n")
