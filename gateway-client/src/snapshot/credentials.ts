import { apiKeyOf, type Credentials, type JwtCredential } from "@gatehouse/contract/credentials.ts";
import { keySources } from "../../policies/credentials/signing-keys.ts";
import { TokenVerifier } from "../../policies/credentials/token-verifier.ts";
import type { LoadedApi, TokenCredential } from "./loaded-api.ts";

/** The ways in which callers of an API prove who they are, ready to use. */
export function loadCredentials(
  accepted: Credentials,
): Pick<LoadedApi, "keyNames" | "token" | "takesCertificates" | "credentialHeaders"> {
  const others = "none" in accepted ? {} : accepted;
  const keyNames = apiKeyOf(accepted);
  const isTokenKept = others.jwt === undefined || others.jwt.isForwarded;
  return {
    keyNames,
    token: others.jwt && tokenCredential(others.jwt),
    credentialHeaders: [...(keyNames?.headers ?? []), ...(isTokenKept ? [] : ["authorization"])],
    takesCertificates: others.clientCertificate ?? false,
  };
}

function tokenCredential(jwt: JwtCredential): TokenCredential {
  const { openidConfig, algorithms, audiences, issuers, clockSkewMs, claim, identifies, isForwarded } = jwt;
  const verifier = new TokenVerifier(keySources({ "openid-config": openidConfig, algorithms }), {
    algorithms,
    audiences,
    issuers,
    clockSkewMs,
    isEndRequired: true,
    checkClaims: () => undefined,
  });
  return { verifier, claim, identifies, isForwarded };
}
