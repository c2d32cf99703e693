import { randomBytes } from "node:crypto";

// src/cli/chance.ts
const chance = () => randomBytes(2).toString("hex");

export { chance };