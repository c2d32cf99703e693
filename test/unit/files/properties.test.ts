import { test } from "vitest";
import { properties } from "../../fuzz/reading.ts";

test.each(properties)("$name", ({ check }) => check(150));
