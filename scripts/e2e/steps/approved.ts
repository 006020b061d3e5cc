import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../api';
import type { AwsCli } from '../aws-cli';
import { expectEqual } from '../deployed-stack';
import type { Installation } from '../installation';
import { takeInventory, without } from '../inventory';
import { EXECUTE_CHANGE_SET, PublishedTemplate, type PublishedTemplateName, SHOW_CHANGE_SET } from '../published';
import { render } from '../rendered';
import type { Scenario } from '../results';
import { temporaryFolder } from '../temporary';
import { Vendor } from '../vendor';
import { settledStatus, untilGone } from './change-sets';
import type { Cloud } from './cloud';

const [RELEASES, PREFIX] = ['riverbed-releases', 'templates/'];
const KEPT = /^(bucket|key|log group) /;

/** Mode `approved` without CDK: the committed templates, and what the customer runs on each proposal. */
export async function installApproved(
  scenario: Scenario,
  { api }: Cloud,
  cli: AwsCli,
  example: Installation,
): Promise<void> {
  const installation = example.variant((_, environment) => {
    environment.id = 'approved';
  });
  const larger = installation.variant((_, environment) => {
    environment.nodeLimits = { ...environment.nodeLimits, compute: { maxNodesPerZone: 7 } };
  });
  const { names, config } = installation;
  const { dataPlane: stack, bootstrap, detections, custody } = names.stacks;
  const { externalId = '', supportExpiresAt = '' } = config.environment.access;
  const { account } = config.environment;
  const vendor = new Vendor(cli, installation);
  const rendered = render(installation).dataPlane;
  const before = await takeInventory(api);
  let proposal = '';

  await scenario.step('the customer makes bootstrap, detections and custody of the committed templates', async () => {
    await create(bootstrap, 'bootstrap', {
      EnvironmentId: 'approved',
      Mode: 'approved',
      VendorPrincipals: config.plan.vendor.aws?.principals.join(',') ?? '',
      ArtifactPrefix: `${RELEASES}/${PREFIX}`,
      ExternalId: externalId,
      ClusterAdministratorArns: config.environment.administrators.join(','),
      ExternalLoadBalancers: 'true',
    });
    await create(detections, 'detections', { EnvironmentId: 'approved' });
    await create(custody, 'custody', {
      EnvironmentId: 'approved',
      MetricsWorkspaceArn: config.environment.own.metricsWorkspace ?? '',
      DnsZoneId: config.environment.dns?.zoneId ?? '',
      ExternalId: externalId,
      SupportExpiresAt: supportExpiresAt,
    });
    await vendor.expectMay(api, 'denied');
  });
  await scenario.step('the vendor proposes a template of its releases', async () => {
    await api.call('s3', 'create_bucket', {
      Bucket: RELEASES,
      CreateBucketConfiguration: { LocationConstraint: config.environment.region },
    });
    proposal = await vendor.propose('CREATE', 'first', await publish('first', rendered.templateFullPath));
  });
  await scenario.check('show-change-set.sh shows every resource with its values', async () => {
    const shown = await cli.script(SHOW_CHANGE_SET, proposal);
    const resources = Object.entries<Answer>(rendered.template.Resources);
    for (const [id, { Type }] of resources) expectIn(shown, `\nAdd ${Type} ${id}\n`);
    expectEqual('lines', shown.match(/^Add /gm)?.length, resources.length);
    expectIn(shown, '"CidrBlock": "10.40.0.0/16"');
    for (const type of new Set(resources.map(([, { Type }]) => Type))) expectIn(shown, `\n    ${type}\n`);
    expectIn(shown, `This is a proposal for ${stack}.`);
  });
  await scenario.check('both commands refuse a name, and say why', async () => {
    for (const command of [SHOW_CHANGE_SET, EXECUTE_CHANGE_SET]) {
      await cli.scriptRefused(command, 'A name is not enough', 'first');
      await cli.scriptRefused(command, 'usage: ');
    }
    expectEqual('status', await statusOfDataPlane(), 'REVIEW_IN_PROGRESS');
  });
  await scenario.step('execute-change-set.sh makes the data plane and protects it', async () => {
    expectIn(await cli.script(EXECUTE_CHANGE_SET, proposal), 'is CREATE_COMPLETE');
    const { Stacks } = await api.call('cloudformation', 'describe_stacks', { StackName: stack });
    expectEqual('termination protection', Stacks[0].EnableTerminationProtection, true);
    expectEqual('role', Stacks[0].RoleARN, vendor.deploymentRole);
  });
  await scenario.step('a second proposal shows old and new values, and is executed', async () => {
    const next = await publish('second', render(larger).dataPlane.templateFullPath);
    proposal = await vendor.propose('UPDATE', 'second', next);
    const shown = await cli.script(SHOW_CHANGE_SET, proposal);
    expectEqual('node groups', shown.match(/^Modify AWS::EKS::Nodegroup \w+ \S+ replacement: \w+$/gm)?.length, 3);
    expectEqual('values', shown.match(/ScalingConfig: .*MaxSize\W+ 6\D.* -> .*MaxSize\W+ 7\D/g)?.length, 3);
    expectIn(await cli.script(EXECUTE_CHANGE_SET, proposal), 'is UPDATE_COMPLETE');
  });
  for (const [what, type] of [
    ['a function', 'AWS::Lambda::Function'],
    ['a custom resource', 'Custom::Anything'],
  ] as const) {
    await scenario.check(`show-change-set.sh refuses ${what} among the changes`, async () => {
      const template = { Resources: { ...rendered.template.Resources, Other: { Type: type, Properties: {} } } };
      const file = join(temporaryFolder('other'), 'template.json');
      writeFileSync(file, JSON.stringify(template));
      const bad = await vendor.propose('UPDATE', `with-${type.split('::').at(-1)}`, await publish('bad', file));
      await cli.scriptRefused(SHOW_CHANGE_SET, `this is not a proposal: a data plane has no ${type}`, bad);
    });
  }
  await scenario.check('show-change-set.sh refuses a stack of another role, and one of nobody', async () => {
    const body = inline({ Gateway: { Type: 'AWS::EC2::InternetGateway' } });
    const role = `arn:aws:iam::${account}:role/admin`;
    const other = `${names.cluster}-other`;
    const first = await vendor.propose('CREATE', 'first', body, { stack: other, role });
    await api.call('cloudformation', 'execute_change_set', { ChangeSetName: first });
    await settledStatus(api, other);
    const addTag = [...body, '--tags', 'Key=a,Value=b'];
    const retag = await vendor.propose('UPDATE', 'second', addTag, { stack: other });
    await cli.scriptRefused(SHOW_CHANGE_SET, `works with the role ${role}, not with`, retag);
    const foreign = await vendor.propose('CREATE', 'first', body, { stack: 'payroll' });
    await cli.scriptRefused(SHOW_CHANGE_SET, 'payroll is not a stack of an installation', foreign);
    await remove(other);
    await remove('payroll');
  });
  await scenario.check('execute-change-set.sh fails with the change, and protects nothing', async () => {
    const other = `${names.cluster}-failing`;
    const Properties = { SubnetId: 'subnet-00000000', AllocationId: 'eipalloc-00000000' };
    const body = inline({ Gateway: { Type: 'AWS::EC2::NatGateway', Properties } });
    const failing = await vendor.propose('CREATE', 'first', body, { stack: other });
    await cli.scriptRefused(EXECUTE_CHANGE_SET, 'the change failed and was undone', failing);
    const { Stacks } = await api.call('cloudformation', 'describe_stacks', { StackName: other });
    expectEqual('termination protection', Stacks[0].EnableTerminationProtection ?? false, false);
    await remove(other);
  });
  await scenario.step('the customer removes everything, bootstrap last; key, buckets and logs are left', async () => {
    for (const name of [stack, custody, detections, bootstrap]) await remove(name);
    for (const name of ['first', 'second', 'bad']) {
      await api.call('s3', 'delete_object', { Bucket: RELEASES, Key: `${PREFIX}${name}` });
    }
    await api.call('s3', 'delete_bucket', { Bucket: RELEASES });
    const left = without(await takeInventory(api), before);
    expectEqual(
      'what is left',
      left.filter((entry) => !KEPT.test(entry)),
      [],
    );
    expectEqual('how much is left', left.length, 1 + config.plan.buckets.length + 2);
  });
  scenario.notShown('CloudFormation tells the role of a change set to nobody: the one shown is that of the stack');

  async function create(name: string, template: PublishedTemplateName, answers: Record<string, string>) {
    const parameters = Object.entries(answers).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    }));
    await cli.run(
      ...['cloudformation', 'create-stack', '--stack-name', name, '--capabilities', 'CAPABILITY_NAMED_IAM'],
      ...['--template-body', `file://${new PublishedTemplate(template).file}`],
      ...['--enable-termination-protection', '--parameters', JSON.stringify(parameters)],
    );
    expectEqual('status', await settledStatus(api, name), 'CREATE_COMPLETE');
  }

  async function publish(name: string, file: string): Promise<string[]> {
    await api.call('s3', 'put_object', { Bucket: RELEASES, Key: `${PREFIX}${name}`, Body: readFileSync(file, 'utf8') });
    return ['--template-url', `https://s3.${config.environment.region}.amazonaws.com/${RELEASES}/${PREFIX}${name}`];
  }

  async function statusOfDataPlane(): Promise<string> {
    const { Stacks } = await api.call('cloudformation', 'describe_stacks', { StackName: stack });
    return Stacks[0].StackStatus;
  }

  async function remove(name: string): Promise<void> {
    const off = { StackName: name, EnableTerminationProtection: false };
    await api.call('cloudformation', 'update_termination_protection', off);
    await api.call('cloudformation', 'delete_stack', { StackName: name });
    await untilGone(api, name);
  }
}

/** A small template in the call. */
function inline(Resources: object): string[] {
  const file = join(temporaryFolder('small'), 'template.json');
  writeFileSync(file, JSON.stringify({ Resources }));
  return ['--template-body', `file://${file}`];
}

function expectIn(text: string, part: string): void {
  if (!text.includes(part)) throw new Error(`'${part}' is not in: ${text}`);
}
