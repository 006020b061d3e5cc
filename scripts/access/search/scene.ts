import { ENVIRONMENT_TAG, namesOf } from '../../../lib/aws/names';
import type { Context } from '../simulator';
import { actsAs, type Fact, reached } from './facts';
import { roleOf, VENDOR_ACCOUNT, type World } from './world';

/** Names and ARNs that moves speak of. */
export class Scene {
  public readonly names;
  public readonly vendor: string;
  public readonly deployment: string;
  /** A role of a pod, which stands for all where nothing depends on which. */
  public readonly engine: string;
  public readonly nodes: string;
  public readonly cluster: string;
  public readonly support: string;
  public readonly pods: readonly string[];
  public readonly buckets: readonly string[];
  public readonly key: string;
  public readonly foreignBucket: string;
  public readonly foreignKey: string;

  public constructor(public readonly world: World) {
    this.names = namesOf(world.environmentId);
    const { bootstrap, roleName } = this.names;
    [this.vendor, this.deployment] = [bootstrap.vendorRole, bootstrap.deploymentRole];
    [this.engine, this.nodes] = [roleName('engine'), roleName('nodes')];
    [this.cluster, this.support] = [roleName('cluster'), roleName('support')];
    this.pods = Object.keys(world.roles).filter((name) => this.role(name).includes(this.names.rolePath('pods')));
    const arns = Object.keys(world.policies);
    this.foreignBucket = `arn:${world.place.partition}:s3:::payroll`;
    this.foreignKey = this.arn('kms', 'key/payroll');
    this.buckets = arns.filter((arn) => arn.includes(':s3:') && arn !== this.foreignBucket);
    this.key = arns.find((arn) => arn.includes(':kms:') && arn !== this.foreignKey) ?? '';
  }

  /** Name of a bucket without the end that every install has of its own. */
  public bucketName(arn: string): string {
    return arn.replace(/^.*:/, '').replace(/-[0-9a-f]{8}$/, '');
  }

  public role(name: string): string {
    return roleOf(this.world, name).arn;
  }

  public arn(service: string, resource: string, account: string = this.world.place.account): string {
    const { partition, region } = this.world.place;
    return `arn:${partition}:${service}:${region}:${account}:${resource}`;
  }

  public iam(resource: string, account: string = this.world.place.account): string {
    return `arn:${this.world.place.partition}:iam::${account}:${resource}`;
  }

  public stack(name: string): string {
    return this.arn('cloudformation', `stack/${name}/0a1b`);
  }

  public get boundary(): string {
    return this.policy(this.names.bootstrap.boundary);
  }

  public get administratorAccess(): string {
    return this.iam('policy/AdministratorAccess', 'aws');
  }

  /** The boundary, or one of the policies of the deployment role. */
  public policy(name: string): string {
    return this.iam(`policy${this.names.bootstrap.path}${name}`);
  }

  public get eksCluster(): string {
    return this.arn('eks', `cluster/${this.names.cluster}`);
  }

  /** What is made carries the tag of the installation. */
  public get made(): Context {
    return { [`aws:RequestTag/${ENVIRONMENT_TAG}`]: this.world.environmentId };
  }

  /** It carries the tag already. */
  public get ours(): Context {
    return { [`aws:ResourceTag/${ENVIRONMENT_TAG}`]: this.world.environmentId };
  }

  /** A request that AWS makes with the rights of the mover. */
  public through(service: string): Context {
    return { 'aws:ViaAWSService': 'true', 'kms:ViaService': `${service}.${this.world.place.region}.amazonaws.com` };
  }

  /** Boundary of a role, where the action says which it has. */
  public boundaryOf(name: string): Context {
    const { boundary } = roleOf(this.world, name);
    return boundary === undefined ? {} : { 'iam:PermissionsBoundary': this.boundary };
  }

  /** What it means to get hold of a role. */
  public takes(name: string): readonly Fact[] {
    const { of, boundary } = roleOf(this.world, name);
    const outside = of === 'customer' || (of === 'custody' && boundary === undefined);
    return [actsAs(name), ...(outside ? [reached('outside role', name)] : [])];
  }

  public get vendorAccount(): string {
    return VENDOR_ACCOUNT;
  }
}
