/** The idempotency key of one form: the same for the same content until it was answered, so that a repeat does nothing twice. */
export interface Once {
  keyOf(path: string, body: unknown): string;
  done(): void;
}

export function makeOnce(): Once {
  let present: { content: string; key: string } | undefined;
  return {
    keyOf(path, body) {
      const content = `${path} ${JSON.stringify(body)}`;
      if (present?.content !== content) present = { content, key: randomKey() };
      return present.key;
    },
    done() {
      present = undefined;
    },
  };
}

/** `crypto.randomUUID` is missing on pages that come over plain HTTP from another host. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
