import { type ControlPlane, ControlPlaneError } from "../sync/control-plane.ts";
import { backoffMs, rest, type Waker } from "../sync/waiting.ts";
import type { Spool } from "./spool.ts";

/** Answers after which the same bytes will never be taken: everything else may pass and is tried again. */
const NEVER_TAKEN = new Set([400, 413, 415, 422]);
const LOOK_AGAIN_MS = 10_000;

export interface SenderOptions {
  spool: Spool;
  controlPlane: Pick<ControlPlane, "postTelemetry">;
  waker: Waker;
  /** Told of every failure, and `undefined` when batches are taken again. */
  onFault(fault: unknown): void;
  signal: AbortSignal;
}

/** Sends the spool oldest first, one batch at a time, until the signal ends it. A batch in flight then is finished. */
export async function sendSpool({ spool, controlPlane, waker, onFault, signal }: SenderOptions): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const isEmpty = !(await sendOldest(spool, controlPlane, onFault));
      failures = 0;
      if (isEmpty) await waker.wait(LOOK_AGAIN_MS, signal);
    } catch (fault) {
      onFault(fault); // the control plane is away or the disk fails: nothing is lost by trying again
      await rest(backoffMs(failures++), signal);
    }
  }
}

/** Sends everything until the spool is empty, the first failure, or the signal. What stays is sent after the next start. */
export async function sendAll(
  spool: Spool,
  controlPlane: Pick<ControlPlane, "postTelemetry">,
  onFault: (fault: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    while (await sendOldest(spool, controlPlane, onFault, signal));
  } catch (fault) {
    onFault(fault); // at the end of the process there is nobody to try again
  }
}

/** False when there was nothing to send. @throws when the batch must be sent again. */
async function sendOldest(
  spool: Spool,
  controlPlane: Pick<ControlPlane, "postTelemetry">,
  onFault: (fault: unknown) => void,
  signal?: AbortSignal,
): Promise<boolean> {
  const oldest = await spool.oldest();
  if (!oldest) return false;
  try {
    await controlPlane.postTelemetry(oldest.bytes, signal);
  } catch (fault) {
    const isFinal = fault instanceof ControlPlaneError && NEVER_TAKEN.has(fault.status ?? 0);
    if (!isFinal) throw fault;
    onFault(fault); // set aside, so that one bad batch does not hold up all others
    await spool.setAside(oldest.batch);
    return true;
  }
  await spool.remove(oldest.batch);
  onFault(undefined);
  return true;
}
