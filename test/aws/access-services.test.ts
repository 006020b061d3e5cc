import { resolveConfig } from '../../lib/core/resolve-config';
import { ACCOUNT, REGION, synthesize } from '../support/aws';
import { fullEnvironment, fullPlan } from '../support/config';
import { Access, type Context } from '../support/simulate';

const { own, ...environment } = fullEnvironment();
const { metricsWorkspace = '' } = own ?? {};
const access = new Access(synthesize(resolveConfig(fullPlan(), { ...environment, own: { metricsWorkspace } })).custody);

const VENDOR = '999988887777';
const arn = (of: string, rest: string, account = ACCOUNT) => `arn:aws:${of}:${REGION}:${account}:${rest}`;
const tagged = (key: string, value: string): Context => ({ [`aws:ResourceTag/${key}`]: value });

describe('targets:register', () => {
  const controller = access.role('acme-load-balancer-controller');
  const REGISTER = ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'];
  const ENV = 'byoc:environment';
  access.tell(arn('elasticloadbalancing', 'targetgroup/any/1'), [
    ['registers pods with the groups of its environment', 'allowed', controller, REGISTER, tagged(ENV, 'acme')],
    ['leaves those of another environment', 'refused', controller, REGISTER, tagged(ENV, 'acme2')],
    ['leaves those without a tag', 'refused', controller, REGISTER],
    [
      'changes no group',
      'refused',
      controller,
      ['elasticloadbalancing:DeleteTargetGroup', 'elasticloadbalancing:ModifyTargetGroup'],
      tagged(ENV, 'acme'),
    ],
  ]);
  access.tell('*', [
    ['looks at groups', 'allowed', controller, 'elasticloadbalancing:DescribeTargetGroups'],
    [
      'does not look at other regions',
      'refused',
      controller,
      ['elasticloadbalancing:DescribeTargetGroups', 'ec2:DescribeInstances'],
      { 'aws:RequestedRegion': 'us-east-1' },
    ],
  ]);
});

describe('nodes:scale', () => {
  const autoscaler = access.role('acme-cluster-autoscaler');
  const SCALE = ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'];
  const CLUSTER = 'eks:cluster-name';
  access.tell(arn('autoscaling', 'autoScalingGroup:0a-1b:autoScalingGroupName/eks-any'), [
    ['scales the groups of its cluster', 'allowed', autoscaler, SCALE, tagged(CLUSTER, 'byoc-acme')],
    ['leaves those of another cluster', 'refused', autoscaler, SCALE, tagged(CLUSTER, 'byoc-acme2')],
    ['leaves those without a tag', 'refused', autoscaler, SCALE],
    ['deletes none', 'refused', autoscaler, 'autoscaling:DeleteAutoScalingGroup', tagged(CLUSTER, 'byoc-acme')],
  ]);
  access.tell(arn('eks', 'nodegroup/byoc-acme/general/1'), [
    ['reads its node groups', 'allowed', autoscaler, 'eks:DescribeNodegroup'],
  ]);
  access.tell(arn('eks', 'nodegroup/byoc-acme2/general/1'), [
    ['does not read those of another cluster', 'refused', autoscaler, 'eks:DescribeNodegroup'],
  ]);
});

describe('dns', () => {
  const certManager = access.role('acme-cert-manager');
  const externalDns = access.role('acme-external-dns');
  const CHANGE = 'route53:ChangeResourceRecordSets';
  const ZONE = 'arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ';
  const records = (type: string, ...names: string[]): Context => ({
    'route53:ChangeResourceRecordSetsNormalizedRecordNames': names,
    'route53:ChangeResourceRecordSetsRecordTypes': [type],
    'route53:ChangeResourceRecordSetsActions': ['UPSERT'],
  });
  const CHALLENGE = '_acme-challenge.sql.acme.riverbed.example.com';
  const HOST = 'sql.acme.riverbed.example.com';
  access.tell(ZONE, [
    ['challenges are written', 'allowed', certManager, CHANGE, records('TXT', CHALLENGE)],
    ['a challenge is no other type', 'refused', certManager, CHANGE, records('CNAME', CHALLENGE)],
    ['who writes challenges writes no hosts', 'refused', certManager, CHANGE, records('TXT', HOST)],
    ['a host is not hidden among challenges', 'refused', certManager, CHANGE, records('TXT', CHALLENGE, HOST)],
    ['a change without names is not a challenge', 'refused', certManager, CHANGE],
    ['who writes hosts writes any record of the zone', 'allowed', externalDns, CHANGE, records('A', HOST)],
  ]);
  access.tell('arn:aws:route53:::hostedzone/Z9999999999ABCDEFGHIJ', [
    ['challenges are not written in another zone', 'refused', certManager, CHANGE, records('TXT', CHALLENGE)],
    ['hosts are not written in another zone', 'refused', externalDns, CHANGE, records('A', HOST)],
  ]);
});

describe('telemetry', () => {
  const exporter = access.role('acme-state-exporter');
  const billing = access.role('acme-billing');
  // What the vendor says on its side: the installation's account may.
  const open = (of: string, Action: string) => ({
    Statement: [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action, Resource: of }],
  });
  const queue = (name: string) => {
    const of = arn('sqs', name, VENDOR);
    return { arn: of, account: VENDOR, policy: open(of, 'sqs:*') };
  };
  const object = (key: string) => {
    const of = `arn:aws:s3:::riverbed-billing/${key}`;
    return { arn: of, account: VENDOR, policy: open(of, 's3:*') };
  };
  access.tell(queue('riverbed-state'), [
    ['the exporter sends to the queue of the plan', 'allowed', exporter, ['sqs:SendMessage', 'sqs:GetQueueUrl']],
    ['the exporter does not read it', 'refused', exporter, ['sqs:ReceiveMessage', 'sqs:DeleteMessage']],
    ['no other workload sends', 'refused', billing, 'sqs:SendMessage'],
  ]);
  access.tell(queue('riverbed-state-2'), [
    ['the exporter sends to no other queue of the vendor', 'refused', exporter, 'sqs:SendMessage'],
  ]);
  access.tell(arn('sqs', 'riverbed-state'), [
    ['the exporter sends to no queue of the customer', 'refused', exporter, 'sqs:SendMessage'],
  ]);
  access.tell(object('usage/2026-10'), [
    ['usage records are written', 'allowed', billing, 's3:PutObject'],
    ['usage records are not read', 'refused', billing, ['s3:GetObject', 's3:DeleteObject']],
  ]);
  access.tell(object('other/2026-10'), [
    ['usage records are written nowhere else', 'refused', billing, 's3:PutObject'],
  ]);
});

describe('flow logs and metrics', () => {
  const flowLogs = access.role('acme-flow-logs');
  const agent = access.role('acme-agent');
  access.tell(arn('logs', 'log-group:/byoc/acme/flow:log-stream:eni-1'), [
    ['flow logs are written to their group', 'allowed', flowLogs, 'logs:PutLogEvents'],
  ]);
  access.tell(arn('logs', 'log-group:/aws/eks/byoc-acme/cluster:log-stream:kube-apiserver-audit-1'), [
    ['flow logs do not write to the audit log', 'refused', flowLogs, 'logs:PutLogEvents'],
  ]);
  access.tell(metricsWorkspace, [
    ['metrics are queried', 'allowed', agent, 'aps:QueryMetrics'],
    ['metrics are not written', 'refused', agent, ['aps:RemoteWrite', 'aps:DeleteWorkspace']],
    ['metrics are queried by nobody else', 'refused', access.role('acme-engine'), 'aps:QueryMetrics'],
  ]);
});
