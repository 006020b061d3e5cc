import { uuidOf } from '../../../../lib/core/derived-names';

/** What the management API answers. */
export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** As the provider writes it: of any form. */
// biome-ignore lint/suspicious/noExplicitAny: each resource has a form of its own.
type Body = Record<string, any>;

/** Things that are there in any service or zone, before anybody made them. */
const GIVEN = /\/(blob|file|queue|table)services\/default$|\/privatednszones\/[^/]+\/soa\/@$/;
/** Lists that are empty, rather than not there. */
const LISTS =
  /\/(vaults|deletedvaults|roleassignments|roledefinitions|locks|storageaccounts|diagnosticsettings|resources)$/;
const ROLE = /^\/subscriptions\/[^/]+\/providers\/microsoft\.authorization\/roledefinitions\/([0-9a-f-]+)$/;
const TENANT = '77777777-8888-9999-0000-111111111111';

/**
 * Resources as somebody wrote them, by id: what is put is there and comes back, with what only Azure would know of it made
 * up. It takes every attribute and refuses nothing.
 */
export class Resources {
  private readonly all = new Map<string, Body>();

  public answer(method: string, path: string, body: Body): Answer | undefined {
    const key = path.toLowerCase();
    const there = this.all.get(key);
    switch (method) {
      case 'PUT':
        this.all.set(key, completed(path, body));
        // Azure calls a role and an assignment created.
        return { status: /\/role(definitions|assignments)\//.test(key) ? 201 : 200, body: this.all.get(key) ?? {} };
      case 'PATCH':
        this.all.set(key, completed(path, merged(there ?? {}, body)));
        return { status: 200, body: this.all.get(key) ?? {} };
      case 'DELETE':
        this.all.delete(key);
        return { status: 200, body: {} };
      case 'POST':
        return this.act(key);
      default:
        return this.read(key, path);
    }
  }

  private read(key: string, path: string): Answer | undefined {
    const [, role] = ROLE.exec(key) ?? [];
    const there = this.all.get(key) ?? (role === undefined ? undefined : this.roleOf(role));
    if (there !== undefined) return { status: 200, body: there };
    if (role !== undefined) return { status: 200, body: completed(path, { properties: { roleName: 'built-in' } }) };
    if (GIVEN.test(key)) return { status: 200, body: completed(path, {}) };
    if (key.endsWith('/availableagentpoolversions')) return { status: 200, body: this.versionsOf(parentOf(key), path) };
    const isVault = (id: string) => /\/microsoft\.keyvault\/vaults\/[^/]+$/.test(id);
    const below = [...this.all].filter(([id]) => (key.endsWith('/resources') ? isVault(id) : parentOf(id) === key));
    if (below.length === 0 && !LISTS.test(key)) return undefined;
    return { status: 200, body: { value: below.map(([, resource]) => resource) } };
  }

  /** Roles are written where they can be assigned, and read by subscription. */
  private roleOf(guid: string): Body | undefined {
    return [...this.all].find(([id]) => id.endsWith(`/roledefinitions/${guid}`))?.[1];
  }

  /** A pool can have the version of its cluster. */
  private versionsOf(cluster: string, path: string): object {
    const { kubernetesVersion } = this.all.get(cluster)?.properties ?? {};
    return completed(path, { properties: { agentPoolVersions: [{ kubernetesVersion }] } });
  }

  private act(key: string): Answer | undefined {
    const [, of = '', action = ''] = /^(.*)\/([^/]+)$/.exec(key) ?? [];
    switch (action) {
      case 'validate':
        return { status: 200, body: { properties: { provisioningState: 'Succeeded' } } };
      case 'exporttemplate':
        return { status: 200, body: { template: this.all.get(of)?.properties.template } };
      case 'listkeys':
        return {
          status: 200,
          body: { keys: ['key1', 'key2'].map((keyName) => ({ keyName, value: '', permissions: 'FULL' })) },
        };
      case 'listclusterusercredential':
        return { status: 200, body: { kubeconfigs: [{ name: 'clusterUser', value: KUBECONFIG }] } };
      default:
        return undefined;
    }
  }
}

const KUBECONFIG = Buffer.from(
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'made-up', cluster: { server: 'https://made-up', 'certificate-authority-data': 'eA==' } }],
    users: [{ name: 'made-up', user: { exec: {} } }],
    contexts: [],
  }),
).toString('base64');

function parentOf(id: string): string {
  return id.slice(0, id.lastIndexOf('/'));
}

function merged(before: Body, change: Body): Body {
  const entries = Object.entries(change).map(([name, value]) => [
    name,
    typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...before[name], ...value } : value,
  ]);
  return { ...before, ...Object.fromEntries(entries) };
}

function completed(path: string, body: Body): Body {
  const [scope = '', inProvider = ''] = /^(.*)\/providers\/(.*)$/.exec(path)?.slice(1) ?? [];
  const [namespace, ...parts] = inProvider.split('/');
  const type = [namespace, ...parts.filter((_, index) => index % 2 === 0)].join('/');
  const name = path.slice(path.lastIndexOf('/') + 1);
  const own = body.identity?.type?.includes('SystemAssigned')
    ? { identity: { ...body.identity, principalId: uuidOf(`${path} itself`), tenantId: TENANT } }
    : {};
  const properties = { provisioningState: 'Succeeded', ...body.properties };
  return {
    ...body,
    ...own,
    id: path,
    name,
    type,
    properties: { ...properties, ...known({ type, name, scope, path, location: body.location }, properties) },
  };
}

/** What only Azure knows of a resource. */
function known(
  resource: Readonly<Record<'type' | 'name' | 'scope' | 'path' | 'location', string>>,
  properties: Body,
): Body {
  const { type, name, scope, path, location } = resource;
  switch (type.toLowerCase()) {
    case 'microsoft.authorization/roleassignments':
      return { scope };
    case 'microsoft.managedidentity/userassignedidentities':
      return { clientId: uuidOf(`${path} client`), principalId: uuidOf(`${path} principal`), tenantId: TENANT };
    case 'microsoft.containerservice/managedclusters': {
      const issuerURL = `https://${location}.oic.prod-aks.azure.com/${TENANT}/${uuidOf(path)}/`;
      return { oidcIssuerProfile: { enabled: true, issuerURL } };
    }
    case 'microsoft.keyvault/vaults':
      return { vaultUri: `https://${name}.vault.azure.net/` };
    case 'microsoft.storage/storageaccounts':
      return { primaryEndpoints: { blob: `https://${name}.blob.core.windows.net/` } };
    case 'microsoft.resources/deployments':
      return deployed(properties);
    default:
      return {};
  }
}

/** Templates of ours put out ids of keys. */
function deployed({ template, parameters = {} }: Body): Body {
  const outputs = Object.entries<{ value: string }>(template?.outputs ?? {}).map(([name, { value }]) => {
    const [, vault, key, property = ''] = /'([^']+)', '([^']+)'\)\)\.(\w+)/.exec(value) ?? [];
    const version = property.endsWith('WithVersion') ? '/0123456789abcdef0123456789abcdef' : '';
    return [name, { type: 'String', value: `https://${vault}.vault.azure.net/keys/${key}${version}` }];
  });
  const typed = Object.entries<{ value: string }>(parameters).map(([name, { value }]) => [
    name,
    { type: 'String', value },
  ]);
  return { outputs: Object.fromEntries(outputs), parameters: Object.fromEntries(typed), mode: 'Incremental' };
}
