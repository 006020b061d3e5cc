import type { CustomerEnvironment, Listener, VendorPlan } from '../../../lib/core/config-types';
import type { DeployedOutputs } from '../../../lib/core/outputs';
import { proxyPropsOf, Proxy as TcpProxy } from '../../../lib/kubernetes/components/proxy';
import {
  azureEnvironment,
  fullEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  problemsOf,
} from '../../support/config';
import { all, deployed, type Manifest, objectsOf, one } from '../../support/kubernetes';

const TARGET = { namespace: 'notes', service: 'frontend', port: 5432 };
const SQL: Listener = { name: 'sql', component: 'proxy', port: 4566, target: TARGET };
const IMAGE = `registry.notes.example.com/haproxy@sha256:${'0a'.repeat(32)}`;

describe('there is none', () => {
  test('where the plan has no proxy', () => {
    const { config, outputs } = deployed(minimalPlan(), minimalEnvironment());
    expect(proxyPropsOf(config, outputs)).toBeUndefined();
  });

  test('where every listener of its is external and the environment opens none', () => {
    const { config, outputs } = deployed(planWith({ ...SQL, exposure: 'external' }), minimalEnvironment());
    expect(proxyPropsOf(config, outputs)).toBeUndefined();
  });
});

describe('with the least', () => {
  const objects = proxyOf(planWith(SQL));
  const [container] = one(objects, 'Deployment').spec.template.spec.containers;

  test('there is one of each in the system namespace, and a way into the product', () => {
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      'ServiceAccount byoc-system/proxy',
      'ConfigMap byoc-system/proxy',
      'Deployment byoc-system/proxy',
      'PodDisruptionBudget byoc-system/proxy',
      'HorizontalPodAutoscaler byoc-system/proxy',
      'NetworkPolicy byoc-system/proxy',
      'NetworkPolicy notes/from-proxy',
    ]);
  });

  test('the image is told where its configuration is', () => {
    expect(container.image).toBe(IMAGE);
    expect(container.args).toEqual(['-f', '/usr/local/etc/haproxy/haproxy.cfg']);
    expect(container.volumeMounts).toEqual([{ name: 'mount-0', mountPath: '/usr/local/etc/haproxy', readOnly: true }]);
    expect(one(objects, 'Deployment').spec.template.spec.volumes).toEqual([
      { name: 'mount-0', configMap: { name: 'proxy' } },
    ]);
  });

  test('it answers on the listener’s port, and says elsewhere how it is', () => {
    expect(container.ports.map(({ name, containerPort }: Manifest) => [name, containerPort])).toEqual([
      ['tcp-4566', 4566],
      ['health', 8081],
      ['metrics', 9090],
    ]);
    expect(container.readinessProbe.httpGet).toEqual({ port: 'health', path: '/readyz' });
    expect(container.livenessProbe.httpGet).toEqual({ port: 'health', path: '/livez' });
  });

  test('it has no token of the Kubernetes API', () => {
    expect(one(objects, 'Deployment').spec.template.spec.automountServiceAccountToken).toBe(false);
  });

  test('the autoscaler alone says how many pods there are, and lets them go slowly', () => {
    expect(one(objects, 'Deployment').spec).not.toHaveProperty('replicas');
    expect(one(objects, 'HorizontalPodAutoscaler').spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'proxy' },
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } },
      ],
      behavior: {
        scaleDown: {
          stabilizationWindowSeconds: 900,
          policies: [{ type: 'Pods', value: 1, periodSeconds: 300 }],
        },
      },
    });
  });

  test('nobody but load balancers gets in, and nothing but the target is reached', () => {
    const { ingress, egress, podSelector } = one(objects, 'NetworkPolicy', 'proxy').spec;
    expect(podSelector.matchLabels).toEqual({
      'app.kubernetes.io/name': 'proxy',
      'app.kubernetes.io/instance': 'byoc',
    });
    const subnets = ['10.0.0.0/18', '10.0.64.0/18', '10.0.128.0/18'];
    expect(ingress.map(opened)).toEqual([
      [subnets, [4566]],
      [[...subnets, '10.0.192.0/21', '10.0.200.0/21', '10.0.208.0/21'], [8081]],
    ]);
    expect(egress).toEqual([
      {
        to: [{ podSelector: {}, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'notes' } } }],
        ports: [{ port: 5432, protocol: 'TCP' }],
      },
    ]);
  });

  test('the product lets its pods in on the target’s port', () => {
    expect(one(objects, 'NetworkPolicy', 'from-proxy').spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            {
              podSelector: {
                matchLabels: { 'app.kubernetes.io/name': 'proxy', 'app.kubernetes.io/instance': 'byoc' },
              },
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'byoc-system' } },
            },
          ],
          ports: [{ port: 5432, protocol: 'TCP' }],
        },
      ],
    });
  });
});

describe('with everything', () => {
  const objects = proxyOf(fullPlan(), fullEnvironment());
  const pod = one(objects, 'Deployment').spec.template.spec;

  test('the plan’s settings are those of pods and configuration', () => {
    const [container] = pod.containers;
    expect(container.image).toBe(`registry.acme.example.com/mirror/haproxy@sha256:${'0a'.repeat(32)}`);
    expect(container.resources).toEqual({ requests: { cpu: '2', memory: '512Mi' }, limits: { memory: '512Mi' } });
    const configuration = configurationOf(objects);
    expect(configuration).toContain('bind :9091\n');
    expect(configuration).toContain('fe_conn gt 5000');
    expect(configuration).toContain('frontend.riverbed.svc.cluster.local:4567\n');
  });

  test('one setting says how long a pod drains, and Kubernetes waits a little longer', () => {
    expect(configurationOf(objects)).toContain('  grace 30s\n  hard-stop-after 570s\n');
    expect(pod.terminationGracePeriodSeconds).toBe(610);
  });

  test('Prometheus gets in to the metrics', () => {
    const { ingress } = one(objects, 'NetworkPolicy', 'proxy').spec;
    expect(ingress.at(-1)).toEqual({
      from: [{ podSelector: {}, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
      ports: [{ port: 9091, protocol: 'TCP' }],
    });
  });
});

describe('the PROXY header', () => {
  test('is expected on AWS', () => {
    expect(configurationOf(proxyOf(planWith(SQL)))).toContain('bind :4566 accept-proxy\n');
  });

  test.each([gcpEnvironment(), azureEnvironment()])('is not expected on $cloud', (environment) => {
    const objects = proxyOf({ ...planWith(SQL), vendor: fullPlan().vendor }, environment);
    expect(configurationOf(objects)).toContain('bind :4566\n');
  });

  test('is what the outputs say, whatever the configuration does', () => {
    expect(configurationOf(proxyOf(planWith(SQL), minimalEnvironment(), without('sql')))).toContain('bind :4566\n');
  });

  test('fails if the outputs say two things of one port', () => {
    const plan = planWith(SQL, { ...SQL, name: 'sql-twin', port: 4567, containerPort: 4566 });
    expect(problemsOf(() => proxyOf(plan, minimalEnvironment(), without('sql-twin')))).toEqual([
      "'outputs.listeners.sql-twin.proxyProtocol' must be true as for listener 'sql', since both end at port 4566, got false; deploy the data plane with this plan",
    ]);
  });
});

describe('several listeners', () => {
  test('that end at one port are one port of the pods', () => {
    const external = { ...SQL, name: 'sql-external', exposure: 'external' as const };
    const objects = proxyOf(planWith(SQL, external), {
      ...minimalEnvironment(),
      publicIngress: { allowedCidrs: ['198.51.100.0/24'] },
    });
    expect(configurationOf(objects).match(/^listen .*$/gm)).toEqual(['listen sql from tcp']);
    const { ingress } = one(objects, 'NetworkPolicy', 'proxy').spec;
    // On AWS, connections come from the load balancer's own subnets: private ones, and public ones.
    expect(ingress.slice(0, 2).map(opened)).toEqual([
      [['10.0.0.0/18', '10.0.64.0/18', '10.0.128.0/18'], [4566]],
      [['10.0.192.0/21', '10.0.200.0/21', '10.0.208.0/21'], [4566]],
    ]);
  });

  test('with targets in two namespaces open each of them on its own ports', () => {
    const other = { ...SQL, name: 'other', port: 4567, target: { namespace: 'more', service: 'kafka', port: 9092 } };
    const again = { ...SQL, name: 'again', port: 4568, target: { ...TARGET, port: 5433 } };
    const objects = proxyOf(planWith(SQL, other, again));
    const ways = all(objects, 'NetworkPolicy').filter(({ metadata }) => metadata.name === 'from-proxy');
    expect(
      ways.map(({ metadata, spec }) => [
        metadata.namespace,
        ...spec.ingress.map(({ ports }: Manifest) => ports.map(portOf)),
      ]),
    ).toEqual([
      ['notes', [5432, 5433]],
      ['more', [9092]],
    ]);
    expect(one(objects, 'NetworkPolicy', 'proxy').spec.egress.map(({ ports }: Manifest) => ports.map(portOf))).toEqual([
      [5432, 5433],
      [9092],
    ]);
  });
});

describe('TLS', () => {
  const tls: Listener = { ...SQL, port: 4443, protocol: 'tls' };
  const external: Listener = { ...tls, name: 'sql-external', exposure: 'external' };
  const plan = { ...planWith(tls, external), clusterServices: ['cert-manager' as const] };
  const environment: CustomerEnvironment = {
    ...minimalEnvironment(),
    publicIngress: { allowedCidrs: ['198.51.100.0/24'] },
    dns: {
      zoneId: 'Z0123456789ABCDEFGHIJ',
      domain: 'demo.notes.example.com',
      issuer: { kind: 'acme', email: 'a@b.example.com' },
    },
  };
  const objects = proxyOf(plan, environment);
  const folders = ['tls-frontend-private-demo-notes-example-com', 'tls-frontend-demo-notes-example-com'];

  test('ends with the certificate of each host', () => {
    const files = folders.map((folder) => `crt /etc/byoc/tls/${folder}/tls.pem`).join(' ');
    expect(configurationOf(objects)).toContain(`bind :4443 accept-proxy ssl ${files}\n`);
  });

  test('has certificate and key side by side, as HAProxy looks for them', () => {
    const { volumes, containers } = one(objects, 'Deployment').spec.template.spec;
    const at = (path: string) => containers[0].volumeMounts.find(({ mountPath }: Manifest) => mountPath === path).name;
    for (const folder of folders) {
      const volume = volumes.find(({ name }: Manifest) => name === at(`/etc/byoc/tls/${folder}`));
      expect(volume.secret).toEqual({
        secretName: folder,
        items: [
          { key: 'tls.crt', path: 'tls.pem' },
          { key: 'tls.key', path: 'tls.pem.key' },
        ],
      });
    }
  });

  test('goes on with a renewed certificate: a program hands it over', () => {
    const program = one(objects, 'ConfigMap').data['certificates.lua'];
    for (const folder of folders) expect(program).toContain(`"/etc/byoc/tls/${folder}/tls.pem"`);
    expect(program).toContain('"unix@/run/byoc/haproxy.sock"');
    expect(configurationOf(objects)).toContain('lua-load /usr/local/etc/haproxy/certificates.lua\n');
    const { volumes, containers } = one(objects, 'Deployment').spec.template.spec;
    const mount = containers[0].volumeMounts.find(({ mountPath }: Manifest) => mountPath === '/run/byoc');
    expect(mount).not.toHaveProperty('readOnly');
    expect(volumes.find(({ name }: Manifest) => name === mount.name).emptyDir).toEqual({
      medium: 'Memory',
      sizeLimit: '1Mi',
    });
  });
});

test('a changed configuration rolls the pods', () => {
  const checksums = [SQL, { ...SQL, connectionLimit: 1001 }].map(
    (listener) =>
      one(proxyOf(planWith(listener)), 'Deployment').spec.template.metadata.annotations['byoc/configuration'],
  );
  expect(checksums[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(checksums[0]).not.toBe(checksums[1]);
});

function planWith(...listeners: Listener[]): VendorPlan {
  return { ...minimalPlan(), namespaces: ['notes', 'more'], proxy: { image: IMAGE }, listeners };
}

function proxyOf(
  plan: VendorPlan,
  environment: CustomerEnvironment = minimalEnvironment(),
  change: (outputs: DeployedOutputs) => DeployedOutputs = (outputs) => outputs,
): Manifest[] {
  const { config, outputs } = deployed(plan, environment);
  const props = proxyPropsOf(config, change(outputs));
  if (props === undefined) throw new Error('there is no proxy');
  return objectsOf((chart) => new TcpProxy(chart, 'Proxy', props));
}

/** Outputs of a data plane whose load balancer sends no PROXY header to a listener. */
function without(name: string): (outputs: DeployedOutputs) => DeployedOutputs {
  return (outputs) => {
    const listeners: any = { ...outputs.listeners, [name]: { ...outputs.listeners[name], proxyProtocol: false } };
    return { ...outputs, listeners };
  };
}

function configurationOf(objects: readonly Manifest[]): string {
  return one(objects, 'ConfigMap').data['haproxy.cfg'];
}

/** Networks and ports of a rule. */
function opened({ from, ports }: Manifest): [string[], number[]] {
  return [from.map(({ ipBlock }: Manifest) => ipBlock.cidr), ports.map(portOf)];
}

function portOf({ port }: Manifest): number {
  return port;
}
