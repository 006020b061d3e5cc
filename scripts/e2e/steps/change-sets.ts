import type { Answer, Api } from '../api';
import type { Cdk } from '../cdk';
import type { Installation } from '../installation';

/** What a change set would do: `Add AWS::EKS::Nodegroup LogicalId`. */
export type Changes = readonly string[];

const NO_CHANGES = /didn't contain changes/;
const POLL_MILLISECONDS = 200;

/**
 * Change sets of all stacks, made by the CLI; `--force` makes it ask CloudFormation also where templates are equal.
 */
export async function prepare(cdk: Cdk, installation: Installation, name: string): Promise<void> {
  const options = [
    '--method',
    'prepare-change-set',
    '--change-set-name',
    name,
    '--require-approval',
    'never',
    '--force',
  ];
  await cdk.run(installation, 'deploy', '--all', ...options);
}

/** What a change set would change; nothing where CloudFormation says so. */
export async function changesOf(api: Api, stack: string, name: string): Promise<Changes> {
  const found = await api.call('cloudformation', 'describe_change_set', { StackName: stack, ChangeSetName: name });
  if (found.Status === 'FAILED' && !NO_CHANGES.test(found.StatusReason)) throw new Error(found.StatusReason);
  return found.Changes.map(
    ({ ResourceChange: change }: Answer) => `${change.Action} ${change.ResourceType} ${change.LogicalResourceId}`,
  ).sort();
}

/** Executes a change set, as the customer does in mode `approved`, and waits for its end. */
export async function execute(api: Api, stack: string, name: string): Promise<void> {
  const which = { StackName: stack, ChangeSetName: name };
  await api.call('cloudformation', 'execute_change_set', which);
  const status = await settledStatus(api, stack);
  if (status !== 'UPDATE_COMPLETE') throw new Error(`${stack} is ${status}`);
}

/** Status of a stack once nothing is in progress. */
export async function settledStatus(api: Api, stack: string): Promise<string> {
  for (;;) {
    const { Stacks } = await api.call('cloudformation', 'describe_stacks', { StackName: stack });
    const { StackStatus } = Stacks[0];
    if (!StackStatus.endsWith('_IN_PROGRESS')) return StackStatus;
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}

/** Waits until a stack is deleted. */
export async function untilGone(api: Api, stack: string): Promise<void> {
  for (;;) {
    const { Stacks } = await api.call('cloudformation', 'describe_stacks');
    const found = Stacks.find(({ StackName }: Answer) => StackName === stack);
    if (found === undefined) return;
    if (found.StackStatus === 'DELETE_FAILED') throw new Error(`${stack} is DELETE_FAILED`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}
