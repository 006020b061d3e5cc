import { parseAllDocuments } from 'yaml';
import type { CustomerEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { imagesOf } from '../../../lib/kubernetes/charts/images';
import { SupportBinding, supportBindingPropsOf } from '../../../lib/kubernetes/components/support-binding';
import { SupportEnd, type SupportEndProps, supportEndPropsOf } from '../../../lib/kubernetes/components/support-end';
import {
  azureEnvironment,
  fullAzureEnvironment,
  fullEnvironment,
  fullGcpEnvironment,
  fullPlan,
  minimalPlanForEveryCloud,
} from '../../support/config';
import { all, deployed, type Manifest, objectsOf, one } from '../../support/kubernetes';

const AZURE = deployed(fullPlan(), fullAzureEnvironment());
const PROPS = propsOf(AZURE);

function propsOf({ config, outputs }: ReturnType<typeof deployed>): SupportEndProps {
  const props = supportEndPropsOf(config, outputs);
  if (props === undefined) throw new Error('nothing ends support');
  return props;
}

function render(props: Partial<SupportEndProps> = {}): Manifest[] {
  return objectsOf((chart) => new SupportEnd(chart, 'SupportEnd', { ...PROPS, ...props }));
}

function specAt(expiresAt: string) {
  return one(render({ expiresAt }), 'CronJob').spec;
}

describe('what ends support', () => {
  const objects = render();
  const { metadata, spec } = one(objects, 'CronJob');
  const pod = spec.jobTemplate.spec.template.spec;
  const [container] = pod.containers;
  const named = parseAllDocuments(one(objects, 'ConfigMap').data['bindings.yaml']).map((each) => each.toJS());

  test('is in the system namespace, with everything that it needs', () => {
    expect([metadata.namespace, metadata.name]).toEqual(['byoc-system', 'support-end']);
    for (const kind of ['ServiceAccount', 'ConfigMap', 'NetworkPolicy']) {
      expect([kind, one(objects, kind).metadata]).toEqual([
        kind,
        expect.objectContaining({ namespace: 'byoc-system', name: 'support-end' }),
      ]);
    }
  });

  test.each([
    ['2027-01-31T00:00:00Z', '0 0 31 1 *'],
    ['2027-12-01T23:59:00Z', '59 23 1 12 *'],
    ['2028-02-29T08:05:00Z', '5 8 29 2 *'],
  ])('runs at %s', (moment, schedule) => {
    expect([specAt(moment).schedule, specAt(moment).timeZone]).toEqual([schedule, 'Etc/UTC']);
  });

  test.each(['2027-06-30T10:00:01Z', '2027-06-30T10:00:59Z'])('runs rather early than late: %s', (moment) => {
    expect(specAt(moment).schedule).toBe('0 10 30 6 *');
  });

  test('catches up half a year, tries again, and never twice at once', () => {
    expect(spec).toMatchObject({
      suspend: false,
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 15_552_000,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 1,
    });
    expect(spec.jobTemplate.spec.backoffLimit).toBe(10);
    expect(pod.restartPolicy).toBe('Never');
  });

  test('names every binding of support, and nothing else', () => {
    const binding = supportBindingPropsOf(AZURE.config);
    if (binding === undefined) throw new Error('nobody is let in');
    const bindings = objectsOf((chart) => new SupportBinding(chart, 'SupportBinding', binding));
    expect(named).toEqual(
      bindings.map(({ apiVersion, kind, metadata: { name, namespace } }) => ({
        apiVersion,
        kind,
        metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
      })),
    );
    expect(named.length).toBeGreaterThan(2);
  });

  test('deletes what its file names, looks at nothing before or after, and is content with what is gone', () => {
    expect(container.command).toBeUndefined();
    expect(container.args).toEqual([
      'delete',
      '--filename=/etc/byoc/bindings.yaml',
      '--ignore-not-found',
      '--wait=false',
    ]);
    expect(container.volumeMounts).toEqual([{ name: 'bindings', mountPath: '/etc/byoc', readOnly: true }]);
    expect(pod.volumes).toEqual([{ name: 'bindings', configMap: { name: 'support-end' } }]);
  });

  test('may delete these bindings by name, and nothing else', () => {
    expect(all(objects, 'Role')).toEqual([]);
    expect(all(objects, 'ClusterRole').map(({ metadata: { name }, rules }) => [name, rules])).toEqual([
      ['byoc-support-end-v1', [may('rolebindings', 'byoc-support-v1')]],
      ['byoc-support-end-cluster-v1', [may('clusterrolebindings', 'byoc-support-cluster-v1')]],
    ]);
  });

  test('has these rights where support is bound, and its account alone has them', () => {
    const bindings = objects.filter(({ kind }) => /Binding$/.test(kind));
    const places = bindings.map(({ kind, metadata: { namespace }, roleRef }) => [kind, namespace, roleRef.name]);
    expect(places).toEqual([
      ...PROPS.namespaces.map((namespace) => ['RoleBinding', namespace, 'byoc-support-end-v1']),
      ['ClusterRoleBinding', undefined, 'byoc-support-end-cluster-v1'],
    ]);
    for (const { metadata: own, roleRef, subjects } of bindings) {
      expect([own.name, roleRef.kind]).toEqual([roleRef.name, 'ClusterRole']);
      expect(subjects).toEqual([
        { kind: 'ServiceAccount', name: 'support-end', namespace: 'byoc-system', apiGroup: '' },
      ]);
    }
  });

  test('alone gets the token of its account', () => {
    expect(one(objects, 'ServiceAccount').automountServiceAccountToken).toBe(false);
    expect([pod.serviceAccountName, pod.automountServiceAccountToken]).toEqual(['support-end', true]);
  });

  test('reaches the Kubernetes API, which is the only way out that it has, and nobody reaches it', () => {
    const policy = one(objects, 'NetworkPolicy').spec;
    expect(policy.podSelector.matchLabels).toEqual(spec.jobTemplate.spec.template.metadata.labels);
    expect(policy.policyTypes).toEqual(['Egress']);
    expect(policy.egress).toEqual([
      { to: [{ ipBlock: { cidr: '10.40.82.0/28' } }], ports: [{ port: 443, protocol: 'TCP' }] },
    ]);
  });

  test('is not told of the proxy: the Kubernetes API is inside', () => {
    expect(AZURE.config.environment.httpProxy).toBeDefined();
    expect(container.env).toBeUndefined();
  });

  function may(resource: string, name: string) {
    return {
      apiGroups: ['rbac.authorization.k8s.io'],
      resources: [resource],
      resourceNames: [name],
      verbs: ['delete'],
    };
  }
});

describe('of an installation', () => {
  const PLAN = { ...minimalPlanForEveryCloud(), support: fullPlan().support ?? {} };
  const LETTING_IN = { ...azureEnvironment(), access: { supportExpiresAt: '2027-01-31T00:00:00Z' } };

  test.each(['1.35', '1.36'])('it is kubectl of Kubernetes %s, and in the list to mirror', (kubernetesVersion) => {
    const { config, outputs } = deployed({ ...PLAN, kubernetesVersion }, LETTING_IN);
    const { image } = propsOf({ config, outputs });
    expect(image).toMatch(new RegExp(`^registry\\.k8s\\.io/kubectl:v${kubernetesVersion.replace('.', '\\.')}\\.\\d+$`));
    expect(imagesOf(config)).toContainEqual({ source: image, pulled: image });
  });

  test('it is pulled from the registry of the customer', () => {
    const image = one(render(), 'CronJob').spec.jobTemplate.spec.template.spec.containers[0].image;
    expect(image).toMatch(/^registry\.acme\.example\.com\/mirror\/kubectl:v/);
    expect(imagesOf(AZURE.config)).toContainEqual({ source: PROPS.image, pulled: image });
  });

  test.each<[string, VendorPlan, CustomerEnvironment]>([
    ['on AWS, whose role ends', fullPlan(), fullEnvironment()],
    ['on Google Cloud, whose account ends', fullPlan(), fullGcpEnvironment()],
    ['where nobody is let in', PLAN, azureEnvironment()],
  ])('it is not there %s', (_where, plan, environment) => {
    const { config, outputs } = deployed(plan, environment);
    expect(supportEndPropsOf(config, outputs)).toBeUndefined();
    expect(imagesOf(config).filter(({ source }) => source.includes('kubectl'))).toEqual([]);
  });
});
