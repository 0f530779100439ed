"""Archives that nobody should unpack, made by the rule that each of them breaks."""

from tests.core.archive.hostile import bombs, markup, names, nested, structure, types
from tests.core.archive.hostile.case import Case

CASES: list[Case] = [
    *names.cases(),
    *types.cases(),
    *structure.cases(),
    *markup.cases(),
    *nested.cases(),
    *bombs.cases(),
]
