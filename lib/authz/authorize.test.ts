import { describe, expect, test } from "vitest";
import { Problem } from "../contract/problem.ts";
import { type Actor, anonymous, type ServiceActor, type UserActor } from "./actor.ts";
import { authorize, authorizeInstallation, authorizeSelf, authorizeTeam } from "./authorize.ts";
import { allPermissions, type Permission, type Role, rolePermissions } from "./permissions.ts";

const HERE = "here";

function person(role?: Role, more: Partial<UserActor> = {}): UserActor {
  const roles = new Map(role ? [[HERE, role]] : []);
  return { kind: "user", id: "u", name: "U", email: "u@example.com", isAdmin: false, roles, teams: new Map(), ...more };
}

function service(workspaceId: string | undefined, ...scopes: Permission[]): ServiceActor {
  return { kind: "service", id: "s", name: "S", workspaceId, scopes: new Set(scopes) };
}

function outcome(check: () => unknown): string {
  try {
    check();
    return "may";
  } catch (error) {
    return error instanceof Problem ? error.slug : String(error);
  }
}

const system: Actor = { kind: "system", id: "x", name: "x" };
const readsOnly = new Set<Permission>(["api.read"]);

describe("inside a workspace", () => {
  test.each<[string, Actor, string]>([
    ["an owner", person("owner"), "may"],
    ["a publisher", person("publisher"), "may"],
    ["an approver", person("approver"), "not-permitted"],
    ["a viewer", person("viewer"), "not-permitted"],
    ["a stranger", person(), "not-found"],
    ["an administrator who is no member", person(undefined, { isAdmin: true }), "not-found"],
    ["an owner behind a token that may only read", person("owner", { scopes: readsOnly }), "not-permitted"],
    [
      "a viewer behind a token that claims more",
      person("viewer", { scopes: new Set(allPermissions) }),
      "not-permitted",
    ],
    ["the workspace's service", service(HERE, "api.change"), "may"],
    ["the workspace's service without the scope", service(HERE, "api.read"), "not-permitted"],
    ["another workspace's service", service("there", "api.change"), "not-found"],
    ["the installation's service", service(undefined, "api.change"), "may"],
    ["nobody", anonymous, "not-signed-in"],
    ["the product itself", system, "may"],
  ])("%s changing an API: %s", (_who, actor, expected) => {
    expect(outcome(() => authorize(actor, "api.change", HERE))).toBe(expected);
  });

  test("an approver reads nothing less than a viewer, an owner may everything", () => {
    expect([...rolePermissions.viewer].filter((permission) => !rolePermissions.approver.has(permission))).toEqual([]);
    expect([...rolePermissions.publisher].filter((permission) => !rolePermissions.owner.has(permission))).toEqual([]);
  });
});

test.each<[string, Actor, string]>([
  ["an administrator", person(undefined, { isAdmin: true }), "may"],
  ["an administrator behind a narrow token", person(undefined, { isAdmin: true, scopes: readsOnly }), "not-permitted"],
  ["an owner of a workspace", person("owner"), "not-permitted"],
  ["a workspace's service", service(HERE, "gateway.change"), "not-permitted"],
  ["the installation's service", service(undefined, "gateway.change"), "may"],
  ["nobody", anonymous, "not-signed-in"],
])("%s changing gateways: %s", (_who, actor, expected) => {
  expect(outcome(() => authorizeInstallation(actor, "gateway.change"))).toBe(expected);
});

const inTeam = { teams: new Map([["team", "member" as const]]) };

test.each<[string, Actor, string]>([
  ["a member", person(undefined, inTeam), "may"],
  ["a member behind a narrow token", person(undefined, { ...inTeam, scopes: readsOnly }), "not-permitted"],
  ["somebody else", person("owner", { isAdmin: true }), "not-found"],
  ["a workspace's service", service(HERE, "application.change"), "not-found"],
  ["the installation's service", service(undefined, "application.change"), "may"],
  ["nobody", anonymous, "not-signed-in"],
])("%s changing a team's applications: %s", (_who, actor, expected) => {
  expect(outcome(() => authorizeTeam(actor, "application.change", "team"))).toBe(expected);
});

test.each<[string, Actor, string]>([
  ["a person", person(), "may"],
  ["a person behind a narrow token", person(undefined, { scopes: readsOnly }), "not-permitted"],
  ["a service", service(undefined, "profile.change"), "not-permitted"],
  ["nobody", anonymous, "not-signed-in"],
])("%s changing the own profile: %s", (_who, actor, expected) => {
  expect(outcome(() => authorizeSelf(actor, "profile.change"))).toBe(expected);
});
