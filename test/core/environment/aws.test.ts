import type { AwsEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { existingVpc, minimalEnvironment, minimalPlan, problemsOf } from '../../support/config';

const { privateSubnets } = existingVpc();

const RULES: [string, Partial<AwsEnvironment>, string][] = [
  [
    'the account has eleven digits',
    { account: '11112222333' },
    "'environment.account' must be 12 digits, got 11112222333; write it in quotes",
  ],
  [
    'the account is a number',
    { account: 111122223333 as unknown as string },
    '\'environment.account\' must be a string, got 111122223333; write it in quotes: "111122223333"',
  ],
  [
    'the region is a zone',
    { region: 'eu-central-1a' },
    "'environment.region' must be a region code, got eu-central-1a; write it like eu-central-1",
  ],
  [
    'an administrator is a user',
    { administrators: ['arn:aws:iam::111122223333:user/ann'] },
    "'environment.administrators[0]' must be the ARN of an IAM role, got arn:aws:iam::111122223333:user/ann; write it like arn:aws:iam::111122223333:role/platform-admin",
  ],
  [
    'an administrator is a wildcard',
    { administrators: ['arn:aws:iam::111122223333:role/*'] },
    "'environment.administrators[0]' must be the ARN of an IAM role, got arn:aws:iam::111122223333:role/*; write it like arn:aws:iam::111122223333:role/platform-admin",
  ],
  [
    'the key is an alias',
    { own: { encryptionKey: 'arn:aws:kms:eu-central-1:111122223333:alias/data' } },
    "'environment.own.encryptionKey' must be the ARN of a KMS key, got arn:aws:kms:eu-central-1:111122223333:alias/data; use the key ARN, not an alias",
  ],
  [
    'the boundary is a role',
    { own: { permissionsBoundary: 'arn:aws:iam::111122223333:role/x' } },
    "'environment.own.permissionsBoundary' must be the ARN of an IAM policy, got arn:aws:iam::111122223333:role/x; write it like arn:aws:iam::111122223333:policy/boundary",
  ],
  [
    'a role is a name',
    { own: { roles: { nodes: 'nodes' } } },
    "'environment.own.roles.nodes' must be the ARN of an IAM role, got nodes; write it like arn:aws:iam::111122223333:role/platform-admin",
  ],
  [
    'a bucket is an ARN',
    { own: { buckets: { data: 'arn:aws:s3:::acme' } } },
    "'environment.own.buckets.data' must be a bucket name, got arn:aws:s3:::acme; use the name, not the ARN",
  ],
  [
    'the workspace is an id',
    { own: { metricsWorkspace: 'ws-1' } },
    "'environment.own.metricsWorkspace' must be the ARN of a workspace, got ws-1; copy it from Amazon Managed Service for Prometheus",
  ],
  [
    'the boundary is a name',
    { own: { permissionsBoundary: 'boundary' } },
    "'environment.own.permissionsBoundary' must be the ARN of an IAM policy, got boundary; write it like arn:aws:iam::111122223333:policy/boundary",
  ],
  [
    'the address for what is detected is none',
    { detections: { email: 'security' } },
    "'environment.detections.email' must be an e-mail address, got security; write it like platform@example.com",
  ],
  [
    'the gateway endpoint for S3 is named',
    { network: { ...existingVpc(), s3Endpoint: 'vpce-0123456789abcdef0' as unknown as boolean } },
    "'environment.network.s3Endpoint' must be a boolean, got vpce-0123456789abcdef0; write true or false",
  ],
  [
    'bucket names are made in an unknown way',
    { bucketNames: 'fixed' as 'generated' },
    "'environment.bucketNames' must be one of generated, account-regional, got fixed; choose one of them",
  ],
  [
    'everybody may connect to an endpoint service',
    { endpointServices: [{ component: 'proxy', principals: ['*'] }] },
    "'environment.endpointServices[0].principals[0]' must be the ARN of an account, role or user, got *; write it like arn:aws:iam::999988887777:root",
  ],
  [
    'nobody may connect to an endpoint service',
    { endpointServices: [{ component: 'proxy', principals: [] }] },
    "'environment.endpointServices[0].principals' must have at least one entry, got []; add one",
  ],
  [
    'a VPC has no id of one',
    { network: { ...existingVpc(), vpcId: 'my-vpc' } },
    "'environment.network.vpcId' must be a VPC id, got my-vpc; write it like vpc-0123456789abcdef0",
  ],
  [
    'a subnet has no id of one',
    {
      network: {
        ...existingVpc(),
        privateSubnets: privateSubnets.map((subnet) => ({ ...subnet, id: 'a' })).slice(0, 1),
      },
    },
    "'environment.network.privateSubnets[0].id' must be a subnet id, got a; write it like subnet-0123456789abcdef0",
  ],
  [
    'a VPC is described and is to be made',
    { network: { ...existingVpc(), nat: 'single' } as NonNullable<AwsEnvironment['network']> },
    "'environment.network.nat' must be a known key, got nat; remove it; known keys are kind, cidr, serviceCidr, peeredCidrs, secondaryCidrs, vpcId, privateSubnets, intraSubnets, publicSubnets, s3Endpoint",
  ],
  [
    'a field of another cloud is set',
    { tenant: 'acme' } as Partial<AwsEnvironment>,
    "'environment.tenant' must be a known key, got tenant; remove it; known keys are cloud, account, region, id, zones, kubernetesApi, nodeShell, nodeImage, access, publicIngress, listenerAllowLists, nodeLimits, protection, dataOnDelete, logRetentionDays, maintenanceWindows, maintenanceExclusions, registry, httpProxy, caBundle, dns, tags, network, administrators, own, bucketNames, endpointServices, cloudTrail, detections",
  ],
];

test.each(RULES)('fails if %s', (_, environment, message) => {
  expect(problems(environment)).toEqual([message]);
});

test.each([
  ['China', 'aws-cn', 'cn-north-1'],
  ['GovCloud', 'aws-us-gov', 'us-gov-west-1'],
  ['the European Sovereign Cloud', 'aws-eusc', 'eusc-de-east-1'],
])('an environment in %s is taken', (_, partition, region) => {
  const administrators = [`arn:${partition}:iam::111122223333:role/platform-admin`];
  const letters = region === 'cn-north-1' ? ['a', 'b', 'd'] : ['a', 'b', 'c'];
  expect(problems({ region, zones: letters.map((letter) => region + letter), administrators })).toEqual([]);
});

test('a role may have a path', () => {
  expect(problems({ administrators: ['arn:aws:iam::111122223333:role/team/platform/admin'] })).toEqual([]);
});

test('a whole account may connect to an endpoint service', () => {
  const endpointServices = [{ component: 'agent' as const, principals: ['arn:aws:iam::999988887777:root'] }];
  const listeners = [{ name: 'agent', component: 'agent' as const, port: 443 }];
  expect(problems({ endpointServices }, { listeners })).toEqual([]);
});

function problems(environment: Partial<AwsEnvironment>, plan: Partial<VendorPlan> = {}): string[] {
  return problemsOf(() => resolveConfig({ ...minimalPlan(), ...plan }, { ...minimalEnvironment(), ...environment }));
}
