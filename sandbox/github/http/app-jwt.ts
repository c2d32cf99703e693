/** The JWT an App signs with its private key to speak as itself. */
import { verify } from "node:crypto";
import type { App } from "../state.ts";
import type { World } from "../world.ts";
import { Refusal } from "./refusals.ts";

export const looksLikeJwt = (token: string): boolean => /^ey[\w-]+\.[\w-]+\.[\w-]+$/.test(token);

/** @throws 401 for a signature, an issuer or times GitHub would not take: at most ten minutes, and not over */
export function appOfJwt(world: World, jwt: string): App {
  const undecodable = () => new Refusal(401, "A JSON web token could not be decoded");
  const [header = "", payload = "", signature = ""] = jwt.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Record<string, unknown>;
  const app = world.state.apps.find(({ id, slug }) =>
    [String(id), clientIdOf(id), slug].includes(String(claims.iss)),
  );
  if (!app?.publicKey) throw undecodable();
  const good = verify(
    "sha256",
    Buffer.from(`${header}.${payload}`),
    app.publicKey,
    Buffer.from(signature, "base64url"),
  );
  if (!good) throw undecodable();
  const now = world.now().getTime() / 1000;
  const exp = Number(claims.exp);
  if (!(exp > now))
    throw new Refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (exp - now > 600) throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
  return app;
}

/** An App's client id, which may stand for its id as issuer. */
export const clientIdOf = (id: number): string => `Iv1.${String(id).padStart(16, "0")}`;
