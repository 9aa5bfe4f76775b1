interface PageHeaderInput {
  nonce: string;
  isHttps: boolean;
  isDevelopment: boolean;
}

/**
 * What every page is answered with. Scripts run only with the nonce of their own answer, so markup from a stranger's
 * description never becomes one. Styles may stand inline: positioned menus and charts set them, and they cannot act.
 */
export function pageHeaders({ nonce, isHttps, isDevelopment }: PageHeaderInput) {
  const policy = [
    "default-src 'self'",
    // React's development build evaluates code to show server errors in the browser.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    ...(isHttps ? ["upgrade-insecure-requests"] : []),
  ];
  return {
    "content-security-policy": policy.join("; "),
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    ...(isHttps ? { "strict-transport-security": `max-age=${YEAR_SECONDS}; includeSubDomains` } : {}),
  };
}

const YEAR_SECONDS = 31_536_000;
