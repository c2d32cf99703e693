import { Type } from "typebox";
import { expect, test } from "vitest";
import { VaultError } from "../../../../src/adapters/vault/errors.ts";
import { parse } from "../../../../src/adapters/vault/parse.ts";

const place = { address: "http://127.0.0.1:8200", method: "GET", path: "leasehold/data/grants/x" };

test("the hundredth answer is held to its form as the first one is, and the error never shows a value", () => {
  const Form = Type.Object({ user: Type.String({ minLength: 1 }), ends: Type.Optional(Type.Integer()) });
  for (let asked = 1; asked <= 100; asked += 1) {
    expect(parse(Form, { user: "alice", later: true }, place)).toEqual({ user: "alice", later: true });
    for (const wrong of [{ user: "" }, { user: 5 }, { user: "alice", ends: "s3cret" }, null, []]) {
      let said = "";
      try {
        parse(Form, wrong, place);
      } catch (error) {
        expect(error).toBeInstanceOf(VaultError);
        said = (error as VaultError).message;
      }
      expect(said).toMatch(/something unexpected/);
      expect(said).not.toContain("s3cret");
    }
  }
});
