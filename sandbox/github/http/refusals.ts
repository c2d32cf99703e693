/** GitHub's refusals, in the words and form it gives them. */
import type { Json } from "../state.ts";

/** Thrown by handlers; the router turns it into the response. */
export class Refusal extends Error {
  readonly status: number;
  readonly extra: Json;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    extra: Json = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.extra = extra;
    this.headers = headers;
  }
}

export const badCredentials = () => new Refusal(401, "Bad credentials");
export const requiresAuthentication = () => new Refusal(401, "Requires authentication");
export const forbidden = (message: string) => new Refusal(403, message);
/** What tokens of Actions and Apps get for what their permissions do not cover. */
export const notByIntegration = () => forbidden("Resource not accessible by integration");
export const needsAdmin = () => forbidden("Must have admin rights to Repository.");
export const notFound = (message = "Not Found") => new Refusal(404, message);
export const notAllowed = (message: string) => new Refusal(405, message);
export const conflict = (message: string) => new Refusal(409, message);

export interface FieldError {
  readonly resource: string;
  readonly code: "missing" | "missing_field" | "invalid" | "already_exists" | "unprocessable" | "custom";
  readonly field?: string;
  readonly message?: string;
}

/** 422 with a list of faults by field. */
export const invalid = (...errors: readonly FieldError[]) =>
  new Refusal(422, "Validation Failed", { errors });

/** 422 of the simple form. */
export const unprocessable = (message: string, errors?: readonly string[]) =>
  new Refusal(422, message, errors ? { errors } : {});
