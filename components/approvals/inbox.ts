import type { InboxItem, Verdict } from "#lib/client/approvals.ts";

export interface Shown {
  item: InboxItem;
  /** Not in the newest answer any more: somebody has decided, or the applicant has taken it back. */
  isGone: boolean;
}

/**
 * What is shown once a newer answer has come: everything keeps its place, so that nothing moves under a finger; what is new
 * goes to the end, where the youngest are anyway.
 */
export function mergeInbox(shown: readonly Shown[], items: readonly InboxItem[]): Shown[] {
  const newest = new Map(items.map((item) => [item.id, item]));
  const known = new Set(shown.map(({ item }) => item.id));
  return [
    ...shown.map(({ item }) => {
      const now = newest.get(item.id);
      return now ? { item: now, isGone: false } : { item, isGone: true };
    }),
    ...items.filter(({ id }) => !known.has(id)).map((item) => ({ item, isGone: false })),
  ];
}

/** The next one that is still open, seen from a place in the list; the place itself when there is none. */
export function nextOpen(shown: readonly Shown[], decided: ReadonlySet<string>, from: string): string {
  const at = shown.findIndex(({ item }) => item.id === from);
  const order = [...shown.slice(at + 1), ...shown.slice(0, at).reverse()];
  return order.find(({ item, isGone }) => !isGone && !decided.has(item.id))?.item.id ?? from;
}

/** The neighbour in the list; stays at its ends. */
export function neighbour(shown: readonly Shown[], from: string | undefined, step: 1 | -1): string | undefined {
  const at = shown.findIndex(({ item }) => item.id === from);
  const place = at === -1 ? 0 : Math.min(Math.max(at + step, 0), shown.length - 1);
  return shown[place]?.item.id;
}

/** How a decision reads to somebody who was about to make it. */
export function verdictInWords({ state, by }: Verdict): string {
  const done = words[state];
  if (done === undefined) return `It is ${state} now.`;
  return by === undefined ? `${done} by somebody else` : `${done} by ${by}`;
}

const words: Record<string, string> = {
  active: "Approved",
  approved: "Approved",
  live: "Published",
  rejected: "Rejected",
  cancelled: "Taken back",
};

/** Whether the reader may decide on it, by their role and by not having asked for it themselves. */
export function mayDecide(item: InboxItem): boolean {
  return item.kind === "review" ? item.review.mayDecide : item.request.actions.includes("approve");
}

/** Who asks, or what: the name of an item. */
export function nameOf(item: InboxItem): string {
  if (item.kind === "review") return `${item.review.api.name} ${item.review.version}, revision ${item.review.revision}`;
  return item.request.applicant?.name ?? item.request.application.name;
}

/** `2 d`, `9 h`, `4 min`: how long something has waited. */
export function ageInWords(ms: number): string {
  if (ms >= DAY_MS) return `${Math.floor(ms / DAY_MS)} d`;
  if (ms >= HOUR_MS) return `${Math.floor(ms / HOUR_MS)} h`;
  return `${Math.max(1, Math.floor(ms / 60_000))} min`;
}

const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
