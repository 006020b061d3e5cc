/** A request as kubectl makes it. Where it could change something, it is a dry run: admission sees it all the same. */
export interface Request {
  readonly what: string;
  readonly args: readonly string[];
  /** @default - nothing */
  readonly input?: string;
}

/** What the requests are about: a namespace with a pod, a Service and a Deployment of that name, and a node. */
export interface Targets {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
}

const DRY = '--dry-run=server';
const ADMISSION = 'admissionregistration.k8s.io';

/** Every kind of write and connection, for somebody whom roles let do all of it. */
export function writes({ namespace, name, node }: Targets): Request[] {
  const inNamespace = ['--namespace', namespace];
  const path = `/api/v1/namespaces/${namespace}`;
  const connect = (what: string, query = ''): Request => ({
    what,
    args: ['create', '--raw', `${path}/pods/${name}/${what}${query}`, '-f', '-'],
  });
  const proxy = (what: string, address: string): Request => ({ what, args: ['get', '--raw', address] });
  return [
    connect('exec', '?command=id&container=main&stdout=true'),
    // Web sockets begin with a GET.
    {
      what: 'exec by a web socket',
      args: ['get', '--raw', `${path}/pods/${name}/exec?command=id&container=main&stdout=true`],
    },
    connect('attach', '?container=main&stdout=true'),
    connect('portforward', '?ports=8080'),
    proxy('proxy to a pod', `${path}/pods/${name}/proxy/`),
    proxy('proxy to a service', `${path}/services/${name}/proxy/`),
    proxy('proxy to a node', `/api/v1/nodes/${node}/proxy/`),
    {
      what: 'debug',
      args: ['patch', 'pod', name, ...inNamespace, DRY, '--subresource=ephemeralcontainers', '-p', EPHEMERAL],
    },
    { what: 'a token', args: ['create', 'token', 'default', ...inNamespace] },
    { what: 'delete', args: ['delete', 'pod', name, ...inNamespace, DRY] },
    { what: 'delete all', args: ['delete', '--raw', `${path}/pods?dryRun=All`] },
    {
      what: 'evict',
      args: ['create', '--raw', `${path}/pods/${name}/eviction`, '-f', '-'],
      input: JSON.stringify({
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name, namespace },
        deleteOptions: { dryRun: ['All'] },
      }),
    },
    create('create', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'new', namespace } }),
    create('create for the cluster', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'e2e-new' } }),
    create('create a binding', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'new', namespace },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'anybody' }],
    }),
    { what: 'annotate', args: ['annotate', 'deployment', name, ...inNamespace, DRY, 'e2e=1'] },
    { what: 'scale', args: ['scale', 'deployment', name, ...inNamespace, DRY, '--replicas=3'] },
    { what: 'cordon', args: ['cordon', node, DRY] },
  ];
}

function create(what: string, object: object): Request {
  return { what, args: ['create', DRY, '-f', '-'], input: JSON.stringify(object) };
}

const EPHEMERAL = JSON.stringify({ spec: { ephemeralContainers: [{ name: 'shell', image: 'shell:1' }] } });

/** What admission is not asked about, or is not asked of: it goes through for whom roles let do it. */
export function unseen(policy: string): Request[] {
  return [
    { what: 'reading every secret', args: ['get', 'secrets', '--all-namespaces'] },
    { what: 'reading every config map', args: ['get', 'configmaps', '--all-namespaces'] },
    { what: 'changing the policy', args: ['annotate', 'validatingadmissionpolicy', policy, DRY, 'e2e=1'] },
    { what: 'deleting the policy', args: ['delete', 'validatingadmissionpolicy', policy, DRY] },
    { what: 'deleting its binding', args: ['delete', 'validatingadmissionpolicybinding', policy, DRY] },
    create('a policy that changes what others write', {
      apiVersion: `${ADMISSION}/v1`,
      kind: 'MutatingAdmissionPolicy',
      metadata: { name: 'e2e-change' },
      spec: {
        matchConstraints: {
          resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
        },
        mutations: [
          {
            patchType: 'ApplyConfiguration',
            applyConfiguration: { expression: 'Object{metadata: Object.metadata{labels: {"e2e": "1"}}}' },
          },
        ],
        reinvocationPolicy: 'Never',
      },
    }),
    create('its binding', {
      apiVersion: `${ADMISSION}/v1`,
      kind: 'MutatingAdmissionPolicyBinding',
      metadata: { name: 'e2e-change' },
      spec: { policyName: 'e2e-change' },
    }),
    { what: 'acting as somebody else', args: ['auth', 'can-i', 'impersonate', 'groups'] },
  ];
}
