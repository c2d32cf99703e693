// Made by scripts/schemas.ts. Do not edit.
// biome-ignore-all format: generated
import type { ValidateFunction } from "ajv";
import type { FileKind } from "./schemas/index.ts";

export declare const validators: Readonly<Record<FileKind, ValidateFunction>>;
/** As published, in JSON: parsed where a finding is told, which starting need not wait for. */
export declare const schemaTexts: Readonly<Record<FileKind, string>>;
