import type { NodeProfile } from '../../lib/core/config-types';
import { existingVpc, warningsOf } from '../support/config';
import { problemsInVpc, resolveInVpc, withCidrs } from '../support/config-existing-vpc';

test('a VPC of the customer’s is taken as it is described', () => {
  expect(resolveInVpc({}).network).toEqual({
    ...existingVpc(),
    serviceCidr: '172.20.0.0/16',
    s3Endpoint: true,
    secondaryCidrs: [],
    peeredCidrs: [],
  });
});

test('a range for services is taken from the description', () => {
  expect(resolveInVpc({ serviceCidr: '172.21.0.0/16' }).network.serviceCidr).toBe('172.21.0.0/16');
});

test('fails if the network overlaps a peer', () => {
  expect(problemsInVpc({ peeredCidrs: ['10.60.8.0/24'] })).toEqual([
    "'environment.network.cidr' must not overlap the peered network 10.60.8.0/24, got 10.60.0.0/20; choose other addresses",
  ]);
});

test('fails if the network overlaps the range for services', () => {
  expect(problemsInVpc({ serviceCidr: '10.60.0.0/16' })).toEqual([
    "'environment.network.serviceCidr' must keep the range for services (10.60.0.0/16) apart from the network 10.60.0.0/20, got 10.60.0.0/16; set serviceCidr to another range",
  ]);
});

describe('further addresses of the network', () => {
  test('may lie beside peers, services and reserved ranges', () => {
    const network = {
      secondaryCidrs: ['100.64.0.0/16', '172.16.0.0/16', '172.21.0.0/16', '10.62.1.0/24'],
      peeredCidrs: ['10.62.0.0/24', '10.62.2.0/23'],
    };
    expect(problemsInVpc(network)).toEqual([]);
  });

  test('fails if they overlap a peer', () => {
    expect(
      problemsInVpc({
        secondaryCidrs: ['100.64.0.0/16', '10.62.8.0/24'],
        peeredCidrs: ['10.61.0.0/16', '10.62.0.0/16'],
      }),
    ).toEqual([
      "'environment.network.secondaryCidrs[1]' must not overlap the peered network 10.62.0.0/16, got 10.62.8.0/24; choose other addresses",
    ]);
  });

  test('fails if they overlap the default range for services', () => {
    expect(problemsInVpc({ secondaryCidrs: ['172.20.8.0/24'] })).toEqual([
      "'environment.network.secondaryCidrs[0]' must not overlap the range for services 172.20.0.0/16, got 172.20.8.0/24; choose other addresses",
    ]);
  });

  test('fails if they overlap the range for services that is described', () => {
    expect(problemsInVpc({ secondaryCidrs: ['192.168.0.0/16'], serviceCidr: '192.168.16.0/20' })).toEqual([
      "'environment.network.secondaryCidrs[0]' must not overlap the range for services 192.168.16.0/20, got 192.168.0.0/16; choose other addresses",
    ]);
  });

  test('fails if they overlap a range that AWS keeps', () => {
    expect(problemsInVpc({ secondaryCidrs: ['172.17.8.0/24'] })).toEqual([
      "'environment.network.secondaryCidrs[0]' must not overlap the reserved range (Docker's default bridge; AWS services such as Cloud9 and SageMaker AI use it and conflict with such a VPC) 172.17.0.0/16, got 172.17.8.0/24; choose other addresses",
    ]);
  });
});

describe('what only the account knows', () => {
  test('is unknown, with the command to verify', () => {
    expect(unknown({ intraSubnets: [], publicSubnets: [] })).toEqual([
      'environment.network unknown whether DNS hostnames and DNS resolution are on; verify with: aws ec2 describe-vpc-attribute --region eu-central-1 --vpc-id vpc-01234567 --attribute enableDnsHostnames (and enableDnsSupport)',
      'environment.network unknown whether subnet zones, sizes and free addresses are as declared; verify with: aws ec2 describe-subnets --region eu-central-1 --subnet-ids subnet-00000000 subnet-00000001 subnet-00000002',
      'environment.network unknown whether private subnets have a route out, or endpoints for every service the nodes need; verify with: aws ec2 describe-route-tables --region eu-central-1 --filters Name=vpc-id,Values=vpc-01234567',
      'environment.network.s3Endpoint unknown whether the VPC has a gateway endpoint for S3 in the route tables of its subnets; verify with: aws ec2 describe-vpc-endpoints --region eu-central-1 --filters Name=vpc-id,Values=vpc-01234567 Name=service-name,Values=com.amazonaws.eu-central-1.s3',
    ]);
  });

  test('is asked of every subnet', () => {
    expect(warnings({})[1]).toMatch(/--subnet-ids( subnet-\d{8}){9}$/);
  });
});

test('a VPC without a gateway endpoint for S3 is doubtful, and nothing is unknown of the endpoint', () => {
  expect(warnings({ s3Endpoint: false }).filter((warning) => warning.startsWith('environment.network.s3'))).toEqual([
    'environment.network.s3Endpoint is false: the boundary does not refuse objects to credentials that are used outside your VPCs',
  ]);
});

describe('room for nodes', () => {
  test('is missing where a profile cannot grow to its maximum', () => {
    const privateSubnets = withCidrs(existingVpc().privateSubnets, ['10.60.0.0/25', '10.60.2.0/25', '10.60.4.0/25']);
    // A /25 has six free blocks, of which the system nodes take two; a network of such subnets keeps no second block warm.
    expect(warnings({ privateSubnets }, profile(5))[0]).toBe(
      "environment.network.cidr has room for 4 of the 5 nodes per zone that profile 'general' may grow to",
    );
  });

  test('is not spoken of where every profile fits', () => {
    expect(warnings({}, profile(12))[0]).toContain('unknown whether');
  });

  test('counts a warm block where the subnets are large', () => {
    const privateSubnets = withCidrs(existingVpc().privateSubnets, ['10.60.0.0/22', '10.60.4.0/22', '10.60.12.0/22']);
    expect(warnings({ privateSubnets, intraSubnets: [], publicSubnets: [] }, profile(29))[0]).toBe(
      "environment.network.cidr has room for 28 of the 29 nodes per zone that profile 'general' may grow to",
    );
  });
});

function profile(maxNodesPerZone: number): NodeProfile {
  return { name: 'general', vcpu: 2, memoryGiB: 8, maxNodesPerZone };
}

function unknown(network: Parameters<typeof resolveInVpc>[0]): string[] {
  return warnings(network).filter((warning) => warning.includes(' unknown whether '));
}

function warnings(network: Parameters<typeof resolveInVpc>[0], ...nodeProfiles: NodeProfile[]): string[] {
  return warningsOf(resolveInVpc(network, {}, nodeProfiles.length === 0 ? {} : { nodeProfiles }));
}
