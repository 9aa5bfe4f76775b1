import { createHash } from "node:crypto";
import type { BackendPart } from "@gatehouse/contract/snapshot.ts";
import { isUsableTls } from "../../policies/pem.ts";
import { SnapshotError } from "./error.ts";
import type { BackendTarget, LoadedBackend, TargetPool, TargetTls } from "./loaded-api.ts";

/** @throws SnapshotError for a target that cannot be called, weights that call none, and TLS material that cannot be read */
export function loadBackend(part: BackendPart, name: string, pointer: string): LoadedBackend {
  const { tls, targets: written, ...settings } = part;
  if (written.every(({ weight }) => weight === 0)) {
    throw new SnapshotError(name, `${pointer}/targets`, "Every target has the weight 0: none would be called.");
  }
  checkCare(part, name, pointer);
  const ways = { connections: part.connections, dnsTtlMs: part.dnsTtlMs, tls: loadTls(tls, name, `${pointer}/tls`) };
  const waysKey = createHash("sha256").update(JSON.stringify(ways)).digest("base64");
  const targets = written.map((target, index) => {
    const pointerOfUrl = `${pointer}/targets/${index}/url`;
    return loadTarget(target, (origin) => ({ ...ways, key: `${origin} ${waysKey}` }), name, pointerOfUrl);
  });
  const [first] = targets;
  const isWatched = part.healthCheck ?? part.ejection ?? part.circuit;
  return {
    ...settings,
    targets,
    only: targets.length === 1 && isWatched === undefined ? first : undefined,
    fingerprint: createHash("sha256").update(JSON.stringify(part)).digest("base64"),
  };
}

/**
 * A backend at another address, called as `base` is: its times and bounds, but neither its certificates, which are for its own
 * servers, nor what watches them.
 */
export function backendAt(base: LoadedBackend, url: URL): LoadedBackend {
  const { id, name, timeouts, connections, dnsTtlMs } = base;
  const part: BackendPart = {
    id: `${id} ${url.href}`,
    name,
    targets: [{ url: url.href, weight: 1 }],
    loadBalancing: "round-robin",
    timeouts,
    ...(connections && { connections }),
    ...(dnsTtlMs !== undefined && { dnsTtlMs }),
  };
  return loadBackend(part, name, "");
}

function loadTarget(
  { url: text, weight, priority = 1 }: BackendPart["targets"][number],
  poolOf: (origin: string) => TargetPool,
  name: string,
  pointer: string,
): BackendTarget {
  const url = new URL(text);
  const isTls = url.protocol === "https:";
  if (!isTls && url.protocol !== "http:")
    throw new SnapshotError(name, pointer, "The target is neither http nor https.");
  if (url.username !== "" || url.password !== "") {
    throw new SnapshotError(name, pointer, "The target holds credentials: a named value keeps them secret.");
  }
  if (url.search !== "" || url.hash !== "")
    throw new SnapshotError(name, pointer, "The target has a query or a fragment.");
  return {
    url: text,
    origin: url.origin,
    isTls,
    hostname: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? (isTls ? 443 : 80) : Number(url.port),
    host: url.host,
    pathPrefix: url.pathname.replace(/\/+$/, ""),
    weight,
    priority,
    pool: poolOf(url.origin),
  };
}

function checkCare(part: BackendPart, name: string, pointer: string): void {
  const { loadBalancing, hashBy, circuit } = part;
  if (loadBalancing === "consistent-hash" && hashBy === undefined) {
    throw new SnapshotError(name, `${pointer}/hashBy`, "A consistent hash needs to know of what.");
  }
  if (circuit && circuit.consecutiveFailures === undefined && circuit.failureRatio === undefined) {
    throw new SnapshotError(name, `${pointer}/circuit`, "A circuit breaker needs to know what opens it.");
  }
}

function loadTls(tls: BackendPart["tls"], name: string, pointer: string): TargetTls | undefined {
  if (tls === undefined) return undefined;
  const { ca, certificate, privateKey, serverName, insecure } = tls;
  if ((certificate === undefined) !== (privateKey === undefined)) {
    throw new SnapshotError(name, pointer, "A client certificate needs its private key, and the key its certificate.");
  }
  if (!isUsableTls({ ca, certificate, privateKey })) {
    throw new SnapshotError(name, pointer, "The certificates or the key are no PEM, or do not belong together.");
  }
  return { ca, certificate, privateKey, serverName, isInsecure: insecure === true };
}
