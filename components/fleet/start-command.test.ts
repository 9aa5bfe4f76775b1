import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { startCommand } from "./start-command.ts";

test("a shell gives the gateway exactly the settings that were shown", () => {
  const settings = {
    name: "eu-1",
    controlPlaneUrl: "https://portal.example.com/it's $HOME",
    token: "ghg_a-b_c",
    groupKey: "AAAA+/==",
    signingPublicKeys: "k1=MCow",
  };
  const command = startCommand(settings).replace("node gateway-client/src/main.ts", "env");
  const environment = execFileSync("/bin/sh", ["-c", command], { encoding: "utf8" }).split("\n");
  expect(environment).toEqual(
    expect.arrayContaining([
      `GATEHOUSE_CONTROL_PLANE_URL=${settings.controlPlaneUrl}`,
      `GATEHOUSE_GATEWAY_TOKEN=${settings.token}`,
      `GATEHOUSE_GROUP_KEY=${settings.groupKey}`,
      `GATEHOUSE_SIGNING_PUBLIC_KEYS=${settings.signingPublicKeys}`,
      "GATEHOUSE_GATEWAY_DATA_DIR=.gatehouse-gateway-eu-1",
    ]),
  );
});
