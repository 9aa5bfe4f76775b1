import type { EffectiveDocument } from "@gatehouse/contract/snapshot.ts";
import { policyRegistry } from "../../policies/registry.ts";
import { sampleParts, step } from "../traffic/sample-parts.ts";

export const JWT_SECRET = "bench-jwt-hs256-secret-2026";

/** What the gateway is told to do for each file of fixtures. */
const scenarios: Record<string, Partial<EffectiveDocument>> = {
  "p01-vanilla": {},
  "p02-jwt": {
    inbound: [
      step("validate-jwt", {
        "header-name": "authorization",
        "require-scheme": "Bearer",
        algorithms: ["HS256"],
        "issuer-signing-keys": [{ secret: JWT_SECRET }],
      }),
    ],
  },
  "p04-rl-static": { inbound: [step("rate-limit", { calls: 1000, "renewal-period": "1s" })] },
  "p05-rl-endpoint": {
    inbound: [
      step("choose", [
        {
          when: "request.path == '/anything/limited'",
          do: [{ id: "limited", "rate-limit": { calls: 100, "renewal-period": "1s" } }],
        },
      ]),
    ],
  },
  "p08-req-headers": {
    inbound: [
      step("set-header", { name: "X-Bench-In", value: "1" }, "in"),
      step("set-header", { name: "X-Forwarded-For", action: "delete" }, "for"),
    ],
  },
  "p09-resp-headers": {
    outbound: [
      step("set-header", { name: "X-Bench-Out", value: "1" }, "out"),
      step("set-header", { name: "Server", action: "delete" }, "server"),
    ],
  },
  "p10-req-body": {
    inbound: [step("set-body", { value: `\${request.body.set('/bench/injected', true).remove('/secret')}` })],
  },
  "p11-resp-body": {
    outbound: [step("set-body", { value: `\${response.body.set('/bench/injected', true).remove('/origin')}` })],
  },
};

/** The snapshot for a file of fixtures; undefined while this gateway lacks a policy that it needs. */
export function partsFor(file: string, backendUrl: string): Map<string, unknown> | undefined {
  const document = scenarios[file];
  if (document === undefined) return undefined;
  const steps = [...(document.inbound ?? []), ...(document.outbound ?? [])];
  if (steps.some(({ policy }) => !policyRegistry.has(policy))) return undefined;
  return sampleParts({ backendUrl, document, api: { basePath: "/", credentials: { none: true } } });
}
