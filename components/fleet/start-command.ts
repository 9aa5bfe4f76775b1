interface StartSettings {
  name: string;
  controlPlaneUrl: string;
  token: string;
  groupKey: string;
  signingPublicKeys: string;
}

/** The command that starts a gateway in a checkout of the product, for a POSIX shell. */
export function startCommand({ name, controlPlaneUrl, token, groupKey, signingPublicKeys }: StartSettings): string {
  const settings = [
    ["GATEHOUSE_CONTROL_PLANE_URL", controlPlaneUrl],
    ["GATEHOUSE_GATEWAY_TOKEN", token],
    ["GATEHOUSE_GROUP_KEY", groupKey],
    ["GATEHOUSE_SIGNING_PUBLIC_KEYS", signingPublicKeys],
    ["GATEHOUSE_GATEWAY_DATA_DIR", `.gatehouse-gateway-${name}`],
  ];
  return [
    ...settings.map(([variable, value]) => `${variable}='${value?.replaceAll("'", String.raw`'\''`)}' \\`),
    "node gateway-client/src/main.ts",
  ].join("\n");
}
