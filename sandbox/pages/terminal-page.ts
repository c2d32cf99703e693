/** What the terminal shows once everything runs: where to look, who is who, what to try. */
import { styleText } from "node:util";
import type { AcmePages } from "./acme-pages.ts";

type Paint = (style: "bold" | "dim" | "cyan" | "green", text: string) => string;

/** @param screen coloured where it is a terminal and NO_COLOR is not set */
export function terminalPage(
  { stage, address }: AcmePages,
  screen: { readonly isTTY?: boolean } = {},
  now = "ready",
): string {
  const colour = screen.isTTY === true && !process.env.NO_COLOR;
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const be = stage.residents[0]?.shell ?? "";
  const command = (line: string) => `    ${paint("cyan", line)}`;
  const lines = [
    "",
    `  ${paint("bold", "Leasehold, in a sandbox")}   ${paint("green", now)}`,
    "",
    `  ${paint("bold", "Look")}       ${paint("cyan", address)}`,
    `  ${paint("bold", "Log in")}     ${paint("cyan", `${stage.github.url}/people`)}   ${paint("dim", "passwords, codes, root token")}`,
    "",
    `  ${paint("bold", "Who is who")}`,
    ...stage.residents.map(({ login, about }) => `    ${login.padEnd(8)} ${paint("dim", about)}`),
    "",
    `  ${paint("bold", "Be alice")}   ${paint("dim", "in another terminal; anybody else in the same way")}`,
    command(be),
    "",
    `  ${paint("bold", "Then try")}`,
    command(
      'leasehold request orders-db-read --for 15m --ticket INC-7 --reason "I want to see how this feels"',
    ),
    `    ${paint("dim", "… on its page: approve as bob and as sam, squash and merge")}`,
    command("bao login -method=userpass username=alice"),
    command("leasehold use orders-db-read -- orders --stay"),
    `    ${paint("dim", "… and see OpenBao end the session, on the second. Or be quicker:")}`,
    command("leasehold done"),
    `    ${paint("dim", "It is a clone like any other: git commit, git push.")}`,
    "",
    `  ${paint("dim", "Ctrl-C stops everything; nothing stays.")}`,
    "",
  ];
  return `${lines.join("\n")}\n`;
}
