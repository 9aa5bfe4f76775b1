/**
 * Where somebody goes after signing in: the path they came from, the home page otherwise. Anything that could lead to another
 * site is not followed: sign-in links travel by mail and chat.
 */
export function returnPath(callbackUrl: string | string[] | undefined): string {
  if (typeof callbackUrl !== "string" || !callbackUrl.startsWith("/")) return "/";
  const base = "http://here.invalid";
  if (!URL.canParse(callbackUrl, base)) return "/";
  const url = new URL(callbackUrl, base);
  // "/.//evil.test" becomes "//evil.test" once its dot is resolved
  if (url.origin !== base || url.pathname.startsWith("//")) return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}
