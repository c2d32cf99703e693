/**
 * Why a command cannot go on, for a person: what was found and what to do. No finding: no file is at fault.
 * `exit` 2 where it was used wrongly, or where it cannot work; 1 where what was asked for is refused.
 */
export class Stop extends Error {
  readonly exit: 1 | 2;
  readonly hint: string | undefined;

  constructor(exit: Stop["exit"], message: string, hint?: string) {
    super(message);
    this.name = "Stop";
    this.exit = exit;
    this.hint = hint;
  }
}
