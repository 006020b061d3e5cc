import type { Stack } from 'aws-cdk-lib';
import { AwsDeploymentRole, type AwsDeploymentRoleProps } from '../../lib/aws/bootstrap/deployment-role';
import { testStack } from './aws';
import { bySid, evaluated, propertiesOf, type Statement } from './evaluated';

/** Last parts of the names of its policies. */
export const POLICIES = ['run-ec2', 'run-eks', 'install-ec2', 'install-eks', 'remove', 'delete', 'guard'] as const;

/** The deployment role of an installation with nothing of the customer's own. */
export function makeDeploymentRole(stack: Stack, props: Partial<AwsDeploymentRoleProps> = {}): AwsDeploymentRole {
  return new AwsDeploymentRole(stack, 'Deployment', {
    environmentId: 'acme',
    allowInstall: true,
    allowDelete: false,
    publicApi: false,
    externalLoadBalancers: false,
    supportGroup: 'byoc-support',
    ...props,
  });
}

/** The same, as CloudFormation makes it in a stack of its own. */
export function renderDeploymentRole(props: Partial<AwsDeploymentRoleProps> = {}) {
  const stack = testStack();
  makeDeploymentRole(stack, props);
  return evaluated(stack);
}

/** Every statement of every policy of it by its name. */
export function statementsOf(props: Partial<AwsDeploymentRoleProps> = {}): Readonly<Record<string, Statement>> {
  const resources = renderDeploymentRole(props);
  return Object.assign(
    {},
    ...POLICIES.map((name) => bySid(propertiesOf(resources, name.replaceAll('-', '')).PolicyDocument)),
  );
}

/** Every action that it is allowed in some phase. */
export function allowedTo(props: Partial<AwsDeploymentRoleProps>): string[] {
  return Object.values(statementsOf(props))
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => Action);
}
