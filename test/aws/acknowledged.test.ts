import { resolveConfig } from '../../lib/core/resolve-config';
import { minimalEnvironment, minimalPlan } from '../support/config';
import { ALL_OURS, acknowledgements, allFindings, VARIANTS } from '../support/findings';

describe('what is acknowledged', () => {
  const IAM5 = (finding: string) => `AwsSolutions::AwsSolutions-IAM5[${finding}]`;
  const wildcard = (what: string) => IAM5(`Resource::${what}`);
  const regional = (what: string) => wildcard(`arn:<AWS::Partition>:${what}`);
  const here = (service: string, ...what: string[]) =>
    what.map((kind) => regional(`${service}:eu-central-1:111122223333:${kind}`));

  /** Acknowledgements in one stack, the resources below the construct that they belong to. */
  const inStack = (stack: string) =>
    acknowledgements(ALL_OURS)
      .filter(([resource]) => resource.startsWith(`${stack}/`))
      .map(([resource, ...rest]) => [resource.replace(/^[^/]*\/[^/]*\//, ''), ...rest] as const);

  test('is this list and no more: each is one resource, one finding, one reason', () => {
    const S1 =
      'AwsSolutions::AwsSolutions-S1: access logs need a log bucket of the customer (prop accessLogs); ' +
      'CloudTrail data events serve the same end';
    const ELB2 =
      'AwsSolutions::AwsSolutions-ELB2: network load balancers write access logs for TLS listeners only; ' +
      'these are TCP, and flow logs cover them';
    const W3010 =
      'CloudFormation-Validate::W3010: the customer names the zones, so that they match those of peered networks';
    const managed = (policy: string) =>
      `AwsSolutions::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${policy}]`;
    const OBJECTS = "objects of one bucket; their names are the product's";
    const DESCRIBE = 'describe calls take no resource; limited to the region';
    const KEPT = 'kept by EKS with its versions';
    const found = [...inStack('custody-acme'), ...inStack('data-plane-acme')];
    expect(found.map((acknowledged) => acknowledged.join(': '))).toEqual([
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
      'Cluster: AwsSolutions::AwsSolutions-EKS1: the customer opens the API to listed networks; the whole internet is refused',
      ...['AgentInternal', 'ProxyInternal', 'IngressInternal', 'IngressExternal'].map(
        (name) => `LoadBalancers/${name}: ${ELB2}`,
      ),
    ]);
  });

  test('is this list for bootstrap and detections', () => {
    const RANDOM_IDS = 'the service chooses the ids; the tag decides';
    const OF_ANY_KIND = 'the actions say of what kind; tag and region decide';
    const CEILING = 'a ceiling: it gives nothing, and roles have exact permissions of their own';
    const LOOKS_AT_ALL = 'these take no resource; only in the region of the installation';
    const OBJECTS = 'a ceiling; which objects, says the role';
    const KEYS = 'a ceiling; which key, say the role and the policy of the key';
    const OF_VENDOR = 'EKS chooses the last part of the ARN; the name of the cluster decides';
    const network = ['subnet', 'route-table', 'natgateway', 'vpc-endpoint', 'vpc-flow-log'];
    const actions = (service: string, ...names: string[]) => names.map((name) => IAM5(`Action::${service}:${name}`));
    const wanted: readonly (readonly [resource: string, reason: string, ...findings: string[]])[] = [
      ['DeploymentRole/run-ec2', LOOKS_AT_ALL, ...actions('elasticloadbalancing', 'Describe*')],
      ['DeploymentRole/run-ec2', `${LOOKS_AT_ALL}; ${OF_ANY_KIND}`, wildcard('*')],
      [
        'DeploymentRole/run-ec2',
        RANDOM_IDS,
        ...here('ec2', 'launch-template/*', 'instance/*', 'network-interface/*', 'volume/*', 'security-group/*'),
      ],
      [
        'DeploymentRole/run-ec2',
        'the ARN of an image names no account; its owner decides',
        regional('ec2:eu-central-1::image/*'),
      ],
      [
        'DeploymentRole/run-eks',
        'EKS chooses the last part of the ARN, the actions say of what kind; the name of the cluster decides',
        ...here(
          'eks',
          ...['access-entry', 'addon', 'nodegroup', 'podidentityassociation'].map((kind) => `${kind}/byoc-acme/*`),
        ),
      ],
      [
        'DeploymentRole/run-eks',
        'the key is made later than this policy; its tag decides, which only the customer can set',
        ...here('kms', 'key/*'),
      ],
      [
        'DeploymentRole/run-eks',
        'roles of one path, which custody makes',
        ...['cluster', 'nodes', 'pods', 'logs'].map((kind) =>
          regional(`iam::111122223333:role/byoc/env/acme/${kind}/*`),
        ),
      ],
      [
        'DeploymentRole/install-ec2',
        RANDOM_IDS,
        ...here('ec2', ...['vpc', 'internet-gateway', 'elastic-ip', ...network].map((kind) => `${kind}/*`)),
        ...here('ec2', 'security-group/*', 'vpc-endpoint-service/*'),
        ...here('elasticloadbalancing', 'loadbalancer/net/*', 'targetgroup/*'),
      ],
      ['DeploymentRole/install-ec2', OF_ANY_KIND, wildcard('*')],
      [
        'DeploymentRole/install-ec2',
        'a rule has no tag of its own; the group decides, which each of these calls names too',
        ...here('ec2', 'security-group-rule/*'),
      ],
      [
        'DeploymentRole/install-ec2',
        'the zone is one of AWS, made with the endpoint',
        regional('route53:::hostedzone/*'),
      ],
      [
        'DeploymentRole/install-eks',
        'EKS knows no resource for it; the tag and the settings of the cluster decide',
        wildcard('*'),
      ],
      [
        'DeploymentRole/install-eks',
        'AWS chooses the names; the list of services decides',
        regional('iam::111122223333:role/aws-service-role/*'),
      ],
      ['DeploymentRole/remove', OF_ANY_KIND, wildcard('*')],
      ['DeploymentRole/remove', RANDOM_IDS, ...here('ec2', 'security-group/*')],
      [
        'DeploymentRole/delete',
        RANDOM_IDS,
        ...here('ec2', 'vpc/*', 'vpc-flow-log/*'),
        ...here('elasticloadbalancing', 'loadbalancer/net/*'),
      ],
      [
        'Boundary',
        CEILING,
        ...actions('aps', 'Get*'),
        ...actions('autoscaling', 'Describe*'),
        ...actions('ec2', '*NetworkInterface*', '*PrivateIpAddresses', '*Route', '*SecurityGroup*'),
        ...actions('ec2', '*Tags', '*Volume*', 'Describe*'),
        ...actions('ecr', 'Batch*', 'Get*'),
        ...actions('eks', 'Describe*'),
        ...actions('elasticloadbalancing', 'A*', 'C*', 'D*', 'Modify*', 'Register*', 'Set*'),
        ...actions('logs', 'Describe*'),
        ...actions('ssmmessages', '*Channel'),
      ],
      ['Boundary', 'a ceiling; which zone, says the role', ...actions('route53', 'Get*', 'List*')],
      ['Boundary', `${CEILING}; a ceiling; which zone, says the role`, wildcard('*')],
      [
        'Boundary',
        OBJECTS,
        ...actions('s3', '*Object*', '*MultipartUpload*', 'ListBucket*'),
        regional('s3:::byoc-acme-*'),
        regional('s3:::riverbed-billing/usage/*'),
      ],
      ['Boundary', KEYS, ...actions('kms', 'GenerateDataKey*', 'ReEncrypt*'), ...here('kms', 'key/*')],
      [
        'VendorAccessRole',
        'stacks of this installation, by name; CloudFormation chooses the last part of the ARN',
        ...here('cloudformation', 'stack/byoc-acme-*/*'),
      ],
      [
        'VendorAccessRole',
        "objects under the prefix under which the vendor's templates are published",
        regional('s3:::riverbed-releases/templates/*'),
      ],
      ['VendorAccessRole', OF_VENDOR, ...here('eks', 'addon/byoc-acme/*', 'nodegroup/byoc-acme/*')],
      ['VendorAccessRole', 'quotas of all services are asked in one call', wildcard('*')],
      [
        'Topic',
        'only EventBridge publishes, and over TLS; subscribers are sent to, they do not publish',
        'AwsSolutions::AwsSolutions-SNS3',
      ],
    ];
    const found = [...inStack('bootstrap-acme'), ...inStack('detections-acme')];
    const lines = wanted.flatMap(([resource, reason, ...ids]) => ids.map((id) => [resource, id, reason]));
    expect(found.map((one) => one.join(': ')).sort()).toEqual(lines.map((one) => one.join(': ')).sort());
  });

  test.each(VARIANTS)('is found by cdk-nag in %s, if it is not acknowledged', (_, make) => {
    // W3010 is of CDK's own validator, which `npm run check` asks.
    const known = acknowledgements(make).filter(([, finding]) => finding.startsWith('AwsSolutions::'));
    expect([...new Set(allFindings(make))].sort()).toEqual(known.map(([path, id]) => `${path}: ${id}`).sort());
  });

  test('a private API needs no acknowledgement', () => {
    const found = acknowledgements(() => resolveConfig(minimalPlan(), minimalEnvironment()));
    expect(found.map(([, finding]) => finding)).not.toContain('AwsSolutions::AwsSolutions-EKS1');
  });
});
