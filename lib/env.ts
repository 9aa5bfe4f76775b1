/**
 * The only reader of the environment in the control plane. Everything is read when asked for: `next build` and the scripts
 * that need no database run without it. There are no default secrets; `npm start` makes them into the data folder.
 */
export const env = {
  get databaseUrl(): string {
    return required("DATABASE_URL");
  },
  /** Under `next dev`; never true in a build. */
  get isDevelopment(): boolean {
    return process.env.NODE_ENV === "development";
  },
  get dataDir(): string {
    return optional("GATEHOUSE_DATA_DIR") ?? ".gatehouse";
  },
  get host(): string {
    return optional("GATEHOUSE_HOST") ?? "127.0.0.1";
  },
  get port(): number {
    return wholeNumber("PORT", 3000);
  },
  /** Where people reach the control plane, without a trailing slash; its scheme decides whether cookies are `Secure`. */
  get publicUrl(): string {
    return (optional("GATEHOUSE_URL") ?? `http://${env.host}:${env.port}`).replace(/\/+$/, "");
  },
  get gatewayPort(): number {
    return wholeNumber("GATEWAY_PORT", 8080);
  },
  get gatewayAdminPort(): number {
    return wholeNumber("GATEWAY_ADMIN_PORT", 8081);
  },
  get seed(): "demo" | "none" {
    return oneOf("GATEHOUSE_SEED", ["demo", "none"], "demo");
  },
  get adminEmail(): string | undefined {
    return optional("GATEHOUSE_ADMIN_EMAIL");
  },
  get adminPassword(): string | undefined {
    return optional("GATEHOUSE_ADMIN_PASSWORD");
  },
  get bootstrapToken(): string | undefined {
    return optional("GATEHOUSE_BOOTSTRAP_TOKEN");
  },
  /** Encrypts the session cookie. */
  get sessionSecret(): string {
    return atLeast("GATEHOUSE_SESSION_SECRET", 32);
  },
  /** The installation's key for values at rest: 32 bytes, given as base64. */
  get encryptionKey(): Buffer {
    const key = Buffer.from(required("GATEHOUSE_ENCRYPTION_KEY"), "base64");
    if (key.length !== 32) throw new Error("GATEHOUSE_ENCRYPTION_KEY must be 32 bytes in base64.");
    return key;
  },
  /** The Ed25519 private key that signs manifests: PKCS #8 as PEM, or as DER in base64. */
  get signingKey(): string {
    return required("GATEHOUSE_SIGNING_KEY");
  },
  /** Proxies in front of the control plane that append to `X-Forwarded-For`; 0 means that the header is not believed. */
  get trustedProxies(): number {
    return wholeNumber("GATEHOUSE_TRUSTED_PROXIES", 0);
  },
  /** Hosts (`name` or `name:port`) that imports may fetch from although they are private, and that `$ref`s may name. */
  get importAllowedHosts(): string[] {
    return (optional("GATEHOUSE_IMPORT_ALLOWED_HOSTS") ?? "").split(/[\s,]+/).filter((host) => host !== "");
  },
  /** Calls of one session or token to the management API within a minute. */
  get callsPerMinute(): number {
    return wholeNumber("GATEHOUSE_CALLS_PER_MINUTE", 3000);
  },
  /** The mail server, `smtps://user:password@host`; undefined: mail stays in the console, to be read there. */
  get smtpUrl(): string | undefined {
    return optional("GATEHOUSE_SMTP_URL");
  },
  /** Whom mail comes from. */
  get mailFrom(): string {
    return optional("GATEHOUSE_MAIL_FROM") ?? `Gatehouse <gatehouse@${new URL(env.publicUrl).hostname}>`;
  },
  get logLevel(): "debug" | "info" | "warn" | "error" | "silent" {
    return oneOf("GATEHOUSE_LOG_LEVEL", ["debug", "info", "warn", "error", "silent"], "info");
  },
};

/** next-auth reads its own address only from the environment, and would trust the caller's Host header otherwise. */
export function tellNextAuthItsAddress(publicUrl: string): void {
  process.env.NEXTAUTH_URL = publicUrl;
}

function optional(name: string): string | undefined {
  const value = process.env[name]?.trim();
  return value === undefined || value === "" ? undefined : value;
}

function required(name: string): string {
  const value = optional(name);
  if (value === undefined) throw new Error(`${name} is not set.`);
  return value;
}

function atLeast(name: string, length: number): string {
  const value = required(name);
  if (value.length < length) throw new Error(`${name} must have at least ${length} characters.`);
  return value;
}

function wholeNumber(name: string, fallback: number): number {
  const text = optional(name);
  if (text === undefined) return fallback;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${name} must be a whole number, not "${text}".`);
  return Number(text);
}

function oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
  const text = optional(name);
  const found = allowed.find((value) => value === text);
  if (text !== undefined && found === undefined) throw new Error(`${name} must be one of ${allowed.join(", ")}.`);
  return found ?? fallback;
}
