// Made by scripts/schemas.ts. Do not edit.
// biome-ignore-all format: generated
import type { ValidateFunction } from "ajv";
import type { FileKind } from "./schemas/index.ts";

export declare const validators: Readonly<Record<FileKind, ValidateFunction>>;
export declare const jsonSchemas: Readonly<Record<FileKind, object>>;
