import { type Agent, request } from "node:http";

/** What a call is about, and how it ended. `status` is 0 where the answer was cut, or given up on purpose. */
export interface SoakCall {
  readonly kind: CallKind;
  readonly name: string;
  readonly beganMs: number;
  readonly endedMs: number;
  readonly status: number;
  readonly release: number;
  readonly body: string;
  readonly wasGivenUp: boolean;
}

export type CallKind = "read" | "write" | "stranger" | "leave-early" | "leave-late";

const BODY = Buffer.alloc(10_240, "x");
const SILENT_MS = 50;

/** Of a hundred calls most read; some write, some come without a key, and some leave before the answer or in its midst. */
export function kindOf(index: number): CallKind {
  const place = index % 100;
  if (place < 88) return "read";
  if (place < 93) return "write";
  if (place < 96) return "stranger";
  return place < 98 ? "leave-early" : "leave-late";
}

export function makeCall(url: string, key: string, agent: Agent, index: number): Promise<SoakCall> {
  const kind = kindOf(index);
  const name = `${kind === "leave-early" ? "silent" : kind === "leave-late" ? "slow" : "order"}-${index}`;
  const beganMs = performance.now();
  return new Promise((resolve) => {
    let status = 0;
    let release = 0;
    let body = "";
    let wasGivenUp = false;
    const end = () => resolve({ kind, name, beganMs, endedMs: performance.now(), status, release, body, wasGivenUp });
    const giveUp = () => {
      wasGivenUp = true;
      sent.destroy();
    };
    const headers = { "x-api-key": kind === "stranger" ? "nobody" : key };
    const options = { agent, method: kind === "write" ? "POST" : "GET", headers };
    const sent = request(`${url}/orders/${name}`, options, (response) => {
      status = response.statusCode ?? 0;
      release = Number(response.headers["x-release"] ?? 0);
      response.setEncoding("latin1").on("data", (chunk: string) => {
        body += chunk;
        if (kind === "leave-late" && status === 200) giveUp();
      });
      response.on("end", end).on("error", () => {
        if (!wasGivenUp) status = 0; // cut in its midst
        end();
      });
    });
    sent.on("error", end);
    if (kind === "leave-early") setTimeout(giveUp, SILENT_MS);
    sent.end(kind === "write" ? BODY : undefined);
  });
}

/** Why an answer is wrong; undefined when it is right. `releases` are those that it may have been given under. */
export function faultOf(call: SoakCall, releases: { least: number; most: number }): string | undefined {
  const { kind, name, status, release, body, wasGivenUp } = call;
  const isReleaseRight = release >= releases.least && release <= releases.most;
  if (kind === "leave-early") return wasGivenUp ? undefined : `${kind}: ${status}`;
  if (kind === "stranger") return status === 401 ? undefined : `${kind}: ${status}`;
  if (status !== 200) return `${kind}: ${status}`;
  if (!isReleaseRight) return `${kind}: release ${release}, not ${releases.least} to ${releases.most}`;
  if (kind === "leave-late") return body.startsWith(`{"name":"${name}"`) ? undefined : `${kind}: ${body}`;
  const expected = JSON.stringify({ name, bytes: kind === "write" ? BODY.length : 0 });
  return body === expected ? undefined : `${kind}: ${body}`;
}
