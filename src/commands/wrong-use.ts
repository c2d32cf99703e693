/** A command was used wrongly, or where it cannot work: exit code 2. `hint` says what to do instead. */
export class WrongUse extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = "WrongUse";
    this.hint = hint;
  }
}
