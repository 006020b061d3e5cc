import { ApiObject } from 'cdk8s';
import type { CustomerEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { Ingress, type IngressProps, ingressPropsOf } from '../../../lib/kubernetes/components/ingress';
import type { IngressListener } from '../../../lib/kubernetes/components/ingress-listener';
import {
  azureEnvironment,
  fullEnvironment,
  fullPlan,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
  problemsOf,
} from '../../support/config';
import { all, deployed, type Manifest, objectsOf, one } from '../../support/kubernetes';

const HTTPS: IngressListener = {
  name: 'https',
  protocol: 'https',
  host: 'web.acme.notes.example.com',
  port: 443,
  containerPort: 8443,
  readinessPort: 15021,
  target: { namespace: 'notes', service: 'web', port: 8080 },
  clients: ['10.0.0.0/16'],
  proxyProtocol: true,
};
const TLS: IngressListener = { ...HTTPS, name: 'native', protocol: 'tls', port: 9440, containerPort: 9440 };
const PASSTHROUGH: IngressListener = {
  ...HTTPS,
  name: 'raw',
  protocol: 'passthrough',
  host: 'raw.acme.notes.example.com',
};

describe('of a full plan', () => {
  const objects = ingressOf(fullPlan(), { ...fullEnvironment(), listenerAllowLists: {} });

  test('opens one gateway for each host', () => {
    expect(all(objects, 'Gateway').map(({ metadata, spec }) => [metadata.name, spec.servers[0].hosts])).toEqual([
      ['https', ['./webhook-private.acme.riverbed.example.com']],
      ['https-external', ['./webhook.acme.riverbed.example.com']],
    ]);
  });

  test('ends TLS 1.2 or later in the gateway with the secret of the host', () => {
    expect(one(objects, 'Gateway', 'https').spec).toEqual({
      selector: { istio: 'byoc-ingress' },
      servers: [
        {
          port: { number: 8443, name: 'https', protocol: 'HTTPS' },
          hosts: ['./webhook-private.acme.riverbed.example.com'],
          tls: {
            mode: 'SIMPLE',
            credentialName: 'tls-webhook-private-acme-riverbed-example-com',
            minProtocolVersion: 'TLSV1_2',
          },
        },
      ],
    });
  });

  test('routes a host to the product without a timeout, for its own gateway only', () => {
    expect(one(objects, 'VirtualService', 'https-external').spec).toEqual({
      hosts: ['webhook.acme.riverbed.example.com'],
      gateways: ['https-external'],
      exportTo: ['.'],
      http: [{ route: [{ destination: { host: 'webhook.riverbed.svc.cluster.local', port: { number: 4560 } } }] }],
    });
  });

  test('lets nobody in who is not named', () => {
    expect(one(objects, 'AuthorizationPolicy', 'default-deny')).toMatchObject({
      metadata: { namespace: 'istio-ingress' },
      spec: {},
    });
    expect(one(objects, 'AuthorizationPolicy', 'default-deny').spec).toEqual({});
  });

  test('lets the network and its peers in to the private twin', () => {
    expect(one(objects, 'AuthorizationPolicy', 'https').spec).toEqual({
      selector: { matchLabels: { istio: 'byoc-ingress' } },
      action: 'ALLOW',
      rules: [
        {
          from: [{ source: { remoteIpBlocks: ['10.40.0.0/16', '10.0.0.0/16'] } }],
          to: [
            {
              operation: {
                ports: ['443', '8443'],
                hosts: ['webhook-private.acme.riverbed.example.com', 'webhook-private.acme.riverbed.example.com:*'],
              },
            },
          ],
          when: [{ key: 'connection.sni', values: ['webhook-private.acme.riverbed.example.com'] }],
        },
      ],
    });
  });

  test('lets the clients of the environment in to the public host', () => {
    expect(clientsOf(objects, 'https-external')).toEqual({ remoteIpBlocks: ['198.51.100.0/24'] });
  });

  test('is reached by load balancers on its ports, their health checks, and Prometheus', () => {
    const { ingress } = one(objects, 'NetworkPolicy', 'gateway').spec;
    const ports = ingress.map((rule: Manifest) => rule.ports.map(({ port }: Manifest) => port));
    expect(ports).toEqual([[8443], [8443], [15021], [15090]]);
    expect(ingress[3].from[0].namespaceSelector.matchLabels).toEqual({ 'kubernetes.io/metadata.name': 'monitoring' });
  });

  test('reaches the product, and the product lets it in', () => {
    const { egress } = one(objects, 'NetworkPolicy', 'gateway').spec;
    expect(egress).toEqual([
      {
        to: [
          {
            podSelector: {},
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'riverbed' } },
          },
        ],
        ports: [{ port: 4560, protocol: 'TCP' }],
      },
    ]);
    expect(one(objects, 'NetworkPolicy', 'from-gateway')).toMatchObject({
      metadata: { namespace: 'riverbed' },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ podSelector: { matchLabels: { istio: 'byoc-ingress' } } }],
            ports: [{ port: 4560, protocol: 'TCP' }],
          },
        ],
      },
    });
  });
});

test('a plan without ingress listeners has no ingress', () => {
  const { config, outputs } = deployed(minimalPlan(), minimalEnvironment());
  expect(ingressPropsOf(config, outputs)).toBeUndefined();
});

test('a listener has the clients that the customer lists for it, and no others', () => {
  const listenerAllowLists = { https: ['10.40.8.0/24'] };
  const objects = ingressOf(fullPlan(), { ...fullEnvironment(), listenerAllowLists });
  expect(clientsOf(objects, 'https')).toEqual({ remoteIpBlocks: ['10.40.8.0/24'] });
  expect(clientsOf(objects, 'https-external')).toEqual({ remoteIpBlocks: ['198.51.100.0/24'] });
});

test('clients are known by the address they connect from where no header names them', () => {
  const plan: VendorPlan = {
    ...minimalPlanForEveryCloud(),
    namespaces: ['notes'],
    clusterServices: ['istio'],
    listeners: [
      {
        name: 'https',
        component: 'ingress',
        port: 443,
        containerPort: 8443,
        target: HTTPS.target,
        readinessPort: 15021,
        readinessPath: '/healthz/ready',
      },
    ],
  };
  const objects = ingressOf(plan, azureEnvironment());
  expect(clientsOf(objects, 'https')).toEqual({ ipBlocks: ['10.0.0.0/16'] });
  const { ports } = one(objects, 'AuthorizationPolicy', 'https').spec.rules[0].to[0].operation;
  expect(ports).toEqual(['8443']);
});

test('TLS that is no HTTP is routed by its port, and its rule names nothing of HTTP', () => {
  const objects = render({ listeners: [TLS] });
  expect(one(objects, 'Gateway').spec.servers[0].port.protocol).toBe('TLS');
  expect(one(objects, 'Gateway').spec.servers[0].tls.mode).toBe('SIMPLE');
  const { http, tls, tcp } = one(objects, 'VirtualService').spec;
  expect([http, tls]).toEqual([undefined, undefined]);
  expect(tcp[0].match).toEqual([{ port: 9440 }]);
  const [rule] = one(objects, 'AuthorizationPolicy', 'native').spec.rules;
  expect(rule.to).toEqual([{ operation: { ports: ['9440'] } }]);
  expect(rule.when).toEqual([{ key: 'connection.sni', values: ['web.acme.notes.example.com'] }]);
});

test('TLS that ends in the product is routed by its server name and needs no secret', () => {
  const objects = render({ listeners: [PASSTHROUGH] });
  expect(one(objects, 'Gateway').spec.servers[0]).toMatchObject({
    port: { protocol: 'TLS' },
    tls: { mode: 'PASSTHROUGH' },
  });
  expect(one(objects, 'Gateway').spec.servers[0].tls.credentialName).toBeUndefined();
  const { tls } = one(objects, 'VirtualService').spec;
  expect(tls[0].match).toEqual([{ port: 8443, sniHosts: ['raw.acme.notes.example.com'] }]);
});

test('hosts of different protocols may share a port of the gateway', () => {
  const objects = render({ listeners: [HTTPS, { ...PASSTHROUGH, port: 8444 }] });
  expect(all(objects, 'Gateway').map(({ spec }) => spec.servers[0].port.number)).toEqual([8443, 8443]);
});

test('two ports of a load balancer that end at one host and port of the gateway share its route', () => {
  const objects = render({ listeners: [HTTPS, { ...HTTPS, name: 'https-alt', port: 8443 }] });
  expect(all(objects, 'Gateway')).toHaveLength(1);
  expect(all(objects, 'VirtualService')).toHaveLength(1);
  expect(all(objects, 'AuthorizationPolicy').map(({ metadata }) => metadata.name)).toEqual([
    'default-deny',
    'https',
    'https-alt',
  ]);
});

test('objects of Istio are in the namespace of the gateway', () => {
  const objects = render({ listeners: [HTTPS, TLS] });
  const ours = objects.filter(({ apiVersion }) => apiVersion.includes('istio.io'));
  expect(new Set(ours.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['istio-ingress']));
});

describe('fails if', () => {
  test('a listener is wrong in many ways, and says all of them', () => {
    const listener: IngressListener = {
      ...HTTPS,
      host: '*.acme.notes.example.com',
      containerPort: 15090,
      readinessPort: 8081,
      target: { ...HTTPS.target, namespace: 'elsewhere' },
      clients: ['10.0.0.1/16', 'office'],
    };
    expect(problemsOf(() => render({ listeners: [listener] }))).toEqual([
      "'listeners[0].host' must be one host below acme.notes.example.com, got *.acme.notes.example.com; choose another one",
      "'listeners[0].target.namespace' must be a namespace of the product (notes), got elsewhere; choose one of them, or add it to the namespaces",
      "'listeners[0].clients[0]' must be an aligned IPv4 network, got 10.0.0.1/16; write it like 10.0.0.0/16",
      "'listeners[0].clients[1]' must be an aligned IPv4 network, got office; write it like 10.0.0.0/16",
      "'listeners[0].readinessPort' must be 15021, where the gateway answers at /healthz/ready, got 8081; change it in the plan",
      "'listeners[0].containerPort' must be 1024 or above, since the gateway is not root, and none that Istio takes itself, got 15090; choose another one, such as 8443",
    ]);
  });

  test('a host is outside the domain', () => {
    expect(problemsOf(() => render({ listeners: [{ ...HTTPS, host: 'web.other.example.com' }] }))).toEqual([
      "'listeners[0].host' must be one host below acme.notes.example.com, got web.other.example.com; choose another one",
    ]);
  });

  test('a host only ends like the domain', () => {
    expect(problemsOf(() => render({ listeners: [{ ...HTTPS, host: 'evilacme.notes.example.com' }] }))).toHaveLength(1);
  });

  test('a port of the gateway is one that only root may open', () => {
    expect(problemsOf(() => render({ listeners: [{ ...HTTPS, containerPort: 443 }] }))).toEqual([
      "'listeners[0].containerPort' must be 1024 or above, since the gateway is not root, and none that Istio takes itself, got 443; choose another one, such as 8443",
    ]);
  });

  test('there are no namespaces', () => {
    expect(problemsOf(() => render({ namespaces: [] }))).toEqual([
      "'listeners[0].target.namespace' must be a namespace of the product (none), got notes; choose one of them, or add it to the namespaces",
    ]);
  });

  test('a listener has no clients, which would be everybody', () => {
    expect(problemsOf(() => render({ listeners: [{ ...HTTPS, clients: [] }] }))).toEqual([
      "'listeners[0].clients' must have at least one network, got []; add one, or remove the listener",
    ]);
  });

  test('a name is used twice', () => {
    expect(problemsOf(() => render({ listeners: [HTTPS, { ...TLS, name: 'https' }] }))).toEqual([
      "'listeners[1].name' must be used once, got https; choose another name",
    ]);
  });

  test.each([
    ['target', { target: { ...HTTPS.target, port: 9000 } }],
    ['protocol', { protocol: 'tls' as const }],
    ['clients', { clients: ['10.0.0.0/24'] }],
  ])('one port of the gateway has another %s for the same host', (_, change) => {
    const other = { ...HTTPS, name: 'other', port: 8443, ...change };
    expect(problemsOf(() => render({ listeners: [HTTPS, other] }))).toEqual([
      "'listeners[1].containerPort' must be free for web.acme.notes.example.com, but listener 'https' has it with another target, protocol or clients, got 8443; choose another port",
    ]);
  });

  test.each([
    ['containerPort', { ...HTTPS, port: 9440 }, { ...TLS, port: 9000 }, 9440],
    ['port', HTTPS, { ...TLS, port: 8443, containerPort: 9440 }, 8443],
  ])('Istio would take the %s of one listener for that of another', (field, first, second, got) => {
    expect(problemsOf(() => render({ listeners: [first, second] }))).toEqual([
      `'listeners[1].${field}' must differ from port and container port of listener 'https', for which Istio would take it, got ${got}; choose another port`,
    ]);
  });

  test('only some listeners have the PROXY protocol', () => {
    expect(problemsOf(() => render({ listeners: [HTTPS, { ...TLS, proxyProtocol: false }] }))).toEqual([
      "'listeners[1].proxyProtocol' must be true as for listener 'https': a gateway expects the header of all or of none, got false; make them agree",
    ]);
  });

  test('mutual TLS between pods is asked for without a mesh', () => {
    const peers = (mode: string) =>
      objectsOf((chart) => {
        new Ingress(chart, 'Ingress', propsWith({}));
        new ApiObject(chart, 'Peers', {
          apiVersion: 'security.istio.io/v1',
          kind: 'PeerAuthentication',
          metadata: { name: 'default', namespace: 'notes' },
          spec: { portLevelMtls: { 8080: { mode } } },
        });
      });
    expect(() => peers('STRICT')).toThrow(
      "'PeerAuthentication notes/default' must not ask for STRICT, got it without a mesh; remove it: between pods there is no mutual TLS",
    );
    expect(() => peers('PERMISSIVE')).not.toThrow();
  });
});

function ingressOf(plan: VendorPlan, environment: CustomerEnvironment): Manifest[] {
  const { config, outputs } = deployed(plan, environment);
  const props = ingressPropsOf(config, outputs);
  if (props === undefined) throw new Error('there is no ingress');
  return objectsOf((chart) => new Ingress(chart, 'Ingress', props));
}

function propsWith(change: Partial<IngressProps>): IngressProps {
  return { domain: 'acme.notes.example.com', namespaces: ['notes'], listeners: [HTTPS], from: [], ...change };
}

function render(change: Partial<IngressProps>): Manifest[] {
  return objectsOf((chart) => new Ingress(chart, 'Ingress', propsWith(change)));
}

function clientsOf(objects: readonly Manifest[], listener: string): Manifest {
  return one(objects, 'AuthorizationPolicy', listener).spec.rules[0].from[0].source;
}
