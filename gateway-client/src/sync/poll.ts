import type { ControlPlane } from "./control-plane.ts";
import { backoffMs, rest } from "./waiting.ts";

const LONG_POLL_SECONDS = 30;
/** A control plane, or a proxy before it, that does not hold the poll is not asked more often than this. */
const BETWEEN_UNHELD_POLLS_MS = 1_000;

export interface PollOptions {
  controlPlane: Pick<ControlPlane, "fetchManifest">;
  /** Serves the manifest or refuses it; false when the same one should be fetched again. @throws when it could not be tried */
  take(manifest: Buffer): Promise<boolean>;
  /** Told of every failure, and `undefined` when the control plane answers again. */
  onFault(fault: unknown): void;
  signal: AbortSignal;
}

/** Follows the control plane's manifest until the signal ends it. */
export async function pollManifest({ controlPlane, take, onFault, signal }: PollOptions): Promise<void> {
  let etag: string | undefined;
  let failures = 0;
  while (!signal.aborted) {
    const startedAt = performance.now();
    try {
      const answer = await controlPlane.fetchManifest(etag, LONG_POLL_SECONDS, signal);
      onFault(undefined);
      if (answer && !(await take(answer.bytes))) {
        await rest(backoffMs(failures++), signal);
        continue;
      }
      failures = 0;
      etag = answer?.etag ?? etag;
      const heldMs = performance.now() - startedAt;
      if (!answer && heldMs < BETWEEN_UNHELD_POLLS_MS) await rest(BETWEEN_UNHELD_POLLS_MS - heldMs, signal);
    } catch (fault) {
      if (signal.aborted) return;
      onFault(fault); // away, or talking nonsense: the last good snapshot goes on
      await rest(backoffMs(failures++), signal);
    }
  }
}
