import { principalsOf, resourcePoliciesOf } from '../access/principals';
import { Account, type Context, type Verdict } from '../access/simulator';
import type { Api } from './api';
import type { AwsCli } from './aws-cli';
import { expectEqual } from './deployed-stack';
import { grantedIn } from './granted';
import type { Installation } from './installation';
import { DATA_PLANE_TYPES } from './published';

/** What the vendor's control plane calls to install and upgrade, with the role that the bootstrap gives it. */
export class Vendor {
  public readonly deploymentRole: string;

  public constructor(
    private readonly cli: AwsCli,
    private readonly installation: Installation,
  ) {
    const { path, deploymentRole } = installation.names.bootstrap;
    this.deploymentRole = `arn:aws:iam::${installation.config.environment.account}:role${path}${deploymentRole}`;
  }

  /**
   * Proposes a change of the data plane.
   *
   * @param template options of the CLI that say where the template is
   * @returns ARN of the change set
   */
  public async propose(
    kind: 'CREATE' | 'UPDATE',
    name: string,
    template: readonly string[],
    { stack = this.installation.names.stacks.dataPlane, role = this.deploymentRole, types = DATA_PLANE_TYPES } = {},
  ): Promise<string> {
    const { Id } = await this.cli.run(
      ...['cloudformation', 'create-change-set', '--stack-name', stack, '--change-set-name', name],
      ...['--change-set-type', kind, '--role-arn', role, '--resource-types', ...types, ...template],
    );
    await this.cli.run('cloudformation', 'wait', 'change-set-create-complete', '--change-set-name', Id);
    return Id;
  }

  /**
   * Whether IAM lets the vendor propose and execute; the emulator enforces none of it.
   *
   * @throws Error if proposing is not allowed, or executing is not what it should be
   */
  public async expectMay(api: Api, execute: Verdict): Promise<void> {
    const { names, config } = this.installation;
    const { account, region } = config.environment;
    const place = { account, region, partition: 'aws' };
    const granted = await grantedIn(api, names.bootstrap.path);
    const iam = new Account(place, resourcePoliciesOf(granted, place));
    const vendor = principalsOf(granted, place)[names.bootstrap.vendorRole];
    if (vendor === undefined) throw new Error('there is no vendor access role');
    const stack = `arn:aws:cloudformation:${region}:${account}:stack/${names.stacks.dataPlane}/0a1b`;
    const proposal = {
      'cloudformation:RoleArn': this.deploymentRole,
      'cloudformation:ResourceTypes': [...DATA_PLANE_TYPES],
    };
    const expected: readonly (readonly [string, string, Context, Verdict])[] = [
      ['cloudformation:CreateChangeSet', stack, proposal, 'allowed'],
      ['iam:PassRole', this.deploymentRole, { 'iam:PassedToService': 'cloudformation.amazonaws.com' }, 'allowed'],
      ['cloudformation:DescribeChangeSet', stack, {}, 'allowed'],
      ['cloudformation:ExecuteChangeSet', stack, {}, execute],
    ];
    for (const [action, resource, context, verdict] of expected) {
      expectEqual(action, await iam.ask(vendor, action, resource, context), verdict);
    }
  }
}
