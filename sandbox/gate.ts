import { connect, createServer, type Socket } from "node:net";
import { listening } from "./listening.ts";

/**
 * A TCP relay that can be shut: lets one side lose the other while both live. Point Vault at the gate and
 * people at Postgres itself, and "the database is unreachable from Vault" leaves people's sessions open.
 */
export interface Gate extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** `open`: relays. `refuse`: cuts what is open and closes new connections at once. `hang`: takes all, answers nothing. */
  set(state: GateState): void;
  close(): Promise<void>;
}

type GateState = "open" | "refuse" | "hang";

export async function startGate(target: { readonly host: string; readonly port: number }): Promise<Gate> {
  let state: GateState = "open";
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    return socket;
  };
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((incoming) => {
    keep(incoming);
    if (state === "refuse") incoming.destroy();
    if (state !== "open") return;
    const outgoing = keep(connect(target.port, target.host));
    // Relayed by hand, so that hanging stops bytes of connections that are already open.
    relay(incoming, outgoing, () => state);
    relay(outgoing, incoming, () => state);
  });
  const { host, port, close: closeServer } = await listening(server);
  const close = () => {
    cutAll();
    return closeServer();
  };
  return {
    host,
    port,
    set: (next) => {
      state = next;
      if (next === "refuse") cutAll();
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function relay(from: Socket, to: Socket, state: () => GateState): void {
  from.on("data", (bytes) => {
    if (state() === "open") to.write(bytes);
  });
  from.on("close", () => to.destroy());
}
