/** A field of a section, by the member of the backend that it fills in. */
export interface CareField {
  name: string;
  label: string;
  hint?: string;
  isLong?: true;
}

export interface CareSection {
  name: "healthCheck" | "ejection" | "circuit" | "connections" | "tls";
  label: string;
  hint: string;
  fields: CareField[];
}

/** What a gateway can do for a backend, in the order in which people look for it. */
export const careSections: CareSection[] = [
  {
    name: "healthCheck",
    label: "Ask targets whether they work",
    hint: "A target that does not answer well gets no calls until it does.",
    fields: [
      { name: "path", label: "Path" },
      { name: "interval", label: "Every" },
      { name: "timeout", label: "Answer within" },
      { name: "unhealthyAfter", label: "Out after bad answers" },
      { name: "healthyAfter", label: "Back after good ones" },
      { name: "statuses", label: "Good statuses" },
    ],
  },
  {
    name: "ejection",
    label: "Take out targets that fail calls",
    hint: "No answer, 502, 503 or 504, so often in turn.",
    fields: [
      { name: "consecutiveFailures", label: "Failures in turn" },
      { name: "base", label: "Out for" },
      { name: "most", label: "At most for", hint: "Twice as long each time." },
      { name: "ejectedPercentMax", label: "Never more than, in %" },
    ],
  },
  {
    name: "circuit",
    label: "Give a failing backend a rest",
    hint: "A circuit breaker: calls are refused with 503 for a while, then a few go through to try.",
    fields: [
      { name: "consecutiveFailures", label: "Failures in turn", hint: "No answer, or a status from 500 on." },
      { name: "failureRatio/percent", label: "Or failed calls, in %" },
      { name: "failureRatio/window", label: "Within" },
      { name: "failureRatio/callsMin", label: "Of at least calls" },
      { name: "open", label: "Rest for" },
      { name: "probes", label: "Calls to try with" },
    ],
  },
  {
    name: "connections",
    label: "Bound the connections",
    hint: "Of each target and gateway thread. Calls beyond wait, and are refused with 503 when too many do.",
    fields: [
      { name: "max", label: "Connections" },
      { name: "pendingMax", label: "Calls that wait" },
      { name: "pendingTimeout", label: "Wait at most" },
      { name: "idleMax", label: "Kept while idle" },
      { name: "idleTimeout", label: "Kept for", hint: "Shorter than the backend does." },
    ],
  },
  {
    name: "tls",
    label: "TLS of its own",
    hint: "For https targets with an authority of yours, or that ask for a client certificate.",
    fields: [
      { name: "serverName", label: "Server name", hint: "In place of the address's." },
      { name: "privateKey", label: "Client key", hint: "A named value: {{gateway-key}}." },
      { name: "certificate", label: "Client certificate", hint: "PEM or a named value.", isLong: true },
      {
        name: "ca",
        label: "Trusted authority",
        hint: "PEM or a named value, in place of the well-known ones.",
        isLong: true,
      },
    ],
  },
];

/** What has a single value. */
export const finerFields: CareField[] = [
  { name: "slowStart", label: "Slow start", hint: "A target that came back gets its full share after this." },
  { name: "dnsTtl", label: "Look names up every", hint: "30s when empty." },
  { name: "heldMax", label: "Answers held up to", hint: "For policies that read them; 4MiB when empty." },
];
