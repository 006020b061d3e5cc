import { DATA_PLANE_TYPES } from '../../../lib/aws/permissions/vendor';
import type { AwsEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { synthesize } from '../../support/aws';
import { existingVpc, fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';

const PLAN = fullPlan();
const PUBLIC_PLAN: VendorPlan = { ...PLAN, controlPlane: minimalPlan().controlPlane };
const { own, endpointServices, publicIngress, ...environment } = fullEnvironment();
const FULL: AwsEnvironment = {
  ...environment,
  own: own?.metricsWorkspace === undefined ? {} : { metricsWorkspace: own.metricsWorkspace },
  ...(endpointServices === undefined ? {} : { endpointServices }),
  ...(publicIngress === undefined ? {} : { publicIngress }),
};
const internal: VendorPlan = {
  ...PLAN,
  listeners: (PLAN.listeners ?? []).filter(({ exposure }) => exposure !== 'external'),
};

/** Everything, and one thing of it otherwise. */
const MUTATIONS: readonly (readonly [string, VendorPlan, AwsEnvironment])[] = [
  ['everything', PLAN, FULL],
  ['the least', minimalPlan(), minimalEnvironment()],
  ["the customer's own key, boundary, role and bucket", PLAN, fullEnvironment()],
  ['an existing VPC', PUBLIC_PLAN, { ...FULL, zones: minimalEnvironment().zones, network: existingVpc() }],
  ...(['per-zone', 'single', 'none'] as const).map((nat): [string, VendorPlan, AwsEnvironment] => [
    `nat ${nat}`,
    PUBLIC_PLAN,
    { ...FULL, network: { nat, flowLogs: true } },
  ]),
  ['private endpoints', PLAN, { ...FULL, network: { endpoints: 'private' } }],
  ['no flow logs', PUBLIC_PLAN, { ...FULL, network: { flowLogs: false } }],
  ['internal load balancers only', internal, { ...environment, own: FULL.own ?? {}, listenerAllowLists: {} }],
  ['a private API', PLAN, { ...FULL, kubernetesApi: { access: 'private', allowedCidrs: ['10.0.0.0/8'] } }],
  ['no support', PLAN, { ...FULL, access: { mode: 'self-managed' } }],
  ['no administrators', PLAN, { ...FULL, administrators: [] }],
  ['another image', PLAN, { ...FULL, nodeImage: 'standard' }],
];

/** Types of the resources of a data plane. */
const typesOf = (plan: VendorPlan, place: AwsEnvironment): string[] => [
  ...new Set(Object.values(synthesize(resolveConfig(plan, place)).dataPlane.resources).map(({ Type }) => Type)),
];

describe('types of the data plane', () => {
  let types: ReadonlyMap<string, readonly string[]>;
  beforeAll(() => {
    types = new Map(MUTATIONS.map(([name, plan, place]) => [name, typesOf(plan, place)]));
  });

  test.each(MUTATIONS)('a change set for %s has types that the vendor may propose', (name) => {
    expect(types.get(name)?.filter((type) => !DATA_PLANE_TYPES.includes(type))).toEqual([]);
  });

  test('the vendor may propose no type that no data plane has', () => {
    expect([...new Set([...types.values()].flat())].sort()).toEqual(DATA_PLANE_TYPES);
  });
});

test('none of them makes an identity, a key, a bucket, code or another stack', () => {
  const wide = /^AWS::(IAM|KMS|S3|Logs|Lambda|CloudFormation|SSM|SNS|SQS|Events|Route53)::|^Custom::|::Macro$/;
  expect(DATA_PLANE_TYPES.filter((type) => wide.test(type))).toEqual([]);
  expect(DATA_PLANE_TYPES).not.toContain('AWS::EC2::Instance');
});
