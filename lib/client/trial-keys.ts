/**
 * Keys that a reader made or pasted in this tab, by subscription, in order to try operations. The server has only their
 * hashes, so it cannot offer them; they stay in this tab and are gone with it.
 */
export function readTrialKey(subscription: string): string {
  try {
    return sessionStorage.getItem(`${PREFIX}${subscription}`) ?? "";
  } catch {
    // a browser that forbids storage throws instead of answering
    return "";
  }
}

export function keepTrialKey(subscription: string, key: string): void {
  try {
    sessionStorage.setItem(`${PREFIX}${subscription}`, key);
  } catch {
    // then it is asked for again
  }
}

const PREFIX = "trial-key:";
