import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { componentOfId, references, type Schema, toJsonSchema } from "./schema.ts";

/** A request or response that is not what GitHub's description says. */
export interface ContractViolation {
  /** Operation id, such as `pulls/create`; `undefined` where no operation has that path. */
  readonly operation: string | undefined;
  readonly side: "request" | "response" | "server";
  readonly request: string;
  readonly problems: readonly string[];
}

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: Schema;
}

type Described = Readonly<Record<string, unknown>>;
type Method = "get" | "post" | "put" | "patch" | "delete";

const methods: readonly Method[] = ["get", "post", "put", "patch", "delete"];

/** GitHub's description of its own API, read once a process: 13 MB take some 0.3 s, so only when needed. */
export class Contract {
  readonly #document: Described;
  readonly #byId = new Map<string, { method: Method; path: string; described: Described }>();
  readonly #operations = new Map<string, Operation>();
  readonly #ajv: Ajv;
  static #loaded: Contract | undefined;

  static load(): Contract {
    Contract.#loaded ??= new Contract();
    return Contract.#loaded;
  }

  private constructor() {
    const file = createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.json");
    this.#document = JSON.parse(readFileSync(file, "utf8")) as Described;
    const paths = this.#document.paths as Record<string, Record<string, Described>>;
    for (const [path, item] of Object.entries(paths)) {
      for (const method of methods) {
        const described = item[method];
        if (described) this.#byId.set(described.operationId as string, { method, path, described });
      }
    }
    this.#ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, inlineRefs: false });
    // A CommonJS module whose export is the function, which its types do not say under nodenext.
    (addFormats as unknown as (ajv: Ajv) => void)(this.#ajv);
    // Formats of the description's own, which say nothing that could be checked.
    for (const format of ["uri-template", "repo.nwo", "timestamp"]) this.#ajv.addFormat(format, true);
  }

  /** @throws when the description has no operation of that id: a mistake of the sandbox itself */
  operation(id: string): Operation {
    let operation = this.#operations.get(id);
    if (!operation) {
      const found = this.#byId.get(id);
      if (!found) throw new Error(`GitHub's description has no operation ${id}`);
      operation = new Operation(this, id, found.method, found.path, found.described);
      this.#operations.set(id, operation);
    }
    return operation;
  }

  /** The operation GitHub has at a path, whether or not the sandbox has it. */
  describedAt(method: string, path: string): string | undefined {
    for (const [id, found] of this.#byId) {
      if (found.method === method.toLowerCase() && pathPattern(found.path).pattern.test(path)) return id;
    }
    return undefined;
  }

  /** Follows a `$ref` into the description. */
  resolve<T>(value: unknown): T {
    const ref = (value as { $ref?: string }).$ref;
    if (ref === undefined) return value as T;
    let at: unknown = this.#document;
    for (const part of ref.slice(2).split("/")) at = (at as Described)[part];
    return this.resolve<T>(at);
  }

  compile(schema: Schema | boolean): ValidateFunction {
    this.#define(schema);
    return this.#ajv.compile(schema);
  }

  /** A validator for a component, such as `basic-error`. */
  component(name: string): ValidateFunction {
    return this.compile({ $ref: `closed:${name}` });
  }

  /** Makes every component a schema refers to known to ajv: only those, as there are a thousand. */
  #define(schema: Schema | boolean): void {
    for (const id of references(schema)) {
      if (this.#ajv.schemas[id]) continue;
      const { name, open } = componentOfId(id);
      const components = (this.#document.components as Described).schemas as Described;
      const component = toJsonSchema(components[name], open);
      this.#ajv.addSchema(typeof component === "boolean" ? {} : component, id);
      this.#define(component);
    }
  }
}

/** A path of the description as a pattern over the undecoded path of a request. */
export function pathPattern(path: string): { pattern: RegExp; names: string[]; literal: number } {
  const names: string[] = [];
  // A reference or a file path may hold slashes, which clients send plain or as %2F.
  const greedy = new Set(["ref", "path", "branch", "basehead"]);
  const source = path
    .split("/")
    .map((segment) =>
      segment.replace(/\{([^}]+)\}|[.*+?^$()|[\]\\]/g, (match, name?: string) => {
        if (name === undefined) return `\\${match}`;
        names.push(name);
        return greedy.has(name) ? "(.+)" : "([^/]+)";
      }),
    )
    .join("/")
    // The root of a repository's contents is asked for without a path.
    .replace(/\/\(\.\+\)$/, path.endsWith("/{path}") ? "(?:/(.*))?" : "$&");
  return {
    pattern: new RegExp(`^${source}$`),
    names,
    literal: path.split("/").filter((segment) => !segment.startsWith("{")).length,
  };
}

/** One operation of the description with its validators, compiled when first used. */
export class Operation {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  /** Address of GitHub's documentation, as errors carry it. */
  readonly documentation: string;
  readonly #contract: Contract;
  readonly #described: Described;
  readonly #parameters: readonly Parameter[];
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(contract: Contract, id: string, method: Method, path: string, described: Described) {
    this.#contract = contract;
    this.id = id;
    this.method = method;
    this.path = path;
    this.#described = described;
    this.documentation =
      (described.externalDocs as { url?: string } | undefined)?.url ?? "https://docs.github.com/rest";
    this.#parameters = ((described.parameters as unknown[] | undefined) ?? []).map((parameter) =>
      contract.resolve<Parameter>(parameter),
    );
  }

  /**
   * Reads path and query as the description types them.
   * @returns the values, and what is wrong with them (unknown query parameters too)
   */
  readParameters(
    place: "path" | "query",
    raw: Readonly<Record<string, string>>,
  ): {
    values: Record<string, unknown>;
    problems: string[];
  } {
    const parameters = this.#parameters.filter((parameter) => parameter.in === place);
    const values: Record<string, unknown> = {};
    for (const [name, text] of Object.entries(raw)) {
      const parameter = parameters.find((candidate) => candidate.name === name);
      values[name] = parameter ? coerce(text, this.#contract.resolve<Schema>(parameter.schema)) : text;
    }
    const validate = this.#validator(place, () => ({
      type: "object",
      required: parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name),
      properties: Object.fromEntries(
        parameters.map((parameter) => [parameter.name, toJsonSchema(parameter.schema)]),
      ),
      additionalProperties: false,
    }));
    return { values, problems: check(validate, values, place) };
  }

  /** What is wrong with a request's body; `undefined` stands for none. */
  problemsOfBody(body: unknown): string[] {
    const described = this.#described.requestBody
      ? this.#contract.resolve<Described>(this.#described.requestBody)
      : undefined;
    const media = jsonMedia(described?.content);
    if (!media) {
      const empty =
        body === undefined || (typeof body === "object" && body !== null && Object.keys(body).length === 0);
      return empty ? [] : ["body: the operation takes none"];
    }
    if (body === undefined) return described?.required === true ? ["body: required"] : [];
    return check(
      this.#validator("body", () => toJsonSchema(media.schema)),
      body,
      "body",
    );
  }

  /**
   * What is wrong with a response.
   * A refusal the operation does not list is held to GitHub's general form of errors.
   * @param type content type without parameters; bodies that are not JSON are held to the status alone
   */
  problemsOfResponse(status: number, type: string | undefined, body: unknown): string[] {
    const responses = this.#described.responses as Record<string, unknown>;
    const listed = responses[String(status)];
    if (listed === undefined) {
      if (status === 304) return [];
      if (status < 400) return [`status ${status}: the operation has ${Object.keys(responses).join(", ")}`];
      return check(this.#contract.component("basic-error"), body, "body");
    }
    if (status === 304 || (type !== undefined && !/json|vnd\.github\.object/.test(type))) return [];
    const content = this.#contract.resolve<Described>(listed).content as
      | Record<string, { schema?: unknown }>
      | undefined;
    const media = (type !== undefined ? content?.[type] : undefined) ?? jsonMedia(content);
    if (!media?.schema) {
      if (status >= 400) return check(this.#contract.component("basic-error"), body, "body");
      return body === undefined ? [] : ["body: the operation answers none"];
    }
    const key = `${status} ${type?.includes("object") ? "object" : "json"}`;
    const validate = this.#validator(key, () => {
      const schema = toJsonSchema(media.schema);
      // GitHub's errors carry `status` in the body, and so do many of the listed forms; not all of them.
      return status >= 400 ? { anyOf: [schema, { $ref: "open:basic-error" }] } : schema;
    });
    return check(validate, body, "body");
  }

  #validator(key: string, schema: () => Schema | boolean): ValidateFunction {
    let validate = this.#validators.get(key);
    if (!validate) {
      validate = this.#contract.compile(schema());
      this.#validators.set(key, validate);
    }
    return validate;
  }
}

function jsonMedia(content: unknown): { schema?: unknown } | undefined {
  const media = content as Record<string, { schema?: unknown }> | undefined;
  return (
    media?.["application/json"] ?? Object.entries(media ?? {}).find(([type]) => type.includes("json"))?.[1]
  );
}

function coerce(text: string, schema: Schema): unknown {
  if (schema.type === "integer" && /^-?\d+$/.test(text)) return Number(text);
  if (schema.type === "boolean" && (text === "true" || text === "false")) return text === "true";
  if (schema.type === "array") return text.split(",");
  return text;
}

function check(validate: ValidateFunction, value: unknown, place: string): string[] {
  return validate(value) ? [] : (validate.errors ?? []).slice(0, 12).map((error) => describe(error, place));
}

function describe(error: ErrorObject, place: string): string {
  const extra = (error.params as { additionalProperty?: string }).additionalProperty;
  const allowed = (error.params as { allowedValues?: unknown[] }).allowedValues;
  const detail = extra !== undefined ? `: ${extra}` : allowed ? `: ${allowed.join(", ")}` : "";
  return `${place}${error.instancePath} ${error.message ?? error.keyword}${detail}`;
}
