import { connect } from "node:net";
import { createTrafficServer, type TrafficServer, type TrafficServerOptions } from "../../src/http/traffic-server.ts";
import { createSharedLimits } from "../../src/limits/limits.ts";
import { loadSnapshot } from "../../src/snapshot/load.ts";
import type { LoadedSnapshot } from "../../src/snapshot/loaded.ts";
import type { Recorder } from "../../src/telemetry/recorder-type.ts";

export interface CountedCall {
  version: string | null;
  operation: string | null;
  subscription: string | null;
  status: number;
  bytesIn: number;
  bytesOut: number;
}

export interface RunningGateway extends AsyncDisposable {
  readonly server: TrafficServer;
  readonly url: string;
  readonly port: number;
  readonly calls: CountedCall[];
  readonly errors: unknown[];
  readonly holder: { current: LoadedSnapshot | undefined };
  /** Puts another snapshot in place of the first one. */
  serve(parts: ReadonlyMap<string, unknown>): void;
  close(graceMs?: number): Promise<void>;
  /** Sends bytes on a new connection and gives back all that comes until it closes (or `until` is seen). */
  raw(bytes: string, until?: RegExp, port?: number): Promise<string>;
}

/** One thread of a gateway on a free port, with what it counted and logged. */
export async function runGateway(
  parts: ReadonlyMap<string, unknown>,
  options: Partial<TrafficServerOptions> = {},
): Promise<RunningGateway> {
  const calls: CountedCall[] = [];
  const errors: unknown[] = [];
  const holder = { current: loadSnapshot(parts) };
  const recorder: Recorder = {
    record: (version, operation, subscription, status, bytesIn, bytesOut) => {
      calls.push({ version, operation, subscription, status, bytesIn, bytesOut });
    },
  };
  const server = createTrafficServer({
    holder,
    recorder,
    limits: createSharedLimits(1024, 1024),
    logError: (error) => errors.push(error),
    ...options,
  });
  const port = await server.listen({ port: 0, host: "127.0.0.1" });
  const close = (graceMs = 1_000) => server.close(graceMs);
  return {
    server,
    url: `http://127.0.0.1:${port}`,
    port,
    calls,
    errors,
    holder,
    serve: (others) => {
      holder.current = loadSnapshot(others);
    },
    close,
    raw: (bytes, until, to = port) => sendRaw(to, bytes, until),
    [Symbol.asyncDispose]: () => close(0),
  };
}

export function sendRaw(port: number, bytes: string, until?: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes, "latin1"));
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      text += chunk;
      if (until?.test(text)) socket.destroy();
    });
    socket.on("close", () => resolve(text));
    socket.on("error", reject);
  });
}
