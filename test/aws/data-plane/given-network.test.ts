import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { AwsCustody } from '../../../lib/aws/custody/custody';
import { AwsDataPlane } from '../../../lib/aws/data-plane/data-plane';
import { AwsNetwork } from '../../../lib/aws/data-plane/network';
import type { AwsEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { messageOf, testStack } from '../../support/aws';
import { fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';

const WITH_INGRESS: VendorPlan = {
  ...minimalPlan(),
  namespaces: ['riverbed'],
  clusterServices: ['istio'],
  listeners: (fullPlan().listeners ?? []).filter(({ component }) => component === 'ingress'),
};
const zones = [...(minimalEnvironment().zones ?? [])];
const subnets = (role: string) => zones.map((zone) => `subnet-${role}-${zone.slice(-1)}`);

/** Makes the data plane in a VPC with these addresses. */
function inVpc({
  cidr = '10.60.0.0/16',
  peeredCidrs = [],
  publicSubnetIds = [],
  plan = minimalPlan(),
  environment = {},
}: {
  cidr?: string;
  peeredCidrs?: readonly string[];
  publicSubnetIds?: string[];
  plan?: VendorPlan;
  environment?: Partial<AwsEnvironment>;
}): AwsDataPlane {
  const stack = testStack();
  const config = resolveConfig(plan, { ...minimalEnvironment(), ...environment });
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    vpcCidrBlock: cidr,
    availabilityZones: zones,
    privateSubnetIds: subnets('private'),
    ...(publicSubnetIds.length === 0 ? {} : { publicSubnetIds }),
  });
  return new AwsDataPlane(stack, 'Plane', {
    config,
    custody: AwsCustody.fromNames(stack, 'Custody', config),
    network: AwsNetwork.fromVpc(stack, 'Network', { vpc, peeredCidrs }),
  });
}

test.each([
  ['the VPC', { cidr: '172.20.0.0/16' }, '172.20.0.0/16'],
  ['a peer', { peeredCidrs: ['10.9.0.0/16', '172.16.0.0/12'] }, '172.16.0.0/12'],
])('fails if %s overlaps the addresses of Kubernetes services', (_, network, got) => {
  expect(messageOf(() => inVpc(network))).toBe(
    "'network' of Test/Plane must be apart from the addresses of Kubernetes services (172.20.0.0/16), " +
      `got ${got}; set environment.network.serviceCidr`,
  );
});

test('may have these addresses if services have others', () => {
  const environment = { network: { serviceCidr: '172.21.0.0/16' } };
  expect(inVpc({ cidr: '172.20.0.0/16', environment }).network.internalCidrs).toEqual(['172.20.0.0/16']);
});

test('fails if it has no public subnets for an external listener', () => {
  const environment = { publicIngress: { allowedCidrs: ['198.51.100.0/24'] } };
  expect(messageOf(() => inVpc({ plan: WITH_INGRESS, environment }))).toBe(
    "'network' of Test/Plane must have a public subnet in each zone for listener 'https-external', got 0; " +
      'name them in publicSubnets, or remove environment.publicIngress',
  );
  expect(messageOf(() => inVpc({ plan: WITH_INGRESS, environment, publicSubnetIds: subnets('public') }))).toBe(
    'nothing was thrown',
  );
});

test('needs no public subnets for internal listeners', () => {
  expect(
    messageOf(() => inVpc({ plan: { ...WITH_INGRESS, listeners: (WITH_INGRESS.listeners ?? []).slice(0, 1) } })),
  ).toBe('nothing was thrown');
});

test('addresses that are known at deployment only are taken', () => {
  const stack = testStack();
  const config = resolveConfig(minimalPlan(), minimalEnvironment());
  const vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: [...config.zones.names] });
  const network = AwsNetwork.fromVpc(stack, 'Network', { vpc: vpc as ec2.IVpc });
  const custody = AwsCustody.fromNames(stack, 'Custody', config);
  expect(new AwsDataPlane(stack, 'Plane', { config, custody, network }).network).toBe(network);
});

test('fails if a peer is not aligned', () => {
  expect(messageOf(() => inVpc({ peeredCidrs: ['10.9.0.1/16'] }))).toBe(
    "'peeredCidrs' and the VPC's addresses of Test/Plane must be aligned IPv4 networks in CIDR notation, got 10.9.0.1/16; write 10.9.0.0/16",
  );
});
