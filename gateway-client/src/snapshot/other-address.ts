import { backendAt } from "./backend.ts";
import type { LoadedBackend } from "./loaded-api.ts";

/** Addresses that are kept ready for each backend: most policies make few of them, and a caller may make many. */
const KEPT_MAX = 256;
const kept = new WeakMap<LoadedBackend, Map<string, LoadedBackend>>();

/** The backend at another address, made once for all calls that go there. */
export function otherAddress(base: LoadedBackend, url: URL): LoadedBackend {
  let others = kept.get(base);
  if (others === undefined) {
    others = new Map();
    kept.set(base, others);
  }
  let other = others.get(url.href);
  if (other === undefined) {
    other = backendAt(base, url);
    if (others.size >= KEPT_MAX) others.clear();
    others.set(url.href, other);
  }
  return other;
}
