import type { Server } from "node:net";

/** A server of this process, on 127.0.0.1. */
export interface Listening extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Takes nothing more, and cuts the HTTP connections that are open. */
  close(): Promise<void>;
}

/** @param port a free one unless told. @throws where it is taken */
export async function listening(
  server: Server & { closeAllConnections?(): void },
  port = 0,
): Promise<Listening> {
  const host = "127.0.0.1";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections?.();
    });
  const url = `http://${host}:${address.port}`;
  return { host, port: address.port, url, close, [Symbol.asyncDispose]: close };
}
