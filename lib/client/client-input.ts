/** A client or a certificate as one form holds them. */
export interface ClientForm {
  kind: "client" | "certificate";
  issuer: string;
  client: string;
  certificate: string;
}

/** As the server reads it. */
export function toInput({ kind, issuer, client, certificate }: ClientForm) {
  return kind === "client" ? { issuer, client } : { certificate };
}
