import type { BackendTarget, LoadedBackend } from "../snapshot/loaded-api.ts";

/** Where each backend stands in its turn. Weak: a backend that no snapshot holds any more is forgotten. */
const places = new WeakMap<LoadedBackend, { next: number }>();

/** The next target by weighted round-robin, passing over those that were tried in vain, or undefined when none is left. */
export function chooseTarget(
  backend: LoadedBackend,
  tried: readonly BackendTarget[] | undefined,
): BackendTarget | undefined {
  if (backend.turn.length === 1 && tried === undefined) return backend.targets[backend.turn[0] ?? 0];
  let place = places.get(backend);
  if (place === undefined) {
    place = { next: Math.floor(Math.random() * backend.turn.length) };
    places.set(backend, place);
  }
  for (let attempts = 0; attempts < backend.turn.length; attempts++) {
    const target = backend.targets[backend.turn[place.next] ?? 0];
    place.next = (place.next + 1) % backend.turn.length;
    if (target !== undefined && !tried?.includes(target)) return target;
  }
  return undefined;
}
