/** As much of GraphQL's grammar as clients of GitHub send: one operation, variables, aliases, fields, arguments. */
import type { Json } from "../state.ts";

export interface Field {
  readonly alias: string;
  readonly name: string;
  readonly args: Json;
  readonly fields: readonly Field[];
}

export interface Document {
  readonly operation: "query" | "mutation";
  readonly fields: readonly Field[];
}

/** @throws an Error that says where the text stops making sense */
export function parseGraphql(text: string, variables: Json): Document {
  const tokens =
    text
      .replace(/#[^\n]*/g, "")
      .match(/"(?:\\.|[^"\\])*"|\.\.\.|[{}()[\]:!$=@]|-?\d+(?:\.\d+)?|[_A-Za-z]\w*/g) ?? [];
  let at = 0;
  const peek = () => tokens[at];
  const next = () => {
    const token = tokens[at];
    at += 1;
    if (token === undefined) throw new Error("Unexpected end of document");
    return token;
  };
  const expect = (token: string) => {
    const found = next();
    if (found !== token) throw new Error(`Expected ${token}, found ${found}`);
  };

  const value = (): unknown => {
    const token = next();
    if (token === "$") return variables[next()];
    if (token === "[") {
      const items: unknown[] = [];
      while (peek() !== "]") items.push(value());
      expect("]");
      return items;
    }
    if (token === "{") {
      const object: Json = {};
      while (peek() !== "}") {
        const key = next();
        expect(":");
        object[key] = value();
      }
      expect("}");
      return object;
    }
    if (token.startsWith('"')) return JSON.parse(token) as string;
    if (/^-?\d/.test(token)) return Number(token);
    if (token === "true" || token === "false") return token === "true";
    return token === "null" ? null : token;
  };

  const selection = (): Field[] => {
    const fields: Field[] = [];
    expect("{");
    while (peek() !== "}") {
      if (peek() === "...") throw new Error("Fragments are not known here");
      const first = next();
      const aliased = peek() === ":";
      if (aliased) next();
      const name = aliased ? next() : first;
      const args: Json = {};
      if (peek() === "(") {
        next();
        while (peek() !== ")") {
          const key = next();
          expect(":");
          args[key] = value();
        }
        expect(")");
      }
      fields.push({ alias: first, name, args, fields: peek() === "{" ? selection() : [] });
    }
    expect("}");
    return fields;
  };

  let operation: Document["operation"] = "query";
  if (peek() === "query" || peek() === "mutation") {
    operation = next() as Document["operation"];
    // The name and the declared variables say nothing the values do not.
    while (peek() !== "{") next();
  }
  const fields = selection();
  if (at < tokens.length) throw new Error(`Unexpected ${peek()}`);
  return { operation, fields };
}
