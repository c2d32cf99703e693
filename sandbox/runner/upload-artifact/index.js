import { cpSync } from "node:fs";
import { join } from "node:path";

const { INPUT_NAME = "", INPUT_PATH = "", SANDBOX_ARTIFACTS = "" } = process.env;
cpSync(INPUT_PATH, join(SANDBOX_ARTIFACTS, INPUT_NAME), { recursive: true });
