import { queryOptions } from "@tanstack/react-query";
import type { ReviewView, WaitingView } from "../approvals/view.ts";
import type { SubscriptionView } from "../subscriptions/view.ts";
import { queryString } from "./query.ts";
import { type Answer, accepted, send } from "./send.ts";
import { workspacePath } from "./workspace-path.ts";

const checks = () => import("./approval-checks.ts");

const WAITING_EVERY_MS = 15_000;
const INBOX_EVERY_MS = 5_000;
/** More than this many at once are not decided in one sitting; the rest follows on the next page. */
export const INBOX_LIMIT = 50;
/** Among whom a reviewer is looked for. */
const MEMBERS_MAX = 100;

/** What is shown in the inbox: a request for a plan, or a revision to review. */
export type InboxItem =
  | { kind: "request"; id: string; request: SubscriptionView }
  | { kind: "review"; id: string; review: ReviewView };

export interface Inbox {
  items: InboxItem[];
  nextCursor: string | null;
}

/** How a decision ended, whoever made it. */
export interface Verdict {
  state: string;
  by: string | undefined;
}

export function waitingQuery(workspace: string, initial?: WaitingView) {
  return queryOptions({
    queryKey: ["workspaces", workspace, "waiting"],
    queryFn: async ({ signal }) =>
      accepted(
        await send(`/api/v1/workspaces/${workspace}/waiting`, {
          signal,
          answers: async () => (await checks()).waitingView,
        }),
      ),
    refetchInterval: WAITING_EVERY_MS,
    ...(initial === undefined ? {} : { initialData: initial }),
  });
}

export interface InboxFilter {
  search: string | undefined;
  cursor: string | undefined;
}

export function inboxQuery(workspace: string, filter: InboxFilter, initial: Inbox) {
  return queryOptions({
    queryKey: ["workspaces", workspace, "inbox", filter],
    queryFn: ({ signal }) => readInbox(workspace, filter, signal),
    initialData: initial,
    refetchInterval: INBOX_EVERY_MS,
  });
}

/** Reviews are few and stand on the first page, whole. */
export function toInbox(
  requests: { items: SubscriptionView[]; nextCursor: string | null },
  reviews: ReviewView[],
  { search, cursor }: InboxFilter,
): Inbox {
  const words = search?.toLowerCase() ?? "";
  const isFound = ({ api, submittedBy, note }: ReviewView) =>
    [api.name, api.slug, submittedBy?.name ?? "", note].some((text) => text.toLowerCase().includes(words));
  const shown = cursor === undefined ? reviews.filter((review) => review.mayDecide && isFound(review)) : [];
  const items: InboxItem[] = [
    ...requests.items.map((request) => ({ kind: "request" as const, id: request.id, request })),
    ...shown.map((review) => ({ kind: "review" as const, id: review.id, review })),
  ];
  return { items: items.sort((a, b) => (askedAt(a) < askedAt(b) ? -1 : 1)), nextCursor: requests.nextCursor };
}

export function askedAt(item: InboxItem): string {
  return item.kind === "request" ? item.request.requestedAt : item.review.submittedAt;
}

export async function approve(workspace: string, item: InboxItem, note: string): Promise<Answer<Verdict>> {
  return decide(workspace, item, "approve", note.trim() === "" ? {} : { note });
}

export async function reject(workspace: string, item: InboxItem, note: string): Promise<Answer<Verdict>> {
  return decide(workspace, item, "reject", { note });
}

/** What became of something that is not in the inbox any more. */
export async function readVerdict(workspace: string, item: InboxItem): Promise<Answer<Verdict>> {
  if (item.kind === "request") {
    return mapAnswer(
      await send(`/api/v1/subscriptions/${item.id}`, { answers: async () => (await checks()).subscriptionView }),
      toVerdict,
    );
  }
  const answer = await send(reviewPath(workspace, item.review), { answers: async () => (await checks()).revisionView });
  if (!answer.isOk) return answer;
  const { state, decidedById } = answer.value;
  return { ...answer, value: { state, by: await findName(workspace, decidedById) } };
}

/** Of a member: a revision names by id who decided on it. */
async function findName(workspace: string, userId: string | null): Promise<string | undefined> {
  const path = `${workspacePath(workspace, "members")}${queryString({ limit: MEMBERS_MAX })}`;
  const answer = await send(path, { answers: async () => (await checks()).memberPage });
  return answer.isOk ? answer.value.items.find((member) => member.userId === userId)?.name : undefined;
}

/** Where the API of a review is looked at, below the API's root. */
export function reviewPath(workspace: string, { api, version, revision }: ReviewView): string {
  return `/api/v1/workspaces/${workspace}/apis/${api.slug}/versions/${version}/revisions/${revision}`;
}

async function decide(workspace: string, item: InboxItem, verb: "approve" | "reject", body: object) {
  if (item.kind === "request") {
    const path = `/api/v1/subscriptions/${item.id}/${verb}`;
    return mapAnswer(
      await send(path, { method: "POST", body, answers: async () => (await checks()).subscriptionView }),
      toVerdict,
    );
  }
  const path = `${reviewPath(workspace, item.review)}/${verb}`;
  const answer = await send(path, { method: "POST", body, answers: async () => (await checks()).revisionView });
  return mapAnswer(answer, ({ state }) => ({ state, by: undefined }));
}

function toVerdict({ state, decidedBy }: SubscriptionView): Verdict {
  return { state, by: decidedBy?.name };
}

function mapAnswer<T, U>(answer: Answer<T>, map: (value: T) => U): Answer<U> {
  return answer.isOk ? { ...answer, value: map(answer.value) } : answer;
}

async function readInbox(workspace: string, filter: InboxFilter, signal: AbortSignal): Promise<Inbox> {
  const query = { state: "submitted", side: "others", order: "oldest", limit: INBOX_LIMIT, ...filter };
  const [requests, reviews] = await Promise.all([
    send(`/api/v1/workspaces/${workspace}/subscriptions${queryString(query)}`, {
      signal,
      answers: async () => (await checks()).requestPage,
    }),
    send(`/api/v1/workspaces/${workspace}/reviews${queryString({ limit: INBOX_LIMIT })}`, {
      signal,
      answers: async () => (await checks()).reviewPage,
    }),
  ]);
  return toInbox(accepted(requests), accepted(reviews).items, filter);
}

/** What a revision changes against the one that is live. */
export function changesQuery(workspace: string, review: ReviewView) {
  return queryOptions({
    queryKey: ["workspaces", workspace, "changes", review.id],
    queryFn: async ({ signal }) => {
      const query = queryString({ against: review.liveRevision ?? undefined });
      return accepted(
        await send(`${reviewPath(workspace, review)}/changes${query}`, {
          signal,
          answers: async () => (await checks()).changes,
        }),
      );
    },
    enabled: review.liveRevision !== null,
  });
}
