import { mirrored, noProxyOf, podDefaultsOf } from '../../../lib/kubernetes/pods/pod-defaults';
import { SystemDeployment, type SystemDeploymentProps } from '../../../lib/kubernetes/pods/system-deployment';
import {
  fullEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
} from '../../support/config';
import { all, deployed, objectsOf, one } from '../../support/kubernetes';

const PODS = {
  env: {},
  nodeSelector: { 'byoc/profile': 'system' },
  tolerations: [{ key: 'CriticalAddonsOnly', operator: 'Equal', value: 'true', effect: 'NoSchedule' }],
} as const;
const CA = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

const CONTAINER: SystemDeploymentProps['container'] = {
  image: 'registry.notes.example.com/agent:1.0.0',
  ports: { agent: 8080, health: 8081 },
  resources: { cpu: '250m', memory: '512Mi' },
  readiness: { port: 'health', path: '/readyz' },
  liveness: { port: 'health', path: '/livez' },
};

describe('a minimal deployment', () => {
  const objects = render({});
  const { spec } = one(objects, 'Deployment');
  const pod = spec.template.spec;
  const [container] = pod.containers;

  test('is found by labels that never change', () => {
    expect(spec.selector).toEqual({
      matchLabels: { 'app.kubernetes.io/name': 'agent', 'app.kubernetes.io/instance': 'byoc' },
    });
    expect(spec.template.metadata).toEqual({ labels: spec.selector.matchLabels });
  });

  test('runs as nobody, without rights, on a file system that it cannot change', () => {
    expect(pod.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      fsGroup: 10001,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
      appArmorProfile: { type: 'RuntimeDefault' },
    });
  });

  test('has no token and knows no other services', () => {
    expect([pod.serviceAccountName, pod.automountServiceAccountToken, pod.enableServiceLinks]).toEqual([
      'agent',
      false,
      false,
    ]);
  });

  test('asks for what it needs, may not take more memory, and is not slowed down', () => {
    expect(container.resources).toEqual({ requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '512Mi' } });
  });

  test('runs on system nodes, spread over the zones', () => {
    expect(pod.nodeSelector).toEqual({ 'byoc/profile': 'system' });
    expect(pod.tolerations).toEqual(PODS.tolerations);
    expect(pod.topologySpreadConstraints).toEqual([
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: spec.selector.matchLabels },
        matchLabelKeys: ['pod-template-hash'],
        nodeTaintsPolicy: 'Honor',
      },
    ]);
  });

  test('rolls without a gap, and a drain takes one pod at a time', () => {
    expect(spec.strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    expect(one(objects, 'PodDisruptionBudget').spec).toEqual({
      maxUnavailable: 1,
      selector: spec.selector,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  });

  test('is asked whether it is ready, and whether it lives', () => {
    expect(container.readinessProbe.httpGet).toEqual({ port: 'health', path: '/readyz' });
    expect(container.livenessProbe.httpGet).toEqual({ port: 'health', path: '/livez' });
    expect(container.startupProbe.httpGet).toEqual({ port: 'health', path: '/livez' });
  });

  test('mounts nothing and is told nothing', () => {
    expect(pod).not.toHaveProperty('volumes');
    expect(container).not.toHaveProperty('volumeMounts');
    expect(container).not.toHaveProperty('env');
  });
});

test('a single pod has no budget: it would keep its node from being drained', () => {
  expect(all(render({ replicas: 1 }), 'PodDisruptionBudget')).toEqual([]);
});

test('where an autoscaler sets the number, an apply does not set it back', () => {
  const objects = render({ autoscaled: true });
  expect(one(objects, 'Deployment').spec).not.toHaveProperty('replicas');
  expect(all(objects, 'PodDisruptionBudget')).toHaveLength(1);
});

test('a changed configuration or certificate rolls the pods', () => {
  const annotation = (props: Partial<SystemDeploymentProps>) =>
    one(render(props), 'Deployment').spec.template.metadata.annotations?.['byoc/configuration'];
  const ones = [
    annotation({ configuration: 'a' }),
    annotation({ configuration: 'b' }),
    annotation({ configuration: 'a', pods: { ...PODS, caBundle: CA } }),
  ];
  expect(ones[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(ones).size).toBe(3);
  expect(annotation({})).toBeUndefined();
});

test('configuration and secrets are mounted read-only, scratch space is memory with a limit', () => {
  const { spec } = one(
    render({
      container: {
        ...CONTAINER,
        mounts: {
          '/etc/agent': { configMap: 'agent' },
          '/tls': { secret: 'tls-sql', files: { 'tls.crt.key': 'tls.key' } },
          '/tmp': { scratchMiB: 16 },
        },
      },
    }),
    'Deployment',
  ).spec.template;
  expect(spec.volumes).toEqual([
    { name: 'mount-0', configMap: { name: 'agent' } },
    { name: 'mount-1', secret: { secretName: 'tls-sql', items: [{ key: 'tls.key', path: 'tls.crt.key' }] } },
    { name: 'mount-2', emptyDir: { medium: 'Memory', sizeLimit: '16Mi' } },
  ]);
  expect(spec.containers[0].volumeMounts).toEqual([
    { name: 'mount-0', mountPath: '/etc/agent', readOnly: true },
    { name: 'mount-1', mountPath: '/tls', readOnly: true },
    { name: 'mount-2', mountPath: '/tmp' },
  ]);
});

test('registry, proxy and certificates of the customer reach the container', () => {
  const { config, outputs } = deployed(fullPlan(), fullEnvironment());
  const { spec } = one(render({ pods: podDefaultsOf(config, outputs) }), 'Deployment').spec.template;
  const [container] = spec.containers;
  const env = Object.fromEntries(container.env.map(({ name, value }: Record<string, string>) => [name, value]));
  expect(container.image).toBe('registry.acme.example.com/mirror/agent:1.0.0');
  expect(env).toMatchObject({
    HTTPS_PROXY: 'http://proxy.acme.example.com:3128',
    https_proxy: 'http://proxy.acme.example.com:3128',
    SSL_CERT_DIR: '/etc/ssl/certs',
    NODE_EXTRA_CA_CERTS: '/etc/ssl/certs/byoc-ca.crt',
  });
  expect(env.no_proxy).toBe(env.NO_PROXY);
  expect(spec.volumes).toEqual([{ name: 'ca', configMap: { name: 'byoc-ca' } }]);
  expect(container.volumeMounts).toEqual([
    { name: 'ca', mountPath: '/etc/ssl/certs/byoc-ca.crt', subPath: 'ca.crt', readOnly: true },
  ]);
});

test('what is reached without the proxy is computed', () => {
  const { config, outputs } = deployed(fullPlan(), fullEnvironment());
  expect(noProxyOf(config, outputs)).toEqual([
    'localhost',
    '127.0.0.1',
    '.svc',
    '.cluster.local',
    '10.40.0.0/16',
    '172.21.0.0/16',
    '10.0.0.0/16',
    '169.254.169.254',
    '169.254.170.23',
    '0123456789abcdef.gr7.eu-central-1.eks.amazonaws.com',
    's3.eu-central-1.amazonaws.com',
    '.s3.eu-central-1.amazonaws.com',
    '.eu-central-1.amazonaws.com',
    '.eu-central-1.api.aws',
    'control.riverbed.example.com',
    '.acme.example.com',
  ]);
});

test('on Google Cloud, metadata and Google’s APIs are reached without the proxy', () => {
  const { config, outputs } = deployed(minimalPlanForEveryCloud(), gcpEnvironment());
  expect(noProxyOf(config, outputs)).toEqual(expect.arrayContaining(['metadata.google.internal', '.googleapis.com']));
});

test('without proxy and CA, containers are told nothing', () => {
  const { config, outputs } = deployed(minimalPlan(), minimalEnvironment());
  const { env, caBundle, registry } = podDefaultsOf(config, outputs);
  expect([env, caBundle, registry]).toEqual([{}, undefined, undefined]);
});

test.each([
  ['quay.io/prometheus/alertmanager:v0.28.1', 'mirror.example.com/prometheus/alertmanager:v0.28.1'],
  ['registry.example.com:5000/agent@sha256:00', 'mirror.example.com/agent@sha256:00'],
  ['haproxy:3.2', 'mirror.example.com/library/haproxy:3.2'],
  ['grafana/grafana:12', 'mirror.example.com/grafana/grafana:12'],
])('%s is mirrored as %s', (image, mirror) => {
  expect(mirrored(image, 'mirror.example.com')).toBe(mirror);
  expect(mirrored(image, undefined)).toBe(image);
});

function render(props: Partial<SystemDeploymentProps>) {
  return objectsOf(
    (chart) =>
      new SystemDeployment(chart, 'Deployment', {
        name: 'agent',
        namespace: 'byoc-system',
        serviceAccount: 'agent',
        callsApi: false,
        replicas: 2,
        priorityClass: 'byoc-system-v1',
        pods: PODS,
        container: CONTAINER,
        ...props,
      }),
  );
}
