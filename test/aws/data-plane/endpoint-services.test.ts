import { interfaceEndpoints } from '../../../lib/aws/data-plane/endpoint-services';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';

const ALWAYS = ['ec2', 'ecr.api', 'ecr.dkr', 'eks', 'eks-auth', 'logs', 'sts'];

test('nodes always need these', () => {
  const config = resolveConfig({ ...minimalPlan(), clusterServices: [] }, minimalEnvironment());
  expect(interfaceEndpoints(config)).toEqual(ALWAYS);
});

test('a minimal plan has the controllers too', () => {
  expect(interfaceEndpoints(resolveConfig(minimalPlan(), minimalEnvironment()))).toEqual([
    ...ALWAYS,
    'elasticloadbalancing',
    'autoscaling',
  ]);
});

test('a full one has everything, and the control plane', () => {
  expect(interfaceEndpoints(resolveConfig(fullPlan(), fullEnvironment()))).toEqual([
    ...ALWAYS,
    'elasticloadbalancing',
    'autoscaling',
    'ssm',
    'ssmmessages',
    'ec2messages',
    'sqs',
    'aps-workspaces',
    'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0',
  ]);
});

test.each([
  ['load-balancer-controller', 'elasticloadbalancing'],
  ['cluster-autoscaler', 'autoscaling'],
] as const)('%s needs %s', (service, endpoint) => {
  const config = resolveConfig({ ...minimalPlan(), clusterServices: [service] }, minimalEnvironment());
  expect(interfaceEndpoints(config)).toEqual([...ALWAYS, endpoint]);
});

test('sessions on nodes need three', () => {
  const config = resolveConfig({ ...minimalPlan(), clusterServices: [] }, { ...minimalEnvironment(), nodeShell: true });
  expect(interfaceEndpoints(config)).toEqual([...ALWAYS, 'ssm', 'ssmmessages', 'ec2messages']);
});

test.each([
  ['telemetry:queue', 'sqs'],
  ['metrics:query', 'aps-workspaces'],
] as const)('%s needs %s', (id, endpoint) => {
  const config = resolveConfig(
    {
      ...minimalPlan(),
      clusterServices: [],
      workloads: [{ name: 'engine', namespace: 'notes', serviceAccount: 'engine', capabilities: [{ id }] }],
      telemetry: { queue: { aws: 'arn:aws:sqs:eu-central-1:999988887777:notes' } },
    },
    {
      ...minimalEnvironment(),
      own: { metricsWorkspace: 'arn:aws:aps:eu-central-1:111122223333:workspace/ws-1' },
    },
  );
  expect(interfaceEndpoints(config)).toEqual([...ALWAYS, endpoint]);
});
