import { resolveConfig } from '../../../lib/core/resolve-config';
import {
  AgentRights,
  type AgentRightsProps,
  agentRightsPropsOf,
} from '../../../lib/kubernetes/components/agent-rights';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';
import { all, type Manifest, objectsOf } from '../../support/kubernetes';

function render(props: Partial<AgentRightsProps> = {}): Manifest[] {
  return objectsOf(
    (chart) =>
      new AgentRights(chart, 'Rights', {
        account: { name: 'agent', namespace: 'byoc-system' },
        lease: 'agent',
        namespaces: ['riverbed'],
        secrets: [],
        routes: false,
        ...props,
      }),
  );
}

/** `get apps/deployments` or `get /secrets@license` for each verb and resource of the role in a namespace. */
function rightsIn(namespace: string, objects: readonly Manifest[]): string[] {
  return all(objects, 'Role')
    .filter(({ metadata }) => metadata.namespace === namespace)
    .flatMap(({ rules }) => rules)
    .flatMap(({ verbs, apiGroups, resources, resourceNames }) =>
      verbs.flatMap((verb: string) =>
        (resourceNames ?? [undefined]).map(
          (name?: string) => `${verb} ${apiGroups}/${resources}${name === undefined ? '' : `@${name}`}`,
        ),
      ),
    );
}

const RUN = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

describe('rights of the agent in a namespace of the product', () => {
  test('are to run it, and to look at what comes of it', () => {
    expect(rightsIn('riverbed', render()).sort()).toEqual(
      [
        ...RUN.map((verb) => `${verb} apps/deployments`),
        ...RUN.map((verb) => `${verb} apps/statefulsets`),
        ...RUN.map((verb) => `${verb} batch/jobs`),
        ...RUN.map((verb) => `${verb} /services`),
        ...RUN.map((verb) => `${verb} /configmaps`),
        ...RUN.map((verb) => `${verb} /persistentvolumeclaims`),
        ...['get', 'list', 'watch'].flatMap((verb) => [`${verb} /pods`, `${verb} /events`]),
        'get /pods/log',
      ].sort(),
    );
  });

  test('include the secrets that are named, to be read one by one', () => {
    const rights = rightsIn('riverbed', render({ secrets: ['license', 'token'] }));
    expect(rights.filter((right) => right.includes('secrets'))).toEqual(['get /secrets@license', 'get /secrets@token']);
  });

  test('include routes where there is Istio', () => {
    const rights = rightsIn('riverbed', render({ routes: true })).filter((right) => right.includes('istio'));
    expect(rights).toEqual(
      ['virtualservices', 'destinationrules'].flatMap((type) =>
        RUN.map((verb) => `${verb} networking.istio.io/${type}`),
      ),
    );
  });

  test('are the same in each of them', () => {
    const objects = render({ namespaces: ['one', 'two'] });
    expect(rightsIn('one', objects)).toEqual(rightsIn('two', objects));
    expect(rightsIn('one', objects)).not.toEqual([]);
  });
});

describe('rights of the agent elsewhere', () => {
  test('are its lease, which it makes and holds', () => {
    expect(rightsIn('byoc-system', render())).toEqual([
      'create coordination.k8s.io/leases',
      'get coordination.k8s.io/leases@agent',
      'update coordination.k8s.io/leases@agent',
      'patch coordination.k8s.io/leases@agent',
    ]);
  });

  test('are none, in no other namespace and not in the cluster', () => {
    const objects = render();
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}`).sort()).toEqual([
      'Role byoc-system',
      'Role riverbed',
      'RoleBinding byoc-system',
      'RoleBinding riverbed',
    ]);
  });

  test('are given to its account by the role of the same namespace', () => {
    for (const { metadata, roleRef, subjects } of all(render(), 'RoleBinding')) {
      expect(roleRef).toEqual({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name });
      expect(subjects).toEqual([{ apiGroup: '', kind: 'ServiceAccount', name: 'agent', namespace: 'byoc-system' }]);
    }
  });
});

describe('rights of the agent of an installation', () => {
  test('with the least are its lease', () => {
    const config = resolveConfig(minimalPlan(), minimalEnvironment());
    expect(agentRightsPropsOf(config)).toMatchObject({ namespaces: [], secrets: [], routes: false });
  });

  test('follow the namespaces, secrets and services of the plan', () => {
    const { agent, ...plan } = fullPlan();
    const extended = { ...plan, namespaces: ['quiet'], agent: { ...agent, secrets: ['license'] } };
    const config = resolveConfig(extended, fullEnvironment());
    expect(agentRightsPropsOf(config)).toEqual({
      account: { name: 'agent', namespace: 'byoc-system' },
      lease: 'agent',
      namespaces: ['riverbed', 'quiet'],
      secrets: ['license'],
      routes: true,
    });
  });

  test('name no wildcard', () => {
    const config = resolveConfig(fullPlan(), fullEnvironment());
    expect(JSON.stringify(render(agentRightsPropsOf(config)))).not.toContain('*');
  });
});
