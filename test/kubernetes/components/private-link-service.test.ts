import type { AzureEnvironment, CustomerEnvironment } from '../../../lib/core/config-types';
import type { DeployedOutputs } from '../../../lib/core/outputs';
import { ListenerServices, listenerServicesPropsOf } from '../../../lib/kubernetes/components/listener-services';
import { privateLinkServiceOf } from '../../../lib/kubernetes/components/private-link-service';
import { ON, planWithCharts } from '../../support/charts';
import { existingVirtualNetwork, fullEnvironment, fullPlan, problemsOf } from '../../support/config';
import { all, deployed, objectsOf } from '../../support/kubernetes';

const ONE = '33333333-4444-5555-6666-777777777777';
const TWO = '44444444-5555-6666-7777-888888888888';
const PLS = 'service.beta.kubernetes.io/azure-pls-';

describe('an installation on Azure', () => {
  const { config, outputs } = deployed(planWithCharts(), publishing());
  const proxy = annotationsOf(publishing(), 'proxy');

  test('publishes what its environment names, as the outputs call the subnet', () => {
    expect(privateLinkServiceOf(config, outputs, 'proxy')).toEqual({
      name: 'byoc-demo-proxy',
      natSubnet: 'private-link',
      subscriptions: [ONE, TWO],
    });
    expect(privateLinkServiceOf(config, outputs, 'agent')).toBeUndefined();
  });

  test('is seen by the subscriptions that are named, and approves none of them by itself', () => {
    expect(published(proxy['proxy-internal'])).toEqual({
      [`${PLS}create`]: 'true',
      [`${PLS}name`]: 'byoc-demo-proxy',
      [`${PLS}ip-configuration-subnet`]: 'private-link',
      [`${PLS}visibility`]: `${ONE} ${TWO}`,
    });
  });

  test('has consumers in a subnet of their own, apart from load balancers', () => {
    const annotations = proxy['proxy-internal'] ?? {};
    expect(annotations['service.beta.kubernetes.io/azure-load-balancer-internal-subnet']).toBe('load-balancers');
    expect(annotations[`${PLS}ip-configuration-subnet`]).not.toBe('load-balancers');
  });

  test('publishes no external load balancer, and none of another component', () => {
    const environment = {
      ...publishing({ endpointServices: [{ component: 'ingress', subscriptions: [ONE] }] }),
      publicIngress: { allowedCidrs: ['198.51.100.0/24'] },
    };
    const ingress = annotationsOf(environment, 'ingress');
    expect(Object.keys(published(ingress['ingress-internal']))).toHaveLength(4);
    expect(published(ingress['ingress-external'])).toEqual({});
    expect(published(annotationsOf(environment, 'proxy')['proxy-internal'])).toEqual({});
  });

  test('takes the subnet of an existing network by its name there', () => {
    const network = existingVirtualNetwork();
    const id = network.privateLinkSubnet?.id.replace(/[^/]+$/, 'consumers') ?? '';
    const subnet = { id, cidr: network.privateLinkSubnet?.cidr ?? '' };
    const annotations = annotationsOf(publishing({ network: { ...network, privateLinkSubnet: subnet } }), 'proxy');
    expect(published(annotations['proxy-internal'])[`${PLS}ip-configuration-subnet`]).toBe('consumers');
  });

  test('publishes nothing unless it is told to', () => {
    expect(published(annotationsOf(publishing({ endpointServices: [] }), 'proxy')['proxy-internal'])).toEqual({});
  });

  test('fails if the outputs name no subnet for it', () => {
    const { privateLinkSubnet: _, ...network } = { privateLinkSubnet: undefined, ...outputs.network };
    const without = { ...outputs, network } as DeployedOutputs;
    expect(problemsOf(() => privateLinkServiceOf(config, without, 'proxy'))).toEqual([
      "'outputs.network.privateLinkSubnet' must be there for endpointServices, got nothing; deploy the data plane with this environment, and read its outputs",
    ]);
  });
});

test('on AWS the data plane publishes load balancers itself', () => {
  const { config, outputs } = deployed(fullPlan(), fullEnvironment());
  expect(privateLinkServiceOf(config, outputs, 'proxy')).toBeUndefined();
});

function publishing(more: Partial<AzureEnvironment> = {}): AzureEnvironment {
  return { ...ON.azure, endpointServices: [{ component: 'proxy', subscriptions: [ONE, TWO] }], ...more };
}

/** Annotations of a component's Services, by name. */
function annotationsOf(environment: CustomerEnvironment, component: 'proxy' | 'ingress') {
  const { config, outputs } = deployed(planWithCharts(), environment);
  const props = listenerServicesPropsOf(config, outputs, component, { 'app.kubernetes.io/name': 'x' });
  if (props === undefined) throw new Error('there are no listeners');
  const services = all(
    objectsOf((chart) => new ListenerServices(chart, 'Services', props)),
    'Service',
  );
  return Object.fromEntries(
    services.map(({ metadata }): [string, Record<string, string>] => [metadata.name, metadata.annotations ?? {}]),
  );
}

/** Those that are about Private Link. */
function published(annotations: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(annotations).filter(([name]) => name.startsWith(PLS)));
}
