import { describe, expect, test } from "vitest";
import type { GrantView } from "../../../src/domain/grant-view.ts";
import { ticketLink } from "../../../src/domain/ticket-link.ts";
import { seconds } from "../../../src/domain/units.ts";
import type { Wish } from "../../../src/domain/wish.ts";
import { requestBody, requestTitle } from "../../../src/render/request-pull.ts";

const wish: Wish = {
  role: "orders-db-read",
  user: "alice",
  duration: seconds(7200),
  reason: "Refund 8812 is stuck; need to read its rows",
  ticket: "INC-4821",
  break_glass: false,
};
const view: GrantView = {
  file: "grants/orders-db-read/inc-4821.yaml",
  role: "orders-db-read",
  user: "alice",
  begin: "2026-11-21T12:00:00Z",
  end: "2026-11-21T14:00:00Z",
  seconds: 7200,
  access: [{ path: "database/creds/orders-read", capabilities: ["read"] }],
  approvals: { required: 1, given: [], eligible: ["bob"] },
};

describe("the pull request of a request", () => {
  test("says who asks for what, for how long and why, and who may approve", () => {
    expect(requestTitle(wish)).toBe(
      "orders-db-read for alice for 2h: INC-4821 Refund 8812 is stuck; need to read its rows",
    );
    const body = requestBody(wish, view, undefined);
    expect(body).toContain("**alice** asks for **orders-db-read**");
    expect(body).toContain("`database/creds/orders-read` read");
    expect(body).toContain("2 h from the merge on");
    expect(body).toContain("(bob)");
  });

  test("links the ticket where the settings say where tickets are", () => {
    const url = ticketLink({ tickets: { url: "https://example.atlassian.net/browse/{ticket}" } }, "INC-4821");
    const body = requestBody(wish, view, undefined, url);
    expect(body).toContain("| Ticket | [INC&#45;4821](<https://example.atlassian.net/browse/INC-4821>) |");
  });

  test("a reason can neither skip the workflow, nor close an issue, nor call anybody, nor pose as ours", () => {
    const reason =
      "fixes #5 [skip ci] @acme/owners <!-- x --> **approved** | ok | `a` https://evil.example\n\n# Approved\u202e";
    const title = requestTitle({ ...wish, reason });
    for (const sign of ["[", "]", "#", "@", "<", "*", "`", "\n"]) expect(title).not.toContain(sign);
    const quote =
      requestBody({ ...wish, reason }, view, undefined)
        .split("\n")
        .find((line) => line.startsWith("> ")) ?? "";
    expect(quote.slice(2).replaceAll(/&#\d+;/g, "")).not.toMatch(/[#@[\]<>*`|:/\u202e]/);
    const shown = quote.replaceAll(/&#(\d+);/g, (_, number) => String.fromCharCode(Number(number)));
    // GitHub looks for @ and # in the finished page too: nothing may follow them directly.
    expect(shown).not.toMatch(/[@#]\w|:\/\//);
    expect(shown.replaceAll("\u200b", "")).toBe(
      "> fixes #5 [skip ci] @acme/owners <!-- x --> **approved** | ok | `a` https://evil.example # Approved\ufffd",
    );
  });
});
