import type { BackendPart } from "@gatehouse/contract/snapshot.ts";
import type { Http1Pool } from "../http1/pool.ts";
import type { AnswerSink } from "../http1/transport.ts";
import type { BackendTarget } from "../snapshot/loaded-api.ts";

type HealthSettings = NonNullable<BackendPart["healthCheck"]>;

/** Checks begin within this, spread: many gateways that start together do not ask together. */
const FIRST_WITHIN_MS = 500;

/** Asks one target again and again whether it works, on connections of its own, and tells when that changes. */
export class HealthCheck {
  private readonly target: BackendTarget;
  private readonly settings: HealthSettings;
  private readonly pool: Http1Pool;
  private readonly onChange: (isHealthy: boolean) => void;
  private isHealthy = true;
  private inTurn = 0;
  private isStopped = false;
  private timer: NodeJS.Timeout;

  constructor(
    target: BackendTarget,
    settings: HealthSettings,
    pool: Http1Pool,
    onChange: (isHealthy: boolean) => void,
  ) {
    this.target = target;
    this.settings = settings;
    this.pool = pool;
    this.onChange = onChange;
    this.timer = this.askIn(Math.random() * Math.min(FIRST_WITHIN_MS, settings.intervalMs));
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.pool.close();
  }

  private askIn(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      void this.ask().then((isGood) => {
        if (this.isStopped) return;
        this.note(isGood);
        this.timer = this.askIn(this.settings.intervalMs);
      });
    }, ms).unref();
  }

  private note(isGood: boolean): void {
    this.inTurn = isGood === this.isHealthy ? 0 : this.inTurn + 1;
    const { healthyAfter, unhealthyAfter } = this.settings;
    if (this.inTurn < (isGood ? healthyAfter : unhealthyAfter)) return;
    this.isHealthy = isGood;
    this.inTurn = 0;
    this.onChange(isGood);
  }

  private ask(): Promise<boolean> {
    const { path, timeoutMs, statuses } = this.settings;
    const [lowest, highest] = statuses;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const sink: AnswerSink = {
      ...deafSink,
      onHead: (status) => resolve(status >= lowest && status <= highest),
      onError: () => resolve(false),
    };
    const headerLines = ["host", this.target.host, "user-agent", "gatehouse-health-check", "connection", "close"];
    const request = { method: "GET", target: path, headerLines, contentLength: 0 };
    const bounds = { connectMs: timeoutMs, firstByteMs: timeoutMs, idleMs: timeoutMs };
    const asked = this.pool.send(request, sink, bounds);
    const timer = setTimeout(() => resolve(false), timeoutMs).unref();
    return promise.finally(() => {
      clearTimeout(timer);
      asked.abort();
    });
  }
}

const deafSink: Omit<AnswerSink, "onHead" | "onError"> = {
  onReady: () => undefined,
  onInformation: () => undefined,
  onData: () => undefined,
  onPause: () => undefined,
  onEnd: () => undefined,
  onDrain: () => undefined,
};
