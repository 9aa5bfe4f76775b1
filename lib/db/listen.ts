import pg from "pg";

const RECONNECT_MS = [50, 200, 500, 1_000, 2_000];

export interface Listener {
  /** Whether notifications arrive at present. */
  isConnected(): boolean;
  stop(): Promise<void>;
}

/**
 * LISTENs on a connection of its own, and connects again whenever it is lost. `onConnected` runs after each connect, the
 * first one too: what was notified before has been missed.
 */
export function listen(
  url: string,
  channel: string,
  onNotified: (payload: string) => void,
  onConnected: () => void,
): Listener {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let attempts = 0;

  const lost = () => {
    client = undefined;
    if (isStopped || timer) return;
    timer = setTimeout(connect, RECONNECT_MS[Math.min(attempts, RECONNECT_MS.length - 1)]);
    attempts += 1;
  };

  const connect = async () => {
    timer = undefined;
    const next = new pg.Client({ connectionString: url, keepAlive: true });
    next.on("error", lost);
    next.on("end", lost);
    next.on("notification", ({ payload }) => onNotified(payload ?? ""));
    try {
      await next.connect();
      await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch {
      // the boundary where a database that is away shows; it is tried again until it is back
      lost();
      await next.end().catch(() => {});
      return;
    }
    // ending a connection that is broken already tells nothing new
    if (isStopped) return void next.end().catch(() => {});
    client = next;
    attempts = 0;
    onConnected();
  };

  void connect();
  return {
    isConnected: () => client !== undefined,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => {}); // broken already: it has ended
    },
  };
}
