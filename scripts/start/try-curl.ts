import type { Demo } from "../../prisma/seed/demo.ts";

const ANSWERS_WITHIN_MS = 30_000;

/** Nothing is announced that does not work: the printed call must answer 200. */
export async function untilCurlAnswers({ callUrl, key }: Demo, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + ANSWERS_WITHIN_MS;
  while (!signal.aborted) {
    const status = await statusOf(callUrl, key);
    if (status === 200) return;
    if (Date.now() > deadline) throw new Error(`${callUrl} answers ${status} instead of 200.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function statusOf(url: string, key: string): Promise<number> {
  try {
    const response = await fetch(url, { headers: { "x-api-key": key }, signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0; // the gateway is being restarted
  }
}
