import { type App, type Stack, aws_s3 as s3, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addInstallation } from '../../cdk-app/installation';
import { loadConfig } from '../../lib';
import type { AwsEnvironment, VendorPlan } from '../../lib/core/config-types';
import { type DataPlaneConfig, resolveConfig } from '../../lib/core/resolve-config';
import { messageOf, RECOMMENDED_FLAGS, testApp } from '../support/aws';
import { existingVpc, fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../support/config';

const { own, ...withoutOwn } = fullEnvironment();
const { metricsWorkspace } = own ?? {};
/** Everything, and nothing of the customer's own: every resource is ours. */
const ALL_OURS: AwsEnvironment = {
  ...withoutOwn,
  nodeImage: 'standard',
  bucketNames: 'generated',
  own: metricsWorkspace === undefined ? {} : { metricsWorkspace },
};

const config = (plan: VendorPlan, environment: AwsEnvironment) => resolveConfig(plan, environment);
const example = (name: string) =>
  loadConfig(`examples/${name}/plan.yaml`, `examples/${name}/environment.yaml`) as DataPlaneConfig<'aws'>;

const VARIANTS: readonly (readonly [string, () => DataPlaneConfig<'aws'>])[] = [
  ['the minimal example', () => example('minimal')],
  ['the streaming-database example', () => example('streaming-database')],
  ['everything, all ours', () => config(fullPlan(), ALL_OURS)],
  [
    "everything, with the customer's own key, public API, Bottlerocket and regional buckets",
    () => config(fullPlan(), fullEnvironment()),
  ],
  [
    'an existing VPC',
    () =>
      config(
        { ...fullPlan(), controlPlane: minimalPlan().controlPlane },
        { ...ALL_OURS, zones: minimalEnvironment().zones, network: existingVpc() },
      ),
  ],
  [
    'nothing that is kept or protected, and no NAT',
    () =>
      config(minimalPlan(), {
        ...minimalEnvironment(),
        dataOnDelete: 'destroy',
        protection: false,
        network: { nat: 'none', flowLogs: true },
      }),
  ],
];

/** What cdk-nag's AwsSolutions says of an app: nothing, or the message with which synthesis stops. */
function findings(app: App): string {
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  return messageOf(() => app.synth());
}

test.each(VARIANTS)('nothing is found in %s', (_, make) => {
  const app = testApp();
  addInstallation(app, make());
  expect(findings(app)).toBe('nothing was thrown');
});

test("nothing is found under CDK's recommended flags, which write partitions and policies otherwise", () => {
  const app = testApp(RECOMMENDED_FLAGS);
  addInstallation(app, config(fullPlan(), ALL_OURS));
  expect(findings(app)).toBe('nothing was thrown');
});

test('a planted violation is found', () => {
  const app = testApp();
  addInstallation(app, config(minimalPlan(), minimalEnvironment()));
  new s3.Bucket(app.node.findChild('custody-demo') as Stack, 'Open');
  const found = findings(app);
  expect(found).toContain('custody-demo/Open/Resource');
  expect(found.match(/AwsSolutions::AwsSolutions-\w+/g)?.sort()).toEqual([
    'AwsSolutions::AwsSolutions-S1',
    'AwsSolutions::AwsSolutions-S10',
  ]);
});

describe('what is acknowledged', () => {
  /** Resource, finding and reason of every acknowledgement. */
  function acknowledgements(make: () => DataPlaneConfig<'aws'>): string[] {
    const app = testApp();
    addInstallation(app, make());
    const found = app.node
      .findAll()
      .flatMap(({ node }) =>
        node.metadata
          .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
          .flatMap(({ data }) =>
            Object.entries(data as Record<string, string>).map(
              ([id, reason]) =>
                `${node.path.replace(/^[^/]*\/(Custody|DataPlane)\//, '')}: ${withoutHashes(id)}: ${reason}`,
            ),
          ),
      );
    return [...new Set(found)];
  }

  const S1 =
    'AwsSolutions::AwsSolutions-S1: access logs need a log bucket of the customer (prop accessLogs); ' +
    'CloudTrail data events serve the same end';
  const ELB2 =
    'AwsSolutions::AwsSolutions-ELB2: network load balancers write access logs for TLS listeners only; ' +
    'these are TCP, and flow logs cover them';
  const W3010 =
    'CloudFormation-Validate::W3010: the customer names the zones, so that they match those of peered networks';
  const wildcard = (what: string) => `AwsSolutions::AwsSolutions-IAM5[Resource::${what}]`;
  const managed = (policy: string) =>
    `AwsSolutions::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${policy}]`;
  const regional = (what: string) => wildcard(`arn:<AWS::Partition>:${what}`);
  const OBJECTS = "objects of one bucket; their names are the product's";
  const DESCRIBE = 'describe calls take no resource; limited to the region';
  const KEPT = 'kept by EKS with its versions';

  test('is this list and no more: each is one resource, one finding, one reason', () => {
    expect(acknowledgements(() => config(fullPlan(), ALL_OURS))).toEqual([
      `ObjectStorage/data: ${S1}`,
      `ObjectStorage/state: ${S1}`,
      `ObjectStorage/archive: ${S1}`,
      `WorkloadIdentity/cluster: ${managed('AmazonEKSClusterPolicy')}: what EKS itself needs, ${KEPT}`,
      `WorkloadIdentity/nodes: ${wildcard('*')}: channels take no resource, and nodes are not known before they start`,
      `WorkloadIdentity/nodes: ${managed('AmazonEKSWorkerNodePolicy')}: what joining a cluster needs, ${KEPT}`,
      `WorkloadIdentity/nodes: ${managed('AmazonEC2ContainerRegistryPullOnly')}: image pulls and nothing else`,
      `WorkloadIdentity/flow-logs: ${regional('logs:eu-central-1:111122223333:log-group:/byoc/acme/flow:*')}: streams of one log group; the service names them`,
      `WorkloadIdentity/vpc-cni: ${managed('AmazonEKS_CNI_Policy')}: what the add-on needs, ${KEPT}`,
      `WorkloadIdentity/ebs-csi: ${managed('AmazonEBSCSIDriverEKSClusterScopedPolicy')}: what the add-on needs, ${KEPT}`,
      `WorkloadIdentity/engine: ${wildcard('<CustodyObjectStoragedata.Arn>/*')}: ${OBJECTS}`,
      `WorkloadIdentity/engine: ${wildcard('*')}: EC2 ${DESCRIBE}`,
      `WorkloadIdentity/agent: ${wildcard('<CustodyObjectStoragestate.Arn>/*')}: ${OBJECTS}`,
      `WorkloadIdentity/archive-reader: ${wildcard('<CustodyObjectStoragearchive.Arn>/*')}: ${OBJECTS}`,
      `WorkloadIdentity/billing: ${regional('s3:::riverbed-billing/usage/*')}: objects under the one prefix of the plan`,
      `WorkloadIdentity/load-balancer-controller: ${regional('elasticloadbalancing:eu-central-1:111122223333:targetgroup/*/*')}: CloudFormation names target groups; limited by the environment tag`,
      `WorkloadIdentity/load-balancer-controller: ${wildcard('*')}: ${DESCRIBE}`,
      `WorkloadIdentity/cluster-autoscaler: ${regional('autoscaling:eu-central-1:111122223333:autoScalingGroup:*:autoScalingGroupName/*')}: EKS names Auto Scaling groups; limited by the tag that EKS gives them`,
      `WorkloadIdentity/cluster-autoscaler: ${regional('eks:eu-central-1:111122223333:nodegroup/byoc-acme/*')}: node groups of one cluster; EKS names them`,
      `WorkloadIdentity/cluster-autoscaler: ${wildcard('*')}: ${DESCRIBE}`,
      `WorkloadIdentity/external-dns: ${wildcard('*')}: Route 53 lists zones without a resource`,
      `WorkloadIdentity/cert-manager: ${regional('route53:::change/*')}: the id of a change is not known in advance`,
      ...['Private', 'Public', 'Intra'].flatMap((role) =>
        [1, 2, 3].map((number) => `Network/${role}Subnet${number}: ${W3010}`),
      ),
      'Cluster/Resource: AwsSolutions::AwsSolutions-EKS1: the customer opens the API to listed networks; the whole internet is refused',
      ...['AgentInternal', 'ProxyInternal', 'IngressInternal', 'IngressExternal'].map(
        (name) => `LoadBalancers/${name}/Resource: ${ELB2}`,
      ),
    ]);
  });

  test('a private API needs no acknowledgement', () => {
    expect(acknowledgements(() => config(minimalPlan(), minimalEnvironment())).join('\n')).not.toContain('EKS1');
  });
});

function withoutHashes(id: string): string {
  return id.replace(/<(\w+?)[0-9A-F]{8}([.>])/g, '<$1$2');
}
