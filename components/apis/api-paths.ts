/** Where the console shows the things of a publisher. */
export const consolePaths = {
  apis: (workspace: string) => `/console/${workspace}/apis`,
  api: (workspace: string, api: string) => `/console/${workspace}/apis/${api}`,
  revisions: (workspace: string, api: string, version: string) =>
    `/console/${workspace}/apis/${api}/revisions?${new URLSearchParams({ version })}`,
  revision: (workspace: string, api: string, version: string, revision: number) =>
    `/console/${workspace}/apis/${api}/versions/${version}/revisions/${revision}`,
  traces: (workspace: string, api: string) => `/console/${workspace}/apis/${api}/traces`,
  trace: (workspace: string, api: string, id: string) => `/console/${workspace}/apis/${api}/traces/${id}`,
  imports: (workspace: string) => `/console/${workspace}/imports`,
  import: (workspace: string, id: string) => `/console/${workspace}/imports/${id}`,
  importInto: (workspace: string, api: string, version: string) =>
    `/console/${workspace}/imports?${new URLSearchParams({ api, version })}`,
  backends: (workspace: string) => `/console/${workspace}/backends`,
  backend: (workspace: string, backend: string) => `/console/${workspace}/backends/${backend}`,
  namedValues: (workspace: string) => `/console/${workspace}/named-values`,
  namedValue: (workspace: string, name: string) => `/console/${workspace}/named-values/${name}`,
};
