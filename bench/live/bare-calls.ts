/** Vault asked as fast as Node asks anybody: keep-alive, so many in flight, nothing looked at but the status. */
import { Agent, request } from "node:http";

export interface Call {
  readonly method: string;
  /** With `/v1/`, and the query where there is one. */
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls at once, as the product has them. */
export const IN_FLIGHT = 16;

/** @returns the text of each answer, in the order of the calls; throws at the first that is an error */
export async function bareCalls(
  address: string,
  token: string,
  calls: readonly Call[],
  expect: (status: number) => boolean = (status) => status < 300,
): Promise<string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT, scheduling: "lifo" });
  const { hostname, port } = new URL(address);
  const answers: string[] = [];
  let next = 0;
  const one = ({ method, path, body, headers }: Call) =>
    new Promise<string>((resolve, reject) => {
      const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
      const asked = request(
        { hostname, port, method, path, agent, headers: { "x-vault-token": token, ...headers, ...length } },
        (answer) => {
          let text = "";
          answer.setEncoding("utf8");
          answer.on("data", (piece: string) => {
            text += piece;
          });
          answer.on("end", () => {
            if (expect(answer.statusCode ?? 0)) resolve(text);
            else reject(new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 300)}`));
          });
        },
      );
      asked.on("error", reject);
      asked.end(body);
    });
  const worker = async () => {
    for (let index = next++; index < calls.length; index = next++) {
      const call = calls[index];
      if (call) answers[index] = await one(call);
    }
  };
  try {
    await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  } finally {
    agent.destroy();
  }
  return answers;
}
