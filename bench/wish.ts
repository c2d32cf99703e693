/** How `npm run bench` wants a part to measure. */
export interface Wish {
  /** A third of the rounds, and nothing above 10,000. */
  readonly quick: boolean;
  /** Tells how far it is. */
  readonly say: (line: string) => void;
}
