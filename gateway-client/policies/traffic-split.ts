import { slug } from "@gatehouse/contract/ids.ts";
import { z } from "zod";
import { counterKey } from "./counter-key.ts";
import { definePolicy } from "./define.ts";
import type { Exchange } from "./exchange.ts";
import { headerName } from "./fields.ts";

/** Old calls are forgotten by halves after so many times the calls that it takes to judge. */
const MEMORY = 10;

interface Share {
  readonly backend: string;
  readonly weight: number;
  calls: number;
  errors: number;
  isAborted: boolean;
}

export const trafficSplit = definePolicy({
  name: "traffic-split",
  version: 1,
  summary: "Spreads calls over several backends, such as an old and a new release.",
  phase: "transform",
  sections: ["inbound", "backend"],
  config: z.strictObject({
    weights: z
      .record(slug, z.int().min(0).max(1000))
      .refine((weights) => Object.keys(weights).length >= 2, "needs two backends or more")
      .refine((weights) => Object.keys(weights).length <= 10, "has more than 10 backends")
      .refine((weights) => Object.values(weights).some((weight) => weight > 0), "needs a weight above 0"),
    "sticky-by": z.enum(["subscription"]).optional(),
    "override-header": headerName.optional(),
    "abort-on": z
      .strictObject({ "error-rate": z.int().min(1).max(100), "min-calls": z.int().min(1).max(1_000_000) })
      .optional(),
  }),
  backends: ({ weights }) => Object.keys(weights),
  compile(options, site) {
    const { "sticky-by": stickyBy, "override-header": overrideHeader, "abort-on": abortOn } = options;
    const shares = Object.entries(options.weights).map(([backend, weight]): Share => {
      return { backend, weight, calls: 0, errors: 0, isAborted: false };
    });
    const [stable] = shares;
    const byName = new Map(shares.map((share) => [share.backend, share]));
    return (exchange) => {
      const wanted = overrideHeader === undefined ? undefined : byName.get(exchange.request.get(overrideHeader) ?? "");
      const share = wanted ?? shareAt(shares, placeOf(exchange, stickyBy, site.id));
      if (share === undefined) return undefined;
      exchange.setBackend(share.backend);
      if (abortOn !== undefined && share !== stable) {
        exchange.onEnd(({ status }) => judge(share, status, abortOn["error-rate"], abortOn["min-calls"]));
      }
      return undefined;
    };
  },
});

/** Between 0 and 1: where the call falls on the line on which the shares lie side by side, in the order written. */
function placeOf({ caller }: Exchange, stickyBy: "subscription" | undefined, id: string): number {
  if (stickyBy === undefined || caller === undefined) return Math.random();
  return (counterKey(`${id} ${caller.subscription}`).low >>> 0) / 2 ** 32;
}

/** What was aborted falls to the first backend. Places of the others stay, and with them their callers. */
function shareAt(shares: readonly Share[], place: number): Share | undefined {
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  let from = place * total;
  for (const share of shares) {
    from -= share.weight;
    if (from < 0) return share.isAborted ? shares[0] : share;
  }
  return shares[0];
}

function judge(share: Share, status: number, errorRate: number, callsMin: number): void {
  share.calls++;
  if (status >= 500) share.errors++;
  if (share.calls >= callsMin && share.errors * 100 >= errorRate * share.calls) share.isAborted = true;
  if (share.calls < callsMin * MEMORY) return;
  share.calls /= 2;
  share.errors /= 2;
}
