import { createServer } from "node:net";
import { listening } from "./listening.ts";

/** A port of 127.0.0.1 that nobody listens on right now. Whoever takes it must cope with having lost it. */
export async function freePort(): Promise<number> {
  const probe = await listening(createServer());
  await probe.close();
  return probe.port;
}
