import { namesOf } from '../../../../lib/aws/names';
import { ACCOUNT, REGION } from '../../../support/aws';
import { identity, KEY, service } from '../../../support/simulate';
import type { Who } from './denial';

export { ACCOUNT, KEY, REGION };
/** The vendor's account, and one that has nothing to do with the installation. */
export const VENDOR = '999988887777';
export const OTHER = '444455556666';
const names = namesOf('acme');
const { path, vendorRole, deploymentRole, boundary, stamp } = names.bootstrap;

export const arn = (of: string, rest: string, account = ACCOUNT) => `arn:aws:${of}:${REGION}:${account}:${rest}`;
export const role = (name: string, account = ACCOUNT) => `arn:aws:iam::${account}:role/${name}`;
export const ec2 = (rest: string) => arn('ec2', rest);
export const stack = (name: string) => arn('cloudformation', `stack/${name}/0a1b`);

export const VENDOR_ROLE = role(`${path.slice(1)}${vendorRole}`);
export const DEPLOYMENT_ROLE = role(`${path.slice(1)}${deploymentRole}`);
export const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy${path}${boundary}`;
export const STAMP = arn('ssm', `parameter${stamp}`);
export const CLUSTER = arn('eks', `cluster/${names.cluster}`);
export const OTHER_CLUSTER = arn('eks', 'cluster/byoc-acme2');
export const DATA_PLANE = stack(names.stacks.dataPlane);
export const BOOTSTRAP = stack(names.stacks.bootstrap);
export const CUSTODY = stack(names.stacks.custody);
export const AUDIT_LOG = arn('logs', `log-group:${names.logGroups.cluster}`);

/** The installation's buckets, one of the customer's own, and where the vendor publishes templates. */
const bucket = (name: string) => `arn:aws:s3:::byoc-acme-${name}-${ACCOUNT}-${REGION}-an`;
export const DATA = bucket('data');
export const STATE = bucket('state');
export const PAYROLL = 'arn:aws:s3:::payroll';
export const TEMPLATES = 'arn:aws:s3:::riverbed-releases/templates/';

/** Roles of custody. */
export const POD_ROLE = role('byoc/env/acme/pods/acme-engine');
export const NODE_ROLE = role('byoc/env/acme/nodes/acme-nodes');
export const CLUSTER_ROLE = role('byoc/env/acme/cluster/acme-cluster');
export const FLOW_LOG_ROLE = role('byoc/env/acme/logs/acme-flow-logs');
export const SUPPORT_ROLE = role('byoc/env/acme/support/acme-support');
/** Roles that the customer has beside the installation. */
export const ADMIN = role('platform-admin');

/** What the vendor presents, and when its access ends. */
export const EXTERNAL_ID = '9f2c1a7755d04c1e8f6b';
export const EXPIRY = '2028-01-31T00:00:00Z';

export const vendor: Who = (world) => world.role(vendorRole);
export const deployment: Who = (world) => world.role(deploymentRole);
export const engine: Who = (world) => world.role('acme-engine');
export const exporter: Who = (world) => world.role('acme-state-exporter');
export const billing: Who = (world) => world.role('acme-billing');
/** A role with every permission there is, which only the boundary holds. */
export const bound: Who = (world) => ({
  ...identity(role('byoc/env/acme/pods/acme-bound'), '*'),
  boundary: world.boundary,
});

export const controlPlane: Who = () => identity(role('control-plane', VENDOR), 'sts:*');
export const admin: Who = () => identity(ADMIN, '*');
export const anyone =
  (arnOfRole: string): Who =>
  () =>
    identity(arnOfRole, '*');
export const aws =
  (name: string): Who =>
  () =>
    service(`${name}.amazonaws.com`);

/** Tags by which permissions tell what belongs to the installation. */
const TAG = 'byoc:environment';
export const made = (environment: string) => ({ [`aws:RequestTag/${TAG}`]: environment });
export const of = (environment: string) => ({ [`aws:ResourceTag/${TAG}`]: environment });
export const MADE = made('acme');
export const OURS = of('acme');
export const THEIRS = of('acme2');
/** Twins that many requests have. */
export const TAGGED = { context: MADE };
export const IN_OURS = { context: OURS };
export const INSTALL = { grants: { AllowInstall: 'true' } };
export const DELETE = { grants: { AllowDelete: 'true' } };

/** Parts of a network; whose they are, says the tag. */
export const VPC = ec2('vpc/vpc-1');
export const SUBNET = ec2('subnet/subnet-1');
export const GROUP = ec2('security-group/sg-1');
export const TABLE = ec2('route-table/rtb-1');
export const ADDRESS = ec2('elastic-ip/eipalloc-1');
export const NAT = ec2('natgateway/nat-1');
export const ENDPOINT = ec2('vpc-endpoint/vpce-1');
export const SERVICE = ec2('vpc-endpoint-service/vpce-svc-1');
export const LAUNCH = ec2('launch-template/lt-1');
export const FLOW_LOG = ec2('vpc-flow-log/fl-1');

/** Load balancers. */
export const BALANCER = arn('elasticloadbalancing', 'loadbalancer/net/x/0a');
export const TARGETS = arn('elasticloadbalancing', 'targetgroup/x/0a');
