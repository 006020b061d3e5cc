import { Cidr } from '../../../lib/core/cidr';
import type { AwsEnvironment, AzureEnvironment, ExistingVpcNetwork, VendorPlan } from '../../../lib/core/config-types';
import { rangesOf } from '../../../lib/core/network-layout';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { clusterNetworkOf } from '../../../lib/kubernetes/network/cluster-network';
import { INTERNET, waysOutOf } from '../../../lib/kubernetes/network/way-out';
import {
  azureEnvironment,
  existingGcpNetwork,
  existingVirtualNetwork,
  existingVpc,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlanForEveryCloud,
} from '../../support/config';

const PROXY = { url: 'http://proxy.acme.example.com:3128', cidrs: ['10.9.0.0/28'] };
const THROUGH_PROXY = { peers: [{ cidrs: ['10.9.0.0/28'] }], ports: [3128] };
const INTRA = { peers: [{ cidrs: ['10.0.216.0/21', '10.0.224.0/21', '10.0.232.0/21'] }], ports: [443] };
const GKE_CREDENTIALS = [
  { peers: [{ cidrs: ['169.254.169.252/32'] }], ports: [988] },
  { peers: [{ cidrs: ['169.254.169.254/32'] }], ports: [80] },
];
const SERVICE = 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0';

test('the internet is every public address, and no private one', () => {
  expect(INTERNET.ports).toEqual([443]);
  expect(INTERNET.peers).toEqual([
    {
      cidrs: ['0.0.0.0/0'],
      except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
    },
  ]);
});

describe('the control plane is reached', () => {
  test('at every public address where nothing narrower is known', () => {
    expect(waysOut().controlPlane).toEqual([INTERNET]);
  });

  test('at its fixed addresses', () => {
    const controlPlane = { hosts: ['control.notes.example.com'], cidrs: ['203.0.113.0/28'] };
    expect(waysOut({ controlPlane }).controlPlane).toEqual([{ peers: [{ cidrs: ['203.0.113.0/28'] }], ports: [443] }]);
  });

  test('through the proxy', () => {
    expect(waysOut({}, { httpProxy: PROXY }).controlPlane).toEqual([THROUGH_PROXY]);
  });

  test('at any address inside, on the port of a proxy of which only the name is known', () => {
    expect(waysOut({}, { httpProxy: { url: PROXY.url } }).controlPlane).toEqual([
      { peers: [{ cidrs: ['10.0.0.0/16', '172.20.0.0/16'] }], ports: [3128] },
    ]);
  });

  test('at the private endpoints of the network', () => {
    const controlPlane = {
      hosts: ['control.notes.example.com'],
      privateServices: { aws: { 'eu-central-1': SERVICE } },
    };
    expect(waysOut({ controlPlane }, { network: { endpoints: 'private' } }).controlPlane).toEqual([INTRA]);
  });

  test('by its host names where the cluster’s policy can name them', () => {
    const { controlPlane, hosts } = waysOutOf(resolveConfig(minimalPlanForEveryCloud(), gcpEnvironment()));
    expect(controlPlane).toEqual([]);
    expect(hosts).toEqual(['control.notes.example.com']);
  });
});

test('the Kubernetes API is reached at the cluster’s interfaces', () => {
  expect(waysOut().apiServer).toEqual([INTRA]);
});

describe('an identity reaches', () => {
  const CREDENTIALS = { peers: [{ cidrs: ['169.254.170.23/32'] }], ports: [80] };
  const QUEUE = identity('telemetry:queue');
  const BUCKET = identity('bucket:read');
  const DNS = identity('dns:records');

  test('nothing, if there is none', () => {
    expect(waysOut().cloud(undefined)).toEqual([]);
  });

  test('the internet, where APIs have no private endpoints', () => {
    expect(waysOut().cloud(QUEUE)).toEqual([CREDENTIALS, INTERNET]);
  });

  test('private endpoints and nothing else, where its API has one', () => {
    expect(waysOut({}, { network: { endpoints: 'private' } }).cloud(QUEUE)).toEqual([CREDENTIALS, INTRA]);
  });

  test('public addresses of object storage, past the proxy: the gateway endpoint keeps them', () => {
    const environment: Partial<AwsEnvironment> = { network: { endpoints: 'private' }, httpProxy: PROXY };
    expect(waysOut({}, environment).cloud(BUCKET)).toEqual([CREDENTIALS, INTRA, INTERNET]);
  });

  test('an API without endpoint through the proxy', () => {
    const environment: Partial<AwsEnvironment> = { network: { endpoints: 'private' }, httpProxy: PROXY };
    expect(waysOut({}, environment).cloud(DNS)).toEqual([CREDENTIALS, INTRA, THROUGH_PROXY]);
  });

  test('every API of Google past the proxy, at public addresses that are routed privately', () => {
    const environment = { ...gcpEnvironment(), httpProxy: PROXY };
    const { cloud } = waysOutOf(resolveConfig(minimalPlanForEveryCloud(), environment));
    for (const capability of [BUCKET, QUEUE, DNS]) expect(cloud(capability)).toEqual([...GKE_CREDENTIALS, INTERNET]);
  });

  test('every API of Google at private endpoints and nowhere else, where there are some', () => {
    const config = resolveConfig(minimalPlanForEveryCloud(), {
      ...gcpEnvironment(),
      network: { endpoints: 'private' },
      httpProxy: PROXY,
    });
    const atEndpoints = { peers: [{ cidrs: clusterNetworkOf(config).endpoints }], ports: [443] };
    for (const capability of [BUCKET, QUEUE, DNS]) {
      expect(waysOutOf(config).cloud(capability)).toEqual([...GKE_CREDENTIALS, atEndpoints]);
    }
  });

  test('buckets on Azure at private endpoints', () => {
    const config = resolveConfig(minimalPlanForEveryCloud(), azureEnvironment());
    expect(waysOutOf(config).cloud(BUCKET)).toEqual([
      { peers: [{ cidrs: clusterNetworkOf(config).endpoints }], ports: [443] },
    ]);
    expect(clusterNetworkOf(config).endpoints).toHaveLength(1);
  });
});

describe('the network around the cluster', () => {
  test('on AWS: load balancers connect from their own subnets', () => {
    const network = clusterNetworkOf(resolveConfig(minimalPlanForEveryCloud(), minimalEnvironment()));
    expect(network.clients.internal).toEqual(['10.0.0.0/18', '10.0.64.0/18', '10.0.128.0/18']);
    expect(network.clients.external).toEqual(['10.0.192.0/21', '10.0.200.0/21', '10.0.208.0/21']);
    expect(network.healthChecks).toEqual([...network.clients.internal, ...network.clients.external]);
    expect(network.endpoints).toEqual([]);
  });

  test('on AWS, in a VPC of the customer’s', () => {
    const network = clusterNetworkOf(
      resolveConfig(minimalPlanForEveryCloud(), { ...minimalEnvironment(), network: existingVpc() }),
    );
    expect(network.apiServer).toEqual(['10.60.8.0/28', '10.60.10.0/28', '10.60.12.0/28']);
    expect(network.internal).toEqual(['10.60.0.0/20', '172.20.0.0/16']);
  });

  test('on AWS, in a VPC with further addresses', () => {
    const vpc = { ...existingVpc(), secondaryCidrs: ['100.64.0.0/16'] };
    const { internal } = clusterNetworkOf(
      resolveConfig(minimalPlanForEveryCloud(), { ...minimalEnvironment(), network: vpc }),
    );
    expect(internal).toContain('100.64.0.0/16');
  });

  test('on AWS, in a VPC without subnets for the cluster’s interfaces', () => {
    const vpc = { ...existingVpc(), intraSubnets: [] };
    const network = clusterNetworkOf(
      resolveConfig(minimalPlanForEveryCloud(), { ...minimalEnvironment(), network: vpc }),
    );
    expect(network.apiServer).toEqual(network.clients.internal);
  });

  test('on Google Cloud and Azure: clients come with their own addresses, health checks from the cloud’s', () => {
    const environment = { ...gcpEnvironment(), network: { peeredCidrs: ['192.168.0.0/16'] } };
    const gcp = clusterNetworkOf(resolveConfig(minimalPlanForEveryCloud(), environment));
    expect(gcp.clients).toEqual({ internal: ['10.0.0.0/16', '192.168.0.0/16'], external: [] });
    expect(gcp.healthChecks).toEqual(['35.191.0.0/16', '130.211.0.0/22', '209.85.152.0/22', '209.85.204.0/22']);
    expect(gcp.credentials).toEqual(GKE_CREDENTIALS);
    expect(gcp.endpoints).toEqual([]);
    const azure = clusterNetworkOf(resolveConfig(minimalPlanForEveryCloud(), azureEnvironment()));
    expect(azure.healthChecks).toEqual(['168.63.129.16/32']);
    expect(azure.internal).toContain('10.244.0.0/16');
  });
});

describe('the network around a cluster on Azure', () => {
  const around = (environment: Partial<AzureEnvironment>) =>
    clusterNetworkOf(resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), ...environment }));

  test('has the API server in a subnet of its own', () => {
    expect(around({}).apiServer).toEqual(['10.0.82.0/28']);
  });

  test('has it among the nodes, where it is a private endpoint', () => {
    expect(around({ apiServer: 'private-cluster' }).apiServer).toEqual(['10.0.0.0/18']);
  });

  test('is, where it is the customer’s, what the environment says of it', () => {
    const network = existingVirtualNetwork();
    expect(around({ network })).toMatchObject({
      internal: ['10.60.0.0/20', '10.128.0.0/14', '172.21.0.0/16', '10.0.0.0/16'],
      apiServer: ['10.60.4.128/28'],
      endpoints: ['10.60.4.0/26'],
    });
    expect(around({ network, apiServer: 'private-cluster' }).apiServer).toEqual(['10.60.0.0/22']);
  });
});

describe('the network around a cluster on Google Cloud', () => {
  test('has private endpoints in the subnet for nodes and where no subnet is, never where consumers come from', () => {
    const config = resolveConfig(minimalPlanForEveryCloud(), {
      ...gcpEnvironment(),
      network: { endpoints: 'private' },
    });
    const { network } = config;
    if (network.kind !== 'new') throw new Error('the network is not a new one');
    const { endpoints } = clusterNetworkOf(config);
    expect(endpoints).toEqual(['10.0.128.0/20', ...network.layout.spare]);
    const [consumers] = rangesOf(network.layout, 'private-service-connect');
    expect(endpoints.some((cidr) => Cidr.parse(cidr).overlaps(Cidr.parse(consumers?.cidr ?? '')))).toBe(false);
  });

  test('is, where it is the customer’s, what the environment says of it', () => {
    const config = (network: Partial<ExistingVpcNetwork>) =>
      clusterNetworkOf(
        resolveConfig(minimalPlanForEveryCloud(), {
          ...gcpEnvironment(),
          network: { ...existingGcpNetwork(), peeredCidrs: ['192.168.0.0/16'], ...network },
        }),
      );
    expect(config({})).toMatchObject({
      internal: ['10.60.0.0/16', '10.64.0.0/18', '10.60.16.0/20', '192.168.0.0/16'],
      apiServer: ['10.60.0.0/22'],
      endpoints: [],
      clients: { internal: ['10.60.0.0/16', '192.168.0.0/16'], external: [] },
    });
    expect(config({ podCidr: '10.60.64.0/18' }).internal).not.toContain('10.60.64.0/18');
    expect(config({ controlPlaneSubnet: 'control-plane' }).apiServer).toEqual(['10.60.0.0/16']);
  });
});

function identity(id: 'telemetry:queue' | 'bucket:read' | 'dns:records') {
  return { capabilities: [{ id, reason: '' }] };
}

function waysOut(plan: Partial<VendorPlan> = {}, environment: Partial<AwsEnvironment> = {}) {
  return waysOutOf(
    resolveConfig({ ...minimalPlanForEveryCloud(), ...plan }, { ...minimalEnvironment(), ...environment }),
  );
}
