import { parse } from 'yaml';
import type { CustomerEnvironment, VendorPlan } from '../../../lib/core/config-types';
import {
  ALERT_FORWARDING,
  AlertForwarding,
  alertForwardingPropsOf,
} from '../../../lib/kubernetes/components/alert-forwarding';
import { alertMessage, FORWARDED_LABELS } from '../../../lib/kubernetes/components/alert-message';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';
import { all, deployed, type Manifest, objectsOf, one } from '../../support/kubernetes';

const ALERTING: VendorPlan = {
  ...minimalPlan(),
  clusterServices: ['monitoring'],
  telemetry: { alerts: { url: 'https://alerts.notes.example.com/v1/webhook' } },
};

describe('of a minimal plan', () => {
  const objects = forwardingOf(ALERTING, minimalEnvironment());
  const { spec } = one(objects, 'Deployment').spec.template;

  test('posts to the vendor and follows no redirect', () => {
    expect(configurationOf(objects)).toMatchObject({
      route: { receiver: 'vendor', group_by: ['alertname', 'severity', 'namespace', 'service'] },
      receivers: [
        {
          name: 'vendor',
          webhook_configs: [
            { url: 'https://alerts.notes.example.com/v1/webhook', http_config: { follow_redirects: false } },
          ],
        },
      ],
    });
  });

  test('has one way only: one route, one receiver, one webhook', () => {
    const { route, receivers } = configurationOf(objects);
    expect(Object.keys(route)).toEqual(['receiver', 'group_by']);
    expect(receivers).toHaveLength(1);
    expect(Object.keys(receivers[0])).toEqual(['name', 'webhook_configs']);
    expect(receivers[0].webhook_configs).toHaveLength(1);
  });

  test('sends a message of our own making', () => {
    expect(configurationOf(objects).receivers[0].webhook_configs[0].payload).toEqual(alertMessage('demo'));
  });

  test('is Alertmanager alone, without others to talk to, with memory to write to', () => {
    const [container] = spec.containers;
    expect(container.image).toMatch(/^quay\.io\/prometheus\/alertmanager:v\d+\.\d+\.\d+/);
    expect(container.args).toEqual([
      '--config.file=/etc/alertmanager/alertmanager.yml',
      '--storage.path=/alertmanager',
      '--cluster.listen-address=',
    ]);
    const storage = container.volumeMounts.find(({ mountPath }: Manifest) => mountPath === '/alertmanager');
    const volume = spec.volumes.find(({ name }: Manifest) => name === storage.name);
    expect(volume.emptyDir).toEqual({ medium: 'Memory', sizeLimit: '16Mi' });
  });

  test('says whether it is ready and alive', () => {
    const [{ ports, readinessProbe, livenessProbe }] = spec.containers;
    expect(ports).toEqual([{ name: 'http', containerPort: 9093, protocol: 'TCP' }]);
    expect(readinessProbe.httpGet).toEqual({ port: 'http', path: '/-/ready' });
    expect(livenessProbe.httpGet).toEqual({ port: 'http', path: '/-/healthy' });
  });

  test('has no token of Kubernetes', () => {
    expect(spec.automountServiceAccountToken).toBe(false);
  });

  test('is a service where Prometheus looks for it', () => {
    const service = one(objects, 'Service');
    expect(service.metadata).toMatchObject({ name: ALERT_FORWARDING.service, namespace: ALERT_FORWARDING.namespace });
    expect(service.spec.ports).toEqual([{ name: 'http', port: ALERT_FORWARDING.port, targetPort: 9093 }]);
    expect(service.spec.type).toBe('ClusterIP');
    expect(service.spec.selector).toEqual(one(objects, 'Deployment').spec.selector.matchLabels);
  });

  test('is reached from monitoring, and reaches the internet on 443', () => {
    const { podSelector, ingress, egress } = one(objects, 'NetworkPolicy').spec;
    expect(podSelector).toEqual({ matchLabels: one(objects, 'Deployment').spec.selector.matchLabels });
    expect(ingress).toEqual([
      {
        from: [
          {
            podSelector: {},
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
          },
        ],
        ports: [{ port: 9093, protocol: 'TCP' }],
      },
    ]);
    expect(egress).toHaveLength(1);
    expect(egress[0]).toMatchObject({ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443 }] });
  });
});

describe('of a full plan', () => {
  const objects = forwardingOf(fullPlan(), fullEnvironment());

  test('goes through the proxy of the environment, and only there', () => {
    const { http_config } = configurationOf(objects).receivers[0].webhook_configs[0];
    expect(http_config).toEqual({ follow_redirects: false, proxy_url: 'http://proxy.acme.example.com:3128' });
    const { egress } = one(objects, 'NetworkPolicy').spec;
    expect(egress).toEqual([{ to: [{ ipBlock: { cidr: '10.0.9.0/28' } }], ports: [{ port: 3128, protocol: 'TCP' }] }]);
  });

  test('its image comes from the mirror', () => {
    const { image } = one(objects, 'Deployment').spec.template.spec.containers[0];
    expect(image).toMatch(/^registry\.acme\.example\.com\/mirror\/prometheus\/alertmanager:/);
  });
});

test('a plan that takes no alerts has no forwarding', () => {
  const { config, outputs } = deployed(minimalPlan(), minimalEnvironment());
  expect(alertForwardingPropsOf(config, outputs)).toBeUndefined();
});

test('another address rolls the pods', () => {
  const checksumOf = (path: string) => {
    const telemetry = { alerts: { url: `https://alerts.notes.example.com/${path}` } };
    const [deployment] = all(forwardingOf({ ...ALERTING, telemetry }, minimalEnvironment()), 'Deployment');
    return deployment.spec.template.metadata.annotations['byoc/configuration'];
  };
  expect(checksumOf('v1')).not.toBe(checksumOf('v2'));
});

test('a message names the environment, and of an alert its state, its times and four labels', () => {
  const message = alertMessage('acme');
  expect(message).toMatch(/^\{"environment":"acme",/);
  expect([...message.matchAll(/"(\w+)":/g)].map(([, name]) => name)).toEqual([
    'environment',
    'status',
    'alerts',
    'status',
    'startsAt',
    'endsAt',
    'labels',
    ...FORWARDED_LABELS,
  ]);
  expect([...message.matchAll(/\{\{ toJson ([$\w.]+) \}\}/g)].map(([, field]) => field)).toEqual([
    '.Status',
    '$alert.Status',
    '$alert.StartsAt',
    '$alert.EndsAt',
    ...FORWARDED_LABELS.map((label) => `$alert.Labels.${label}`),
  ]);
});

function forwardingOf(plan: VendorPlan, environment: CustomerEnvironment): Manifest[] {
  const { config, outputs } = deployed(plan, environment);
  const props = alertForwardingPropsOf(config, outputs);
  if (props === undefined) throw new Error('there is no forwarding');
  return objectsOf((chart) => new AlertForwarding(chart, 'AlertForwarding', props));
}

function configurationOf(objects: readonly Manifest[]): Manifest {
  return parse(one(objects, 'ConfigMap').data['alertmanager.yml']);
}
