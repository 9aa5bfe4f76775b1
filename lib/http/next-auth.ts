import NextAuthDefault, { type NextAuthOptions } from "next-auth";
import CredentialsDefault from "next-auth/providers/credentials";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { tellNextAuthItsAddress } from "../env.ts";
import { signInInput } from "../identity/input.ts";
import { type SignedIn, signIn } from "../identity/sign-in.ts";
import { SESSION_DAYS } from "../identity/user.ts";
import type { Platform } from "./platform.ts";

const NextAuth = moduleDefault(NextAuthDefault);
const Credentials = moduleDefault(CredentialsDefault);

declare module "next-auth" {
  interface Session {
    userId?: string;
  }
}

/** A request as next-auth's handler reads it, and what it answered. */
export interface NextAuthCall {
  action: string[];
  method: string;
  query: Record<string, string>;
  cookies: Record<string, string>;
  headers: Record<string, string>;
  body: Record<string, string> | undefined;
}

export interface NextAuthAnswer {
  response: Response;
  /** Why a sign-in was refused. */
  refusal: Problem | undefined;
}

/**
 * One call of next-auth, through its handler for plain requests: that one needs nothing of Next's request scope. The JWT in
 * the cookie only names our Session row, which decides.
 */
export async function callNextAuth(ctx: Context, base: Platform, call: NextAuthCall): Promise<NextAuthAnswer> {
  tellNextAuthItsAddress(base.publicUrl);
  const outcome: { refusal?: Problem } = {};
  const recorder = new ResponseRecorder();
  const { action, ...rest } = call;
  await handle({ ...rest, query: { ...rest.query, nextauth: action } }, recorder, options(ctx, base, outcome));
  return { response: recorder.toResponse(), refusal: outcome.refusal };
}

function options(ctx: Context, base: Platform, outcome: { refusal?: Problem }): NextAuthOptions {
  return {
    secret: base.sessionSecret,
    session: { strategy: "jwt", maxAge: SESSION_DAYS * 86_400 },
    useSecureCookies: base.publicUrl.startsWith("https:"),
    pages: { signIn: "/sign-in", signOut: "/", error: "/sign-in" },
    providers: [
      Credentials({
        name: "E-mail and password",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (credentials, { headers = {} }) => {
          const signedIn = await attempt(ctx, credentials, String(headers["user-agent"] ?? ""), outcome);
          return signedIn ? { id: signedIn.user.id, sid: signedIn.sessionId, epoch: signedIn.epoch } : null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sub: user.id, ...sessionOf(user) } : token),
      session: ({ session, token }) => ({ expires: session.expires, userId: token.sub ?? "" }),
    },
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  };
}

/** Keeps a refusal for the answer: next-auth itself only passes an error's name on. */
async function attempt(
  ctx: Context,
  credentials: unknown,
  userAgent: string,
  outcome: { refusal?: Problem },
): Promise<SignedIn | undefined> {
  const input = signInInput.safeParse(credentials);
  try {
    if (!input.success) throw new Problem("sign-in-refused");
    return await signIn(ctx, input.data, userAgent);
  } catch (error) {
    outcome.refusal = error instanceof Problem ? error : new Problem("internal");
    if (outcome.refusal !== error) throw error;
    return undefined;
  }
}

function sessionOf(user: object): { sid?: unknown; epoch?: unknown } {
  return user;
}

/** As much of Node's ServerResponse as next-auth's handler uses. */
class ResponseRecorder {
  #status = 200;
  #body: string | null = null;
  readonly #headers = new Map<string, string | string[]>();

  status(code: number): this {
    this.#status = code;
    return this;
  }

  getHeader(name: string): string | string[] | undefined {
    return this.#headers.get(name.toLowerCase());
  }

  setHeader(name: string, value: string | string[]): this {
    this.#headers.set(name.toLowerCase(), value);
    return this;
  }

  json(value: unknown): void {
    this.setHeader("content-type", "application/json");
    this.#body = JSON.stringify(value);
  }

  send(body: unknown): void {
    if (typeof body === "string") this.#body = body;
    else if (body !== undefined) this.json(body);
  }

  end(): void {}

  toResponse(): Response {
    const headers = new Headers();
    for (const [name, value] of this.#headers) {
      for (const each of Array.isArray(value) ? value : [value]) headers.append(name, each);
    }
    return new Response(this.#body, { status: this.#status, headers });
  }
}

type PlainHandler = (request: object, response: ResponseRecorder, options: NextAuthOptions) => Promise<void>;

/** next-auth types its handler for Next's own request classes, of which it uses the members that `NextAuthCall` has. */
const handle: PlainHandler = (...input) => (NextAuth as unknown as PlainHandler)(...input);

/** Node gives a CommonJS module's `exports` as its default, bundlers give `exports.default`. */
function moduleDefault<T>(imported: T | { default: T }): T {
  return isWrapped(imported) ? imported.default : imported;
}

function isWrapped<T>(imported: T | { default: T }): imported is { default: T } {
  return typeof imported === "object" && imported !== null && "default" in imported;
}
