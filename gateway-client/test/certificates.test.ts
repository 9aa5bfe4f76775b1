import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connect } from "node:tls";
import { expect, it } from "vitest";
import { type Issued, makeAuthority } from "./support/certificates.ts";
import { spawnGateway, temporaryFolder } from "./support/gateway.ts";
import { until } from "./support/until.ts";
import { useWorld } from "./support/world.ts";

const world = useWorld();

async function folderWith(issued: Issued) {
  const folder = await temporaryFolder();
  const files = { cert: join(folder, "cert.pem"), key: join(folder, "key.pem") };
  const write = async ({ cert, key }: Issued) => {
    await writeFile(files.key, key);
    await writeFile(files.cert, cert);
  };
  await write(issued);
  const environment = {
    GATEHOUSE_GATEWAY_HTTPS_PORT: "0",
    GATEHOUSE_GATEWAY_CERTIFICATES: `${files.cert}=${files.key}`,
  };
  return { files, write, environment };
}

async function shownBy(port: number): Promise<string | undefined> {
  const socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false });
  await once(socket, "secureConnect");
  const subject = socket.getPeerX509Certificate()?.subject;
  socket.destroy();
  return subject;
}

it("renews certificates as their files change, keeps what was good when they break, and says so", async () => {
  const authority = await makeAuthority();
  const names = [{ type: "dns" as const, value: "api.test" }];
  const { files, write, environment } = await folderWith(await authority.issue({ subject: "CN=first", names }));
  const { gateway } = await world.serving({ environment: { ...environment, GATEHOUSE_GATEWAY_THREADS: "2" } });
  expect(await shownBy(gateway.securePort)).toBe("CN=first");
  expect((await gateway.status()).certificates).toMatchObject([{ file: files.cert, names: ["api.test"] }]);

  await write(await authority.issue({ subject: "CN=second", names, validDays: [-1, 10] }));
  await until("the second certificate is shown", async () => (await shownBy(gateway.securePort)) === "CN=second");

  await writeFile(files.cert, "no certificate");
  await until("the fault is told", async () => (await gateway.status()).troubles.certificates !== null);
  expect((await gateway.status()).troubles.certificates).toContain(`${files.cert}: holds no certificate`);
  expect(await shownBy(gateway.securePort)).toBe("CN=second");
  const metrics = await (await fetch(`${gateway.adminUrl}/metrics`)).text();
  expect(metrics).toMatch(/^gatehouse_gateway_certificate_faults_total 1$/m);
  const expires = Number(/^gatehouse_gateway_certificate_expires_timestamp_seconds\{.*\} (\S+)$/m.exec(metrics)?.[1]);
  expect(Math.round((expires - Date.now() / 1000) / 86_400)).toBe(10);

  await write(await authority.issue({ subject: "CN=third", names }));
  await until("the third certificate is shown", async () => (await shownBy(gateway.securePort)) === "CN=third");
  expect((await gateway.status()).troubles.certificates).toBeNull();
});

it("does not start with a key that is another certificate's", async () => {
  const authority = await makeAuthority();
  const first = await authority.issue({});
  const { files, environment } = await folderWith(first);
  await writeFile(files.key, (await authority.issue({})).key);
  const child = spawnGateway({
    argv: ["--snapshot", await temporaryFolder()],
    dataDir: await temporaryFolder(),
    environment,
  });
  let output = "";
  child.stderr?.on("data", (chunk) => {
    output += chunk;
  });
  const [code] = await once(child, "close");
  expect([code, output]).toEqual([1, `${files.cert}: its key file holds the key of another certificate.\n`]);
});
