import { type aws_iam as iam, Stack } from 'aws-cdk-lib';

/** Fails synthesis if an aspect or an override of the customer's app has taken a role's permissions boundary away or replaced it. */
export function keepBoundary(role: iam.Role, boundary: iam.IManagedPolicy): void {
  const stack = Stack.of(role);
  const wanted = JSON.stringify(stack.resolve(boundary.managedPolicyArn));
  role.node.addValidation({
    validate: () => {
      const found = JSON.stringify(renderedBoundary(role));
      return found === wanted
        ? []
        : [
            `'permissionsBoundary' must stay ${wanted}, got ${found ?? 'nothing'}; remove the aspect that changes it, or pass the other boundary as prop`,
          ];
    },
  });
}

/** As the template has it: CDK's own `PermissionsBoundary.of()` writes an override, which the property does not show. */
function renderedBoundary(role: iam.Role): unknown {
  const resource = role.node.defaultChild as iam.CfnRole;
  const template = Stack.of(role).resolve(resource._toCloudFormation());
  return Object.values<{ Properties?: { PermissionsBoundary?: unknown } }>(template.Resources)[0]?.Properties
    ?.PermissionsBoundary;
}
