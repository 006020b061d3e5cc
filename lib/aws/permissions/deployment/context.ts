import { ENVIRONMENT_TAG, namesOf, type RoleKind } from '../../names';
import type { Optional, Switch } from '../../switch';
import type { Permission } from '../permission';

/** What the permissions of the deployment role are written with. Texts may be tokens. */
export interface DeploymentContext {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly environmentId: string;
  /** Id of the customer's own VPC; without it, the data plane makes its own network. */
  readonly vpcId: Optional<string>;
  /** ARN of the customer's own key; without it, the key is told by its tag. */
  readonly keyArn: Optional<string>;
  /** ARNs of the customer's roles that administer the cluster. */
  readonly administrators: Optional<readonly string[]>;
  /** Kubernetes group of the vendor's support engineers. */
  readonly supportGroup: string;
  /** Whether the Kubernetes API may be reached from the internet, by an allow-list. */
  readonly publicApi: Switch;
  /** Whether load balancers may be on the internet. */
  readonly externalLoadBalancers: Switch;
  /** Names of endpoint services, beside AWS's own, that the network may connect to. */
  readonly endpointServices: Optional<readonly string[]>;
  /** ARNs of the customer's own roles that take the place of custody's, by who uses them. */
  readonly ownRoles: Partial<Readonly<Record<RoleKind, readonly string[]>>>;
}

/** The same for all of a noun's permissions. */
export type Noun = (context: DeploymentContext) => readonly Permission[];

/** ARNs of what the data plane is made of. */
export function arnsOf({ partition, region, account, environmentId }: DeploymentContext) {
  const names = namesOf(environmentId);
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  return {
    /** Anything of these kinds: EC2 chooses the ids. */
    ec2: (...kinds: readonly string[]) => kinds.map((kind) => arn('ec2', `${kind}/*`)),
    vpc: (id: string) => arn('ec2', `vpc/${id}`),
    cluster: arn('eks', `cluster/${names.cluster}`),
    /** What belongs to the cluster; EKS chooses the last part. */
    inCluster: (...kinds: readonly string[]) => kinds.map((kind) => arn('eks', `${kind}/${names.cluster}/*`)),
    balancing: (...kinds: readonly string[]) => kinds.map((kind) => arn('elasticloadbalancing', `${kind}/*`)),
    keys: arn('kms', 'key/*'),
    role: (kind: RoleKind) => `arn:${partition}:iam::${account}:role${names.rolePath(kind)}*`,
    supportRole: `arn:${partition}:iam::${account}:${names.roleResource('support', 'support')}`,
  };
}

/** Conditions on the environment's tag. */
export function tagged({ environmentId, region }: DeploymentContext) {
  return {
    /** What is made is tagged in the same call. */
    inRequest: { [`aws:RequestTag/${ENVIRONMENT_TAG}`]: environmentId },
    /** It is tagged already. */
    onResource: { [`aws:ResourceTag/${ENVIRONMENT_TAG}`]: environmentId },
    /** The same for resources of all kinds: IAM takes no wildcard for the kind in an ARN, so the region stands here. */
    onAnything: { [`aws:ResourceTag/${ENVIRONMENT_TAG}`]: environmentId, 'aws:RequestedRegion': region },
  };
}

export const RANDOM_IDS = 'the service chooses the ids; the tag decides';
export const OF_ANY_KIND = 'the actions say of what kind; tag and region decide';

export const LOOKS_AT_ALL = 'these take no resource; only in the region of the installation';

export function inRegion({ region }: DeploymentContext) {
  return { StringEquals: { 'aws:RequestedRegion': region } };
}
