import { test } from "vitest";
import { judgingProperties } from "../../fuzz/judging.ts";
import { readingProperties } from "../../fuzz/reading.ts";

test.each([...readingProperties, ...judgingProperties])("$name", ({ share = 1, check }) =>
  check(Math.ceil(100 * share)),
);
