import { randomBytes } from "node:crypto";

/** A few characters by chance, so that two requests of one reason have two names. */
export const chance = (): string => randomBytes(2).toString("hex");
