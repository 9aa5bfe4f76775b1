import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { NginxSite } from "../scenario.ts";

const BODY_BYTES = 229;
const LUA_MODULES = ["/usr/lib/nginx/modules/ndk_http_module.so", "/usr/lib/nginx/modules/ngx_http_lua_module.so"];

/** Whether nginx can run Lua here: Debian's `libnginx-mod-http-lua`, with `lua-cjson` and `lua-luaossl`. */
export const hasLua = LUA_MODULES.every((path) => existsSync(path));

/** A backend that answers without doing anything for it: 229 bytes of JSON, or as many as the path says. */
export async function backendConfig(port: number, folder: string): Promise<string> {
  const empty = { id: "ord_0192", items: ["a", "b", "c"], note: "" };
  const body = JSON.stringify({ ...empty, note: "x".repeat(BODY_BYTES - JSON.stringify(empty).length) });
  const files = join(folder, "files");
  await mkdir(files, { recursive: true });
  await writeFile(join(files, "10k"), "x".repeat(10 * 1024));
  await writeFile(join(files, "1m"), "x".repeat(1024 * 1024));
  return `${preamble(folder, "backend")}
http {
  access_log off;
  sendfile on;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    keepalive_requests 100000000;
    location / { default_type application/json; return 200 '${body}'; }
    location ~ /(10k|1m)$ { root ${files}; rewrite ^.*/([^/]+)$ /$1 break; }
    location ~ /cacheable$ { add_header Cache-Control "max-age=3600"; return 200 '${"x".repeat(1024)}'; }
  }
}`;
}

/** nginx as one would set it up for the scenario, with connections to the backend kept. */
export function proxyConfig(port: number, backendPort: number, folder: string, site: NginxSite): string {
  const { http = "access_log off;", location = "" } = site;
  const log = http.includes("access_log") ? "" : "access_log off;";
  return `${site.needsLua ? LUA_MODULES.map((path) => `load_module ${path};\n`).join("") : ""}${preamble(folder, "proxy")}
http {
  ${log}
  ${http.replaceAll("FOLDER", folder)}
  upstream backend { server 127.0.0.1:${backendPort}; keepalive 128; keepalive_requests 100000000; }
  server {
    listen 127.0.0.1:${port} backlog=4096;
    keepalive_requests 100000000;
    location / {
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      ${location}
      proxy_pass http://backend;
    }
  }
}`;
}

function preamble(folder: string, name: string): string {
  return `daemon off;
master_process off;
worker_processes 1;
pid ${folder}/${name}.pid;
error_log ${folder}/${name}.error.log error;
events { worker_connections 4096; }`;
}
