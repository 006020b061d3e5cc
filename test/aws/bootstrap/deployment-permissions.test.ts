import type { AwsDeploymentRoleProps } from '../../../lib/aws/bootstrap/deployment-role';
import { allowedTo, statementsOf } from '../../support/deployment-role';

const ADMINISTRATORS = ['arn:aws:iam::111122223333:role/platform-admin'];
const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef';
const VPC = 'vpc-0123456789abcdef0';
const SERVICES = ['com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0'];

describe('the network', () => {
  /** Writes to what only the installation's own network has. */
  const NETWORK =
    /^ec2:(?!Describe|Get).*(Vpc$|Vpc[A-Z][a-z]*Attribute|Subnet|Route|Gateway|Address|FlowLogs|VpcEndpoints?$)/;

  test('of the installation is made and removed', () => {
    expect(allowedTo({}).filter((action) => NETWORK.test(action)).length).toBeGreaterThan(20);
  });

  test('of the customer is not changed at all', () => {
    expect(allowedTo({ vpcId: VPC }).filter((action) => NETWORK.test(action))).toEqual([]);
  });

  test('groups are made in the network of the installation, told by its tag', () => {
    const { MakeGroupsInOwnNetwork, MakeGroupsInYourVpc } = statementsOf();
    expect(MakeGroupsInOwnNetwork).toMatchObject({
      Resource: 'arn:aws:ec2:eu-central-1:111122223333:vpc/*',
      Condition: { StringEquals: { 'aws:ResourceTag/byoc:environment': 'acme' } },
    });
    expect(MakeGroupsInYourVpc).toBeUndefined();
  });

  test("groups and nodes are in the customer's VPC and no other", () => {
    const { MakeGroupsInOwnNetwork, MakeGroupsInYourVpc, RunNodesInYourVpc } = statementsOf({ vpcId: VPC });
    const vpc = `arn:aws:ec2:eu-central-1:111122223333:vpc/${VPC}`;
    expect(MakeGroupsInOwnNetwork).toBeUndefined();
    expect(MakeGroupsInYourVpc?.Resource).toBe(vpc);
    expect(RunNodesInYourVpc?.Condition).toEqual({
      Bool: { 'aws:ViaAWSService': 'true' },
      ArnEquals: { 'ec2:Vpc': vpc },
    });
  });

  test("is connected to AWS's own services, and to no others unless they are named", () => {
    const { MakeEndpoints, MakeVendorEndpoints } = statementsOf();
    expect(MakeEndpoints?.Condition?.StringEquals).toEqual({
      'aws:RequestTag/byoc:environment': 'acme',
      'ec2:VpceServiceOwner': 'amazon',
    });
    expect(MakeVendorEndpoints).toBeUndefined();
    expect(statementsOf({ endpointServices: SERVICES }).MakeVendorEndpoints?.Condition?.StringEquals).toEqual({
      'aws:RequestTag/byoc:environment': 'acme',
      'ec2:VpceServiceName': SERVICES,
    });
  });
});

describe('the key', () => {
  const throughServices = {
    'kms:ViaService': ['ec2.eu-central-1.amazonaws.com', 'eks.eu-central-1.amazonaws.com'],
  };

  test('of custody is told by its tag, and used through EC2 and EKS only', () => {
    const { UseKey, UseYourKey } = statementsOf();
    expect(UseKey).toEqual({
      Sid: 'UseKey',
      Effect: 'Allow',
      Action: ['kms:CreateGrant', 'kms:DescribeKey'],
      Resource: 'arn:aws:kms:eu-central-1:111122223333:key/*',
      Condition: { StringEquals: { ...throughServices, 'aws:ResourceTag/byoc:environment': 'acme' } },
    });
    expect(UseYourKey).toBeUndefined();
  });

  test('of the customer is named, and no other is used', () => {
    const { UseKey, UseYourKey } = statementsOf({ keyArn: KEY });
    expect(UseKey).toBeUndefined();
    expect(UseYourKey).toMatchObject({ Resource: KEY, Condition: { StringEquals: throughServices } });
  });
});

describe('roles that it hands over', () => {
  const rolesOf = (kind: string) => `arn:aws:iam::111122223333:role/byoc/env/acme/${kind}/*`;

  test('are of one path each, for the services that use them', () => {
    const found = statementsOf();
    const wanted = {
      PassClusterRole: ['cluster', ['eks.amazonaws.com']],
      PassNodeRole: ['nodes', ['eks.amazonaws.com', 'ec2.amazonaws.com']],
      PassPodRoles: ['pods', ['pods.eks.amazonaws.com']],
      PassFlowLogRole: ['logs', ['vpc-flow-logs.amazonaws.com']],
    } as const;
    for (const [sid, [kind, services]] of Object.entries(wanted)) {
      expect(found[sid]).toEqual({
        Sid: sid,
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: rolesOf(kind),
        Condition: { StringEquals: { 'iam:PassedToService': services } },
      });
    }
  });

  test('none is passed by another statement', () => {
    const passing = Object.values(statementsOf()).filter(
      ({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes('iam:PassRole'),
    );
    expect(passing.map(({ Sid }) => Sid)).toEqual([
      'PassClusterRole',
      'PassNodeRole',
      'PassPodRoles',
      'PassFlowLogRole',
    ]);
  });

  test("the customer's own stand beside, each where its kind is", () => {
    const own = { logs: ['arn:aws:iam::111122223333:role/flow-logs'], pods: ['arn:aws:iam::111122223333:role/engine'] };
    const { PassFlowLogRole, PassPodRoles, PassNodeRole, LookUpRoles } = statementsOf({ ownRoles: own });
    expect(PassFlowLogRole?.Resource).toEqual([rolesOf('logs'), ...own.logs]);
    expect(PassPodRoles?.Resource).toEqual([rolesOf('pods'), ...own.pods]);
    expect(PassNodeRole?.Resource).toBe(rolesOf('nodes'));
    expect(LookUpRoles?.Resource).toEqual(expect.arrayContaining([rolesOf('pods'), ...own.pods]));
    expect(LookUpRoles?.Resource).not.toContain(own.logs[0]);
  });
});

describe('who is let into the cluster', () => {
  const SUPPORT = 'arn:aws:iam::111122223333:role/byoc/env/acme/support/acme-support';

  test("custody's support role, in its group only", () => {
    expect(statementsOf({ supportGroup: 'byoc-riverbed' }).LetSupportIn).toEqual({
      Sid: 'LetSupportIn',
      Effect: 'Allow',
      Action: 'eks:CreateAccessEntry',
      Resource: 'arn:aws:eks:eu-central-1:111122223333:cluster/byoc-acme',
      Condition: {
        StringEquals: { 'eks:accessEntryType': 'STANDARD', 'eks:principalArn': SUPPORT },
        'ForAllValues:StringEquals': { 'eks:kubernetesGroups': 'byoc-riverbed' },
        StringEqualsIfExists: {
          'eks:username': 'arn:aws:sts::111122223333:assumed-role/acme-support/{{SessionName}}',
        },
      },
    });
  });

  test('no administrator, unless they are named', () => {
    const { LetAdministratorsIn, MakeThemAdministrators } = statementsOf();
    expect([LetAdministratorsIn, MakeThemAdministrators]).toEqual([undefined, undefined]);
  });

  test('the named administrators, who are of this account, without a group', () => {
    const { LetAdministratorsIn, MakeThemAdministrators } = statementsOf({ administrators: ADMINISTRATORS });
    const here = 'arn:aws:iam::111122223333:role/*';
    expect(LetAdministratorsIn?.Condition).toEqual({
      StringEquals: { 'eks:accessEntryType': 'STANDARD', 'eks:principalArn': ADMINISTRATORS },
      ArnLike: { 'eks:principalArn': here },
      Null: { 'eks:kubernetesGroups': 'true' },
      StringLikeIfExists: { 'eks:username': 'arn:aws:sts::111122223333:assumed-role/*' },
    });
    expect(MakeThemAdministrators?.Condition).toEqual({
      StringEquals: { 'eks:principalArn': ADMINISTRATORS },
      ArnLike: {
        'eks:principalArn': here,
        'eks:policyArn': 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
      },
    });
  });

  test('nobody by a changed entry, an identity provider or a capability', () => {
    expect(statementsOf().NoOtherWayIn).toMatchObject({
      Effect: 'Deny',
      Action: expect.arrayContaining([
        'eks:UpdateAccessEntry',
        'eks:AssociateIdentityProviderConfig',
        'eks:CreateCapability',
      ]),
      Resource: '*',
    });
    expect(allowedTo({ administrators: ADMINISTRATORS })).not.toContain('eks:UpdateAccessEntry');
  });
});

describe('what is on the internet', () => {
  const PUBLIC_API = 'eks:endpointPublicAccess';
  const bools = (props: Partial<AwsDeploymentRoleProps>) => {
    const { MakeCluster, ChangeCluster, UnprotectCluster } = statementsOf(props);
    return [
      MakeCluster?.Condition?.Bool?.[PUBLIC_API],
      ChangeCluster?.Condition?.BoolIfExists?.[PUBLIC_API],
      UnprotectCluster?.Condition?.BoolIfExists?.[PUBLIC_API],
    ];
  };

  test('no Kubernetes API, unless the environment says so', () => {
    expect(bools({})).toEqual(Array(3).fill('false'));
    expect(bools({ publicApi: true })).toEqual(Array(3).fill(['true', 'false']));
  });

  test('no load balancer, unless the environment says so', () => {
    const scheme = (props: Partial<AwsDeploymentRoleProps>) =>
      statementsOf(props).MakeLoadBalancers?.Condition?.StringEquals?.['elasticloadbalancing:Scheme'];
    expect(scheme({})).toBe('internal');
    expect(scheme({ externalLoadBalancers: true })).toEqual(['internal', 'internet-facing']);
  });
});
