import { findHeader } from "../exchange/header-list.ts";
import type { BackendTarget } from "../snapshot/loaded-api.ts";

/** A request that a backend has answered with a redirect, and whether it could be sent again. */
export interface Redirectable {
  readonly target: BackendTarget;
  readonly requestTarget: string;
  readonly method: string;
  readonly canReplay: boolean;
}

/** Where redirects have led to, and whether what is asked for there is another request than the first. */
interface Redirected {
  readonly target: BackendTarget;
  readonly requestTarget: string;
  readonly isGet: boolean;
}

/** Follows the redirects of a backend to itself, a bounded number of times. */
export class Redirects {
  reached: Redirected | undefined;
  #left: number;

  constructor(countMax: number) {
    this.#left = countMax;
  }

  /** Whether the answer was a redirect to follow: then `reached` says where to. */
  follow(status: number, headerLines: readonly string[], from: Redirectable): boolean {
    if (this.#left <= 0) return false;
    const requestTarget = redirectOf(status, headerLines, from);
    const isGet = this.reached?.isGet || becomesGet(status, from.method);
    if (requestTarget === undefined || !(isGet || from.canReplay)) return false;
    this.#left--;
    this.reached = { target: from.target, requestTarget, isGet };
    return true;
  }
}

/** Where a redirect of the backend to itself leads; undefined for any other, which the caller gets. */
function redirectOf(
  status: number,
  headerLines: readonly string[],
  { target, requestTarget }: Redirectable,
): string | undefined {
  if (![301, 302, 303, 307, 308].includes(status)) return undefined;
  const location = findHeader(headerLines, "location");
  const url = location === undefined ? null : URL.parse(location, target.origin + requestTarget);
  return url?.origin === target.origin ? url.pathname + url.search : undefined;
}

/** A redirect that asks for another request than the first: a GET without a body (RFC 9110, 15.4). */
function becomesGet(status: number, method: string): boolean {
  return status === 303 ? method !== "HEAD" : (status === 301 || status === 302) && method === "POST";
}
