export const APPLICATIONS_PATH = "/applications";
export const SUBSCRIPTIONS_PATH = "/subscriptions";
export const USAGE_PATH = "/usage";
export const ACCOUNT_PATH = "/account";

export function applicationPath(id: string): string {
  return `${APPLICATIONS_PATH}/${id}`;
}

export function subscriptionPath(id: string): string {
  return `${SUBSCRIPTIONS_PATH}/${id}`;
}
