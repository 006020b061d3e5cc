import { RENDERED_KINDS } from '../../../cdk8s-app/objects';
import { Cidr } from '../../../lib/core/cidr';
import type { CustomerEnvironment, GcpEnvironment } from '../../../lib/core/config-types';
import { rangesOf } from '../../../lib/core/network-layout';
import type { DeployedOutputs } from '../../../lib/core/outputs';
import { ServiceAttachment, serviceAttachmentPropsOf } from '../../../lib/kubernetes/components/service-attachment';
import { DataPlaneChart } from '../../../lib/kubernetes/data-plane-chart';
import { clusterNetworkOf } from '../../../lib/kubernetes/network/cluster-network';
import { ON, planWithCharts } from '../../support/charts';
import { fullEnvironment, fullPlan, problemsOf } from '../../support/config';
import { all, deployed, type Manifest, objectsOf, one } from '../../support/kubernetes';

const PUBLISHED = { component: 'proxy', projects: ['riverbed-control', 'riverbed-test'], connectionLimit: 5 } as const;

test('a load balancer is published to the projects that are named, each with its limit, and to nobody else', () => {
  const objects = objectsOf(
    (chart) =>
      new ServiceAttachment(chart, 'Attachment', {
        service: 'proxy-internal',
        namespace: 'byoc-system',
        natSubnet: 'byoc-demo-private-service-connect',
        consumers: [
          { project: 'one', connectionLimit: 5 },
          { project: 'two', connectionLimit: 1 },
        ],
      }),
  );
  expect(objects).toEqual([
    {
      apiVersion: 'networking.gke.io/v1',
      kind: 'ServiceAttachment',
      metadata: { name: 'proxy-internal', namespace: 'byoc-system' },
      spec: {
        connectionPreference: 'ACCEPT_MANUAL',
        natSubnets: ['byoc-demo-private-service-connect'],
        proxyProtocol: false,
        resourceRef: { kind: 'Service', name: 'proxy-internal' },
        consumerAllowList: [
          { project: 'one', connectionLimit: 5 },
          { project: 'two', connectionLimit: 1 },
        ],
      },
    },
  ]);
});

describe('an installation on Google Cloud', () => {
  const { config, outputs } = deployed(planWithCharts(), publishing());

  test('publishes what its environment names, as the outputs call the subnet', () => {
    expect(serviceAttachmentPropsOf(config, outputs, 'proxy')).toEqual({
      service: 'proxy-internal',
      namespace: 'byoc-system',
      natSubnet: 'byoc-demo-private-service-connect',
      consumers: [
        { project: 'riverbed-control', connectionLimit: 5 },
        { project: 'riverbed-test', connectionLimit: 5 },
      ],
    });
    expect(serviceAttachmentPropsOf(config, outputs, 'agent')).toBeUndefined();
  });

  test('has it beside the Service that it is about', () => {
    const objects = targetsOf(config, outputs);
    const { metadata, spec } = one(objects, 'ServiceAttachment');
    const service = all(objects, 'Service').find((each) => each.metadata.name === spec.resourceRef.name);
    expect(service.metadata.namespace).toBe(metadata.namespace);
    expect(service.spec).toMatchObject({
      type: 'LoadBalancer',
      loadBalancerClass: 'networking.gke.io/l4-regional-internal',
    });
  });

  test('lets the range in from which consumers come: it is a part of the network', () => {
    if (config.cloud !== 'gcp' || config.network.kind !== 'new') throw new Error('the network is not a new one');
    const [range] = rangesOf(config.network.layout, 'private-service-connect');
    const { clients } = clusterNetworkOf(config);
    const letIn = clients.internal.filter((cidr) => Cidr.parse(cidr).contains(Cidr.parse(range?.cidr ?? '')));
    expect(letIn).toEqual(['10.0.0.0/16']);
    const service = all(targetsOf(config, outputs), 'Service').find(
      ({ metadata }) => metadata.name === 'proxy-internal',
    );
    expect(service.spec.loadBalancerSourceRanges).toEqual(clients.internal);
  });

  test('names the subnet of a Shared VPC by its project', () => {
    const shared = { network: sharedNetwork() };
    const props = propsOn(publishing(shared));
    expect(props?.natSubnet).toBe('projects/acme-network/regions/europe-west1/subnetworks/acme-consumers');
  });

  test('publishes nothing unless it is told to', () => {
    expect(propsOn(ON.gcp)).toBeUndefined();
  });

  test('fails if the outputs name no subnet for it', () => {
    const { privateServiceConnectSubnet: _, ...network } = outputs.network;
    const without = { ...outputs, network } as DeployedOutputs;
    expect(problemsOf(() => serviceAttachmentPropsOf(config, without, 'proxy'))).toEqual([
      "'outputs.network.privateServiceConnectSubnet' must be there for endpointServices, got nothing; deploy the data plane with this environment, and read its outputs",
    ]);
  });
});

test('on AWS the data plane publishes load balancers itself', () => {
  const { config, outputs } = deployed(fullPlan(), fullEnvironment());
  expect(serviceAttachmentPropsOf(config, outputs, 'proxy')).toBeUndefined();
});

test('it is deleted before the Service whose load balancer it holds', () => {
  const kinds = Object.keys(RENDERED_KINDS);
  expect(kinds.indexOf('ServiceAttachment')).toBeGreaterThan(-1);
  expect(kinds.indexOf('ServiceAttachment')).toBeLessThan(kinds.indexOf('Service'));
});

function publishing(more: Partial<GcpEnvironment> = {}): GcpEnvironment {
  return { ...ON.gcp, endpointServices: [PUBLISHED], ...more };
}

function sharedNetwork(): NonNullable<GcpEnvironment['network']> {
  return {
    kind: 'existing',
    cidr: '10.60.0.0/16',
    hostProject: 'acme-network',
    network: 'acme',
    nodeSubnet: 'acme-nodes',
    nodeCidr: '10.60.0.0/20',
    podRange: 'pods',
    podCidr: '10.60.128.0/17',
    serviceRange: 'services',
    serviceCidr: '10.60.16.0/20',
    privateServiceConnectSubnet: 'acme-consumers',
  };
}

function propsOn(environment: CustomerEnvironment) {
  const { config, outputs } = deployed(planWithCharts(), environment);
  return serviceAttachmentPropsOf(config, outputs, 'proxy');
}

function targetsOf(config: Parameters<typeof serviceAttachmentPropsOf>[0], outputs: DeployedOutputs): Manifest[] {
  let targets: Manifest[] = [];
  objectsOf((scope) => {
    const chart = new DataPlaneChart(scope, 'DataPlane', { config, outputs });
    targets = chart.files.find(({ node }) => node.id === '80-targets')?.toJson() ?? [];
  });
  return targets;
}
