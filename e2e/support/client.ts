export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire; assertions say what must be in it
  body: any;
}

/** A caller of the management API. The plain verbs throw unless the answer is a success; `send` gives whatever came. */
export interface Client {
  get: (path: string) => Promise<Answer["body"]>;
  post: (path: string, body?: unknown) => Promise<Answer["body"]>;
  patch: (path: string, body: unknown) => Promise<Answer["body"]>;
  send: (method: string, path: string, body?: unknown) => Promise<Answer>;
}

export function clientWithToken(apiUrl: string, token: string): Client {
  return client(apiUrl, { authorization: `Bearer ${token}` });
}

/** Signs somebody up and in, as the portal does: an account, then a session in a cookie. */
export async function signUp(portalUrl: string, apiUrl: string, email: string, name: string): Promise<Client> {
  const password = `${name}-planted-19-tulips`;
  await client(apiUrl, {}).post("/sign-up", { email, name, password });
  const origin = new URL(portalUrl).origin;
  const csrf = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const signedIn = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { origin, cookie: cookies(csrf), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  if (signedIn.status !== 200) throw new Error(`sign-in answered ${signedIn.status}: ${await signedIn.text()}`);
  return client(apiUrl, { origin, cookie: cookies(signedIn) });
}

function client(apiUrl: string, headers: Record<string, string>): Client {
  const send: Client["send"] = async (method, path, body) => {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
  };
  const must = async (method: string, path: string, body?: unknown) => {
    const answer = await send(method, path, body);
    if (answer.status < 300) return answer.body;
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  };
  return {
    get: (path) => must("GET", path),
    post: (path, body) => must("POST", path, body),
    patch: (path, body) => must("PATCH", path, body),
    send,
  };
}

function cookies(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}
