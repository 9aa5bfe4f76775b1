import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { type Scenario, step } from "./scenario.ts";

/** A key of the snapshot that every gateway under test serves. */
export const KEY = "gh_bench_key-that-opens-the-door";
const SECRET = "bench-jwt-hs256-secret-2026-of-32-bytes";
/** More than any cache of verified tokens holds, so that each is verified anew. */
const TOKENS = 6_000;
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });

const ACCESS_LOG = `
  log_format calls escape=json '{"at":"$msec","status":$status,"method":"$request_method","uri":"$uri","bytes":$body_bytes_sent,"total":$request_time,"upstream":"$upstream_response_time","id":"$request_id"}';
  access_log FOLDER/access.log calls buffer=64k flush=5s;`;
const JSON_BODY = JSON.stringify({
  id: "ord_0192",
  secret: "s3cret",
  bench: {},
  items: ["a", "b", "c"],
  note: "x".repeat(150),
});

/** Every scenario that is measured by the processor time of the proxy per request. */
export const scenarios: readonly Scenario[] = [
  {
    name: "plain",
    request: { path: "/orders/ord_0192" },
    api: {},
    nginx: { goal: 0.52 },
    peers: { "node:http + undici": { program: "node-undici", goal: null } },
  },
  {
    name: "key, limit, count",
    request: { path: "/orders/ord_0192", headers: { "x-api-key": KEY } },
    api: { credentials: { apiKey: { headers: ["x-api-key"], query: [] } } },
    nginx: {
      goal: 0.5,
      http: `map $http_x_api_key $has_key { default 0; "${KEY}" 1; }
  limit_req_zone $http_x_api_key zone=keys:10m rate=1000000r/s;${ACCESS_LOG}`,
      location: `if ($has_key = 0) { return 401; }
      limit_req zone=keys burst=1000000 nodelay;
      proxy_set_header X-Api-Key "";
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Request-Id $request_id;`,
    },
    peers: { "@fastify/http-proxy": { program: "fastify", goal: 1.6 } },
  },
  jwtScenario("HS256"),
  jwtScenario("RS256"),
  {
    name: "cache, 1 KiB",
    request: { path: "/orders/cacheable" },
    api: {
      document: { inbound: [step("cache-lookup", {})], outbound: [step("cache-store", { duration: "1h" })] },
    },
    nginx: {
      goal: 0.5,
      http: "proxy_cache_path FOLDER/cache keys_zone=answers:10m;",
      location: "proxy_cache answers; proxy_cache_valid 200 1h; add_header X-Cache-Status $upstream_cache_status;",
    },
  },
  {
    name: "headers in and out",
    request: { path: "/orders/ord_0192" },
    api: {
      document: {
        inbound: [
          step("set-header", { name: "X-Bench-In", value: "1" }, "in"),
          step("set-header", { name: "X-Forwarded-For", action: "delete" }, "for"),
        ],
        outbound: [
          step("set-header", { name: "X-Bench-Out", value: "1" }, "out"),
          step("set-header", { name: "Server", action: "delete" }, "server"),
        ],
      },
    },
    nginx: {
      goal: 0.48,
      location: `proxy_set_header X-Bench-In 1; proxy_set_header X-Forwarded-For "";
      add_header X-Bench-Out 1; proxy_hide_header Server;`,
    },
  },
  {
    name: "JSON bodies in and out",
    request: {
      path: "/orders/ord_0192",
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON_BODY,
    },
    api: {
      document: {
        inbound: [
          step("set-body", { value: "$" + "{request.body.set('/bench/injected', true).remove('/secret')}" }, "in"),
        ],
        outbound: [
          step("set-body", { value: "$" + "{response.body.set('/bench/injected', true).remove('/items')}" }, "out"),
        ],
      },
    },
    nginx: {
      goal: 0.7,
      needsLua: true,
      http: 'init_by_lua_block { cjson = require "cjson.safe" }',
      location: `access_by_lua_block {
        ngx.req.read_body()
        local body = cjson.decode(ngx.req.get_body_data() or "")
        if body then
          body.bench = body.bench or {}
          body.bench.injected = true
          body.secret = nil
          ngx.req.set_body_data(cjson.encode(body))
        end
      }
      header_filter_by_lua_block { ngx.header.content_length = nil }
      body_filter_by_lua_block {
        ngx.ctx.held = (ngx.ctx.held or "") .. ngx.arg[1]
        if not ngx.arg[2] then ngx.arg[1] = nil return end
        local body = cjson.decode(ngx.ctx.held)
        if body then
          body.bench = body.bench or {}
          body.bench.injected = true
          body.items = nil
          ngx.arg[1] = cjson.encode(body)
        end
      }`,
    },
  },
  { name: "answer of 10 KiB", request: { path: "/orders/10k" }, api: {}, nginx: { goal: 0.6 } },
  { name: "answer of 1 MiB", request: { path: "/orders/1m" }, api: {}, nginx: { goal: 0.8 } },
];

/** Verifying a token anew at each request, with the key at hand; nginx does it in Lua with OpenSSL. */
function jwtScenario(algorithm: "HS256" | "RS256"): Scenario {
  const publicPem = rsa.publicKey.export({ type: "spki", format: "pem" }).toString();
  const key = algorithm === "HS256" ? { secret: SECRET } : { pem: publicPem };
  const tokens = Array.from({ length: TOKENS }, (_, index) => `Bearer ${token(algorithm, index)}`);
  const verify =
    algorithm === "HS256"
      ? `local mac = hmac.new("${SECRET}", "sha256"); local ok = mac:final(signed) == signature`
      : `local digest = digests.new("sha256"); digest:update(signed); local ok = key:verify(signature, digest)`;
  return {
    name: `JWT ${algorithm}`,
    request: { path: "/orders/ord_0192", rotating: { header: "authorization", values: tokens } },
    api: {
      document: {
        inbound: [
          step("validate-jwt", {
            "header-name": "authorization",
            "require-scheme": "Bearer",
            algorithms: [algorithm],
            "issuer-signing-keys": [key],
            audiences: ["orders"],
          }),
        ],
      },
    },
    nginx: {
      goal: 0.8,
      needsLua: true,
      http: `init_by_lua_block {
        cjson = require "cjson.safe"
        hmac = require "openssl.hmac"
        digests = require "openssl.digest"
        key = require("openssl.pkey").new([[${publicPem}]])
      }`,
      location: `access_by_lua_block {
        local function plain(text)
          text = text:gsub("-", "+"):gsub("_", "/")
          return ngx.decode_base64(text .. ("="):rep((4 - #text % 4) % 4))
        end
        local head, payload, mark = (ngx.var.http_authorization or ""):match("^Bearer ([%w_-]+)%.([%w_-]+)%.([%w_-]+)$")
        if not head then return ngx.exit(401) end
        local header, claims = cjson.decode(plain(head)), cjson.decode(plain(payload))
        if not header or header.alg ~= "${algorithm}" or not claims then return ngx.exit(401) end
        local signed, signature = head .. "." .. payload, plain(mark)
        ${verify}
        if not ok or claims.aud ~= "orders" or claims.exp <= ngx.time() then return ngx.exit(401) end
      }`,
    },
  };
}

function token(algorithm: "HS256" | "RS256", index: number): string {
  const text = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1000) + 86_400;
  const signed = `${text({ alg: algorithm, typ: "JWT" })}.${text({ sub: `user-${index}`, aud: "orders", exp })}`;
  const signature =
    algorithm === "HS256"
      ? createHmac("sha256", SECRET).update(signed).digest()
      : sign("sha256", Buffer.from(signed), rsa.privateKey);
  return `${signed}.${signature.toString("base64url")}`;
}
