const BODY_BYTES = 229;

/** A backend that answers 229 bytes of JSON without doing anything for it. */
export function backendConfig(port: number, folder: string): string {
  const empty = { id: "ord_0192", items: ["a", "b", "c"], note: "" };
  const body = JSON.stringify({ ...empty, note: "x".repeat(BODY_BYTES - JSON.stringify(empty).length) });
  return `${preamble(folder, "backend")}
http {
  access_log off;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    keepalive_requests 100000000;
    location / { default_type application/json; return 200 '${body}'; }
  }
}`;
}

/** nginx with the gateway's features: a key check by \`map\`, \`limit_req\` by key, a buffered JSON access log. */
export function proxyConfig(port: number, backendPort: number, key: string, folder: string): string {
  return `${preamble(folder, "proxy")}
http {
  map $http_x_api_key $has_key { default 0; "${key}" 1; }
  limit_req_zone $http_x_api_key zone=keys:10m rate=1000000r/s;
  log_format calls escape=json '{"at":"$msec","status":$status,"method":"$request_method","uri":"$uri","bytes":$body_bytes_sent,"total":$request_time,"upstream":"$upstream_response_time","id":"$request_id"}';
  access_log ${folder}/access.log calls buffer=64k flush=5s;
  upstream backend { server 127.0.0.1:${backendPort}; keepalive 128; keepalive_requests 100000000; }
  server {
    listen 127.0.0.1:${port} backlog=4096;
    keepalive_requests 100000000;
    location / {
      if ($has_key = 0) { return 401; }
      limit_req zone=keys burst=1000000 nodelay;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header X-Api-Key "";
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Request-Id $request_id;
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
