/**
 * Roles of Azure's that are taken as they are, and the GUIDs of their ids, which are the same in every tenant:
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
export const BUILT_IN_ROLES = {
  'Azure Kubernetes Service RBAC Cluster Admin': 'b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b',
  'Azure Service Bus Data Sender': '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39',
  'Monitoring Data Reader': 'b0d8363b-8ddd-447d-831f-62ca05bff136',
} as const;

export type BuiltInRole = keyof typeof BUILT_IN_ROLES;
