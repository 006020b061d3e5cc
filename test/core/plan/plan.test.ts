import type { VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { fullPlan, minimalEnvironment, minimalPlan, problemsOf } from '../../support/config';

const PLAN = minimalPlan();
const UUID = '11111111-2222-3333-4444-555555555555';

/** Every rule of a field: what it is about, the plan with it, and the message. */
const RULES: [string, Partial<VendorPlan>, string][] = [
  [
    'the id of the product has capitals',
    { product: { ...PLAN.product, id: 'Notes' } },
    "'plan.product.id' must be 1 to 16 lower-case letters and digits in words joined by single hyphens, each word starting with a letter, got Notes; choose another name",
  ],
  [
    'the name of the product is empty',
    { product: { ...PLAN.product, name: '' } },
    "'plan.product.name' must be a name, got ''; write how customers know the product",
  ],
  [
    'the name of the product is a space',
    { product: { ...PLAN.product, name: ' ' } },
    "'plan.product.name' must be a name, got  ; write how customers know the product",
  ],
  [
    'the version of the product is no semantic version',
    { product: { ...PLAN.product, version: '1.0' } },
    "'plan.product.version' must be a semantic version, got 1.0; write it like 1.4.2",
  ],
  [
    'the vendor’s tenant is no UUID',
    { vendor: { ...PLAN.vendor, azure: { tenantId: 'notes', applicationId: UUID } } },
    "'plan.vendor.azure.tenantId' must be a lower-case UUID, got notes; copy it from the portal",
  ],
  [
    'the group of the support engineers is one of Kubernetes’ own',
    { support: { group: 'system:masters' } },
    "'plan.support.group' must be a Kubernetes group that starts with byoc-: others may have rights already, got system:masters; write it like byoc-support",
  ],
  [
    'a support engineer is a wildcard',
    { support: { aws: ['*'] } },
    "'plan.support.aws[0]' must be the ARN of one IAM role or user, got *; write it like arn:aws:iam::999988887777:role/control-plane, without wildcard",
  ],
  [
    'a support engineer is a whole account',
    { support: { aws: ['arn:aws:iam::999988887777:root'] } },
    "'plan.support.aws[0]' must be the ARN of one IAM role or user, got arn:aws:iam::999988887777:root; write it like arn:aws:iam::999988887777:role/control-plane, without wildcard",
  ],
  ...[
    'group:support@example.com',
    'support',
    '*@example.com ',
    'allUsers',
    "o'hara@example.com",
    'support#1@example.com',
    'équipe@example.com',
  ].map((group): (typeof RULES)[number] => [
    `a group of support engineers on Google Cloud is ${group}`,
    { support: { gcp: [group] } },
    `'plan.support.gcp[0]' must be the address of a Google group, got ${group}; write it like support@example.com, without group:`,
  ]),
  [
    'the domain has capitals',
    { domain: 'Notes.example.com' },
    "'plan.domain' must be a lower-case host name, got Notes.example.com; write it like control.example.com",
  ],
  [
    'a host of the control plane is a URL',
    { controlPlane: { hosts: ['https://control.example.com'] } },
    "'plan.controlPlane.hosts[0]' must be a lower-case host name, got https://control.example.com; write it like control.example.com",
  ],
  [
    'the control plane has no host',
    { controlPlane: { hosts: [] } },
    "'plan.controlPlane.hosts' must have at least one entry, got []; add one",
  ],
  [
    'an address of the control plane is not aligned',
    { controlPlane: { ...PLAN.controlPlane, cidrs: ['203.0.113.5/28'] } },
    "'plan.controlPlane.cidrs[0]' must be network-aligned, got 203.0.113.5/28; write 203.0.113.0/28",
  ],
  [
    'a private service is not one of PrivateLink',
    { controlPlane: { ...PLAN.controlPlane, privateServices: { aws: { 'eu-central-1': 'control' } } } },
    "'plan.controlPlane.privateServices.aws.eu-central-1' must be an endpoint service name, got control; copy it from the endpoint service",
  ],
  [
    'the id of a private service is too long',
    {
      controlPlane: {
        ...PLAN.controlPlane,
        privateServices: { aws: { 'eu-central-1': 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef01' } },
      },
    },
    "'plan.controlPlane.privateServices.aws.eu-central-1' must be an endpoint service name, got com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef01; copy it from the endpoint service",
  ],
  [
    'the way out is unknown',
    { controlPlane: { ...PLAN.controlPlane, egress: 'vpn' as 'open' } },
    "'plan.controlPlane.egress' must be one of private-endpoint, cidrs, proxy, fqdn, open, got vpn; choose one of them",
  ],
  [
    'the image of the agent has no tag',
    { agent: { image: 'registry.example.com/agent' } },
    "'plan.agent.image' must be a container image with a tag or digest, got registry.example.com/agent; append :<tag> or, better, @sha256:<digest>",
  ],
  [
    'a CPU request has another unit',
    { agent: { ...PLAN.agent, resources: { cpu: '2 cores' } } },
    "'plan.agent.resources.cpu' must be a Kubernetes CPU quantity, got 2 cores; write it like 250m or 2",
  ],
  [
    'a memory request has another unit',
    { agent: { ...PLAN.agent, resources: { memory: '512MB' } } },
    "'plan.agent.resources.memory' must be a Kubernetes memory quantity in Mi or Gi, got 512MB; write it like 512Mi",
  ],
  [
    'a port is 0',
    { agent: { ...PLAN.agent, port: 0 } },
    "'plan.agent.port' must be a whole number from 1 to 65535 (TCP port), got 0; choose one in that range",
  ],
  [
    'there are no node profiles',
    { nodeProfiles: [] },
    "'plan.nodeProfiles' must have at least one entry, got []; add one",
  ],
  [
    'the name of a workload is too long',
    { workloads: [workload({ name: 'a'.repeat(33) })] },
    "'plan.workloads[0].name' must be 1 to 32 lower-case letters and digits in words joined by single hyphens, each word starting with a letter, got aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; choose another name",
  ],
  [
    'a workload has no capability',
    { workloads: [workload({ capabilities: [] })] },
    "'plan.workloads[0].capabilities' must have at least one entry, got []; add one",
  ],
  [
    'the name of a bucket is too long',
    { buckets: [{ name: 'data' }, { name: 'state' }, { name: 'a'.repeat(21) }] },
    "'plan.buckets[2].name' must be 1 to 20 lower-case letters and digits in words joined by single hyphens, each word starting with a letter, got aaaaaaaaaaaaaaaaaaaaa; choose another name",
  ],
  [
    'a queue on AWS is no ARN',
    { telemetry: { queue: { aws: 'state' } } },
    "'plan.telemetry.queue.aws' must be the ARN of a queue, got state; copy it from SQS",
  ],
  [
    'the prefix of usage records does not end like a folder',
    { telemetry: { billing: { aws: 'vendor-billing/usage' } } },
    "'plan.telemetry.billing.aws' must be bucket/prefix/ with at least one prefix, got vendor-billing/usage; write it like vendor-billing/usage/",
  ],
  [
    'the prefix of usage records is a whole bucket',
    { telemetry: { billing: { aws: 'vendor-billing/' } } },
    "'plan.telemetry.billing.aws' must be bucket/prefix/ with at least one prefix, got vendor-billing/; write it like vendor-billing/usage/",
  ],
  [
    'a cluster service is unknown',
    { clusterServices: ['karpenter' as 'istio'] },
    "'plan.clusterServices[0]' must be one of load-balancer-controller, cluster-autoscaler, metrics-server, snapshot-controller, external-dns, cert-manager, istio, monitoring, got karpenter; choose one of them",
  ],
  [
    'a key is unknown',
    { nodeProfile: [] } as Partial<VendorPlan>,
    "'plan.nodeProfile' must be a known key, got nodeProfile; did you mean 'nodeProfiles'?",
  ],
];

test.each(RULES)('fails if %s', (_, plan, message) => {
  expect(problems(plan)).toEqual([message]);
});

test('an image may have a digest or a registry with a port', () => {
  for (const image of [`agent@sha256:${'0a'.repeat(32)}`, 'registry.example.com:5000/notes/agent:1.0.0_build-1']) {
    expect(problems({ agent: { image } })).toEqual([]);
  }
});

test('a workload has no Google service account unless the plan says so', () => {
  const workloads = [workload({}), workload({ name: 'signer', serviceAccount: 'signer', googleServiceAccount: true })];
  const { plan } = resolveConfig({ ...PLAN, workloads }, minimalEnvironment());
  expect(plan.workloads.map(({ googleServiceAccount }) => googleServiceAccount)).toEqual([false, true]);
});

test('the longest names are taken', () => {
  const plan = {
    product: { ...PLAN.product, id: 'a'.repeat(16) },
    workloads: [workload({ name: 'a'.repeat(32), namespace: 'a'.repeat(63), serviceAccount: 'a'.repeat(63) })],
  };
  expect(problems(plan)).toEqual([]);
});

test('the minimal and the full plan break no rule', () => {
  expect(problems({})).toEqual([]);
  expect(
    problemsOf(() =>
      resolveConfig(
        {
          ...fullPlan(),
          workloads: [],
          namespaces: ['riverbed'],
          telemetry: {},
          clusterServices: ['istio'],
          controlPlane: PLAN.controlPlane,
        },
        minimalEnvironment(),
      ),
    ),
  ).toEqual([]);
});

function workload(more: Partial<NonNullable<VendorPlan['workloads']>[number]>) {
  return {
    name: 'engine',
    namespace: 'notes',
    serviceAccount: 'engine',
    capabilities: [{ id: 'private-endpoints:read' as const }],
    ...more,
  };
}

function problems(plan: Partial<VendorPlan>): string[] {
  return problemsOf(() => resolveConfig({ ...PLAN, ...plan }, minimalEnvironment()));
}
