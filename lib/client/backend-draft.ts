import type { BackendView } from "../backends/view.ts";

/** A backend as a form holds it: all of it text and switches. Sections that are off keep what was typed. */
export function toBackendDraft(backend: BackendView | undefined) {
  return {
    name: backend?.name ?? "",
    slug: backend?.slug ?? "",
    targets: (backend?.targets ?? [{ url: "", weight: 1, priority: undefined }]).map(({ url, weight, priority }) => {
      return { url, weight: String(weight), priority: textOf(priority) };
    }),
    loadBalancing: backend?.loadBalancing === "weighted" ? "round-robin" : (backend?.loadBalancing ?? "round-robin"),
    hashBy: { source: "client-address", name: "", ...backend?.hashBy },
    timeouts: backend?.timeouts ?? { connect: "5s", firstByte: "60s", idle: "60s", total: "300s" },
    slowStart: backend?.slowStart ?? "",
    dnsTtl: backend?.dnsTtl ?? "",
    heldMax: backend?.heldMax ?? "",
    ...careDraft(backend),
  };
}

function careDraft(backend: BackendView | undefined) {
  const { healthCheck, ejection, circuit, connections, tls } = backend ?? {};
  const { failureRatio, ...breaker } = circuit ?? {};
  return {
    healthCheck: section(healthCheck, {
      path: "/health",
      interval: "10s",
      timeout: "2s",
      healthyAfter: "2",
      unhealthyAfter: "3",
      statuses: "200-299",
    }),
    ejection: section(ejection, { consecutiveFailures: "5", base: "30s", most: "5m", ejectedPercentMax: "50" }),
    circuit: {
      ...section(circuit && breaker, { consecutiveFailures: circuit ? "" : "5", open: "30s", probes: "1" }),
      failureRatio: texts(failureRatio ?? {}, { percent: "", window: "10s", callsMin: "20" }),
    },
    connections: section(connections, {
      max: "1024",
      pendingMax: "4096",
      pendingTimeout: "5s",
      idleMax: "1024",
      idleTimeout: "4s",
    }),
    tls: {
      ...section(tls, { ca: "", certificate: "", privateKey: "", serverName: "" }),
      insecure: tls?.insecure === true,
    },
  };
}

function section<Fields extends Record<string, string>>(written: object | undefined, usual: Fields) {
  return { isOn: written !== undefined, ...texts(written ?? {}, usual) };
}

/** What was written in place of what is usual, as text. */
function texts<Fields extends Record<string, string>>(
  written: object,
  usual: Fields,
): Record<keyof Fields & string, string> {
  const values = new Map(Object.entries(written));
  const entries = Object.entries(usual).map(([name, text]) => [
    name,
    values.has(name) ? textOf(values.get(name)) : text,
  ]);
  return Object.fromEntries(entries);
}

function textOf(value: unknown): string {
  return value === undefined ? "" : String(value);
}

export type BackendDraft = ReturnType<typeof toBackendDraft>;

/** The draft as the management API takes it: what is off or empty is not said, and digits are numbers. */
export function toBackendInput(draft: BackendDraft): object {
  const { name, slug, targets, loadBalancing, hashBy, timeouts, slowStart, dnsTtl, heldMax } = draft;
  const { healthCheck, ejection, circuit, connections, tls } = draft;
  const { failureRatio, ...breaker } = circuit;
  const isNamed = hashBy.source === "header" || hashBy.source === "cookie";
  const said = {
    hashBy: loadBalancing !== "consistent-hash" ? undefined : isNamed ? hashBy : { source: hashBy.source },
    healthCheck: sectionInput(healthCheck),
    ejection: sectionInput(ejection),
    circuit: sectionInput(breaker, failureRatio.percent.trim() === "" ? {} : { failureRatio: saidIn(failureRatio) }),
    connections: sectionInput(connections),
    tls: sectionInput(tls, tls.insecure ? { insecure: true } : {}),
    slowStart: textInput(slowStart),
    dnsTtl: textInput(dnsTtl),
    heldMax: textInput(heldMax),
  };
  const kept = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return { name, slug, targets: targets.map(saidIn), loadBalancing, timeouts, ...kept };
}

function sectionInput({ isOn, ...fields }: { isOn: boolean }, more: object = {}): object | undefined {
  return isOn ? { ...saidIn(fields), ...more } : undefined;
}

function saidIn(fields: object): object {
  const said = Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    const text = typeof value === "string" ? textInput(value) : undefined;
    if (text === undefined) return [];
    return [[name, NUMBERS.has(name) && /^-?\d+$/.test(text) ? Number(text) : text]];
  });
  return Object.fromEntries(said);
}

const NUMBERS: ReadonlySet<string> = new Set([
  "callsMin",
  "consecutiveFailures",
  "ejectedPercentMax",
  "healthyAfter",
  "idleMax",
  "max",
  "pendingMax",
  "percent",
  "priority",
  "probes",
  "unhealthyAfter",
  "weight",
]);

function textInput(text: string): string | undefined {
  return text.trim() === "" ? undefined : text.trim();
}
