import type { AwsEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { proveEnough, type Switches } from '../../access/enough';
import type { Installation } from '../installation';
import type { Results } from '../results';
import { temporaryFolder } from '../temporary';

type Edit = Parameters<Installation['variant']>[0];
type Network = NonNullable<AwsEnvironment['network']>;
type NewNetwork = Extract<Network, { readonly kind?: 'new' }>;

const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';

/** What changes the resources of the full example, or what its bootstrap allows. */
const MUTATIONS: Readonly<Record<string, Edit>> = {
  'as it is, with private endpoints': () => {},
  'gateway endpoints': (_, environment) => network(environment, { endpoints: 'gateway' }),
  'single NAT': (_, environment) => network(environment, { nat: 'single' }),
  'existing VPC': (_, environment) => {
    environment.zones = ZONES;
    environment.network = EXISTING_VPC;
  },
  'own key': (_, environment) => {
    const encryptionKey = `arn:aws:kms:${REGION}:${ACCOUNT}:key/01234567-89ab-cdef-0123-456789abcdef`;
    environment.own = { ...environment.own, encryptionKey };
  },
  'own boundary': (_, environment) => {
    environment.own = { ...environment.own, permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/boundary` };
  },
  'no external load balancer': (plan, environment) => {
    delete environment.publicIngress;
    plan.listeners = (plan.listeners ?? []).filter(({ exposure }) => exposure !== 'external');
  },
  'public API': (_, environment) => {
    environment.kubernetesApi = { access: 'public', allowedCidrs: ['198.51.100.0/24'] };
  },
  "the vendor's endpoint service": (plan) => {
    plan.controlPlane = {
      ...plan.controlPlane,
      egress: 'private-endpoint',
      privateServices: { aws: { [REGION]: `com.amazonaws.vpce.${REGION}.vpce-svc-0123456789abcdef0` } },
    } satisfies VendorPlan['controlPlane'];
  },
};

const ZONES = ['a', 'b', 'c'].map((letter) => `${REGION}${letter}`);

const subnets = (start: number, step: number, prefix: number) =>
  ZONES.map((zone, index) => ({
    id: `subnet-${String(start).padStart(8, '0')}${index}`,
    zone,
    cidr: `10.60.${start + index * step}.0/${prefix}`,
  }));

const EXISTING_VPC: Network = {
  kind: 'existing',
  vpcId: 'vpc-0123456789abcdef0',
  cidr: '10.60.0.0/20',
  privateSubnets: subnets(0, 2, 24),
  intraSubnets: subnets(8, 2, 28),
  publicSubnets: subnets(9, 2, 28),
};

function network(environment: { network?: Network }, change: NewNetwork): void {
  environment.network = { ...environment.network, ...change, kind: 'new' };
}

const PHASES: Readonly<Record<string, Switches>> = {
  'install on': { allowInstall: true, allowDelete: false },
  'install off': { allowInstall: false, allowDelete: false },
  'delete on': { allowInstall: false, allowDelete: true },
};

/** What only an install needs and is there in other phases too, and why that makes nothing. */
const ALWAYS_THERE: Readonly<Record<string, string>> = {
  'ec2:CreateTags': 'only in a call that makes something',
  'ec2:ModifyVpcEndpointServicePermissions': 'either switch',
  'ec2:RevokeSecurityGroupEgress': 'closes',
  'eks:TagResource': 'only what is there',
  'elasticloadbalancing:AddTags': 'only what is there, or in a call that makes something',
  'elasticloadbalancing:ModifyLoadBalancerAttributes': 'either switch',
  'elasticloadbalancing:ModifyTargetGroupAttributes': 'upgrades change them',
  'iam:GetRole': 'reads',
  'iam:ListAttachedRolePolicies': 'reads',
  'iam:PassRole': 'upgrades hand over the same roles',
  'kms:CreateGrant': 'EKS and EC2 need it for new nodes',
  'kms:DescribeKey': 'reads',
};

/**
 * Whether the bootstrap of each configuration gives the deployment role what the data plane of the same configuration
 * needs in each phase, and nothing by which another phase could be carried out.
 */
export async function checkEnough(results: Results, full: Installation): Promise<void> {
  for (const [what, edit] of Object.entries(MUTATIONS)) {
    await results.count(`enough, and nothing of another phase: ${what}`, async () => {
      const { config } = full.variant(edit);
      const counts: string[] = [];
      for (const [phase, switches] of Object.entries(PHASES)) {
        const { asked, allowed, wrong } = await proveEnough(config, switches, temporaryFolder('enough'));
        const problems = wrong.filter(({ action, verdict }) => verdict !== 'allowed' || !(action in ALWAYS_THERE));
        if (problems.length > 0)
          throw new Error(`${phase}: ${problems.length} wrong: ${problems.map(({ text }) => text).join('; ')}`);
        counts.push(`${phase}: ${allowed} of ${asked} requests allowed`);
      }
      return counts.join(', ');
    });
  }
}
