import { BroadcastChannel } from "node:worker_threads";
import type { BackendGossip, Backends } from "./backends.ts";
import type { BackendNews, BackendReport } from "./running-backend.ts";

const REPORT_EVERY_MS = 500;

/** What is said on the channel that all threads of a node and their supervisor share. */
type Said =
  | { readonly kind: "news"; readonly news: BackendNews }
  /** A thread began: it knows nothing yet. */
  | { readonly kind: "begun" }
  | { readonly kind: "reports"; readonly thread: number; readonly reports: BackendReport[] };

export interface ThreadGossip extends BackendGossip {
  /** Takes over what other threads find out, and tells the supervisor how the backends are, whenever that changes. */
  join(backends: Backends): void;
}

/** A thread's end of the node's channel. It keeps no process alive. */
export function openThreadGossip(name: string, thread: number): ThreadGossip {
  const channel = new BroadcastChannel(name).unref();
  const say = (said: Said) => channel.postMessage(said);
  return {
    tell: (news) => say({ kind: "news", news }),
    join(backends) {
      channel.onmessage = ({ data }: { data: Said }) => {
        if (data.kind === "news") backends.hear(data.news);
        else if (data.kind === "begun") backends.retell();
      };
      say({ kind: "begun" });
      let last = "[]";
      setInterval(() => {
        const reports = backends.reports();
        const text = JSON.stringify(reports);
        if (text !== last) say({ kind: "reports", thread, reports });
        last = text;
      }, REPORT_EVERY_MS).unref();
    },
  };
}

/** The backends of a node as its threads see them. */
export interface BackendWatch {
  /** A target is up, and a circuit closed, when every thread says so. */
  reports(): BackendReport[];
  stop(): void;
}

/** The supervisor's end of the channel. */
export function watchBackends(name: string): BackendWatch {
  const channel = new BroadcastChannel(name).unref();
  const byThread = new Map<number, BackendReport[]>();
  channel.onmessage = ({ data }: { data: Said }) => {
    if (data.kind === "reports") byThread.set(data.thread, data.reports);
  };
  return {
    reports: () => merged([...byThread.values()].flat()),
    stop: () => channel.close(),
  };
}

const severity = { closed: 0, "half-open": 1, open: 2 };

function merged(reports: readonly BackendReport[]): BackendReport[] {
  const byId = Map.groupBy(reports, ({ id }) => id);
  return [...byId.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const [circuit] = same.flatMap((report) => report.circuit ?? []).toSorted((a, b) => severity[b] - severity[a]);
    const targets = first.targets.map(({ url }) => {
      const isUp = same.every((report) => report.targets.every((target) => target.url !== url || target.isUp));
      return { url, isUp };
    });
    return [{ ...first, circuit, targets }];
  });
}
