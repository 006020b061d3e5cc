import { Aspects, CfnResource, type IAspect, aws_iam as iam, type Stack } from 'aws-cdk-lib';
import { keepBoundary } from '../../../lib/aws/custody/boundary';
import { AwsSupportAccess } from '../../../lib/aws/custody/support-access';
import { messageOf, Rendered, testStack } from '../../support/aws';

const BOUNDARY = 'arn:aws:iam::111122223333:policy/boundary';

/** An aspect of a customer's that sets one property of every role. */
function onRoles(change: (role: iam.CfnRole) => void): IAspect {
  return {
    visit: (node) => {
      if (CfnResource.isCfnResource(node) && node.cfnResourceType === 'AWS::IAM::Role') change(node as iam.CfnRole);
    },
  };
}

function boundedRole(stack: Stack): iam.Role {
  const permissionsBoundary = iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', BOUNDARY);
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal(), permissionsBoundary });
  keepBoundary(role, permissionsBoundary);
  return role;
}

test('a boundary that stays is fine', () => {
  const stack = testStack();
  boundedRole(stack);
  Rendered.of(stack).template.hasResourceProperties('AWS::IAM::Role', { PermissionsBoundary: BOUNDARY });
});

test('an aspect that changes something else is fine', () => {
  const stack = testStack();
  boundedRole(stack);
  Aspects.of(stack).add(
    onRoles((role) => {
      role.description = 'changed';
    }),
  );
  Rendered.of(stack).template.hasResourceProperties('AWS::IAM::Role', {
    Description: 'changed',
    PermissionsBoundary: BOUNDARY,
  });
});

test('fails if an aspect removes the boundary', () => {
  const stack = testStack();
  boundedRole(stack);
  Aspects.of(stack.node.root).add(
    onRoles((role) => {
      role.permissionsBoundary = undefined;
    }),
  );
  expect(messageOf(() => Rendered.of(stack))).toBe(
    'Validation failed with the following errors:\n' +
      `  [Test/Role] 'permissionsBoundary' must stay "${BOUNDARY}", got nothing; ` +
      'remove the aspect that changes it, or pass the other boundary as prop',
  );
});

test('fails if an aspect replaces the boundary', () => {
  const stack = testStack();
  boundedRole(stack);
  Aspects.of(stack).add(
    onRoles((role) => {
      role.permissionsBoundary = 'arn:aws:iam::111122223333:policy/wide';
    }),
  );
  expect(messageOf(() => Rendered.of(stack))).toBe(
    'Validation failed with the following errors:\n' +
      `  [Test/Role] 'permissionsBoundary' must stay "${BOUNDARY}", got "arn:aws:iam::111122223333:policy/wide"; ` +
      'remove the aspect that changes it, or pass the other boundary as prop',
  );
});

test("fails if CDK's own way to bound everything replaces the boundary", () => {
  const stack = testStack();
  boundedRole(stack);
  const wide = 'arn:aws:iam::111122223333:policy/wide';
  iam.PermissionsBoundary.of(stack).apply(iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Wide', wide));
  expect(messageOf(() => Rendered.of(stack))).toBe(
    'Validation failed with the following errors:\n' +
      `  [Test/Role] 'permissionsBoundary' must stay "${BOUNDARY}", got "${wide}"; ` +
      'remove the aspect that changes it, or pass the other boundary as prop',
  );
});

test("fails if CDK's own way to bound nothing removes the boundary", () => {
  const stack = testStack();
  boundedRole(stack);
  iam.PermissionsBoundary.of(stack).clear();
  expect(messageOf(() => Rendered.of(stack))).toBe(
    'Validation failed with the following errors:\n' +
      `  [Test/Role] 'permissionsBoundary' must stay "${BOUNDARY}", got nothing; ` +
      'remove the aspect that changes it, or pass the other boundary as prop',
  );
});

test("CDK's own way to bound everything is fine where it applies the same boundary", () => {
  const stack = testStack();
  boundedRole(stack);
  iam.PermissionsBoundary.of(stack).apply(iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Same', BOUNDARY));
  expect(Rendered.of(stack).one('Role').Properties.PermissionsBoundary).toBe(BOUNDARY);
});

test("fails if the support role's boundary is removed", () => {
  const stack = testStack();
  new AwsSupportAccess(stack, 'Support', {
    environmentId: 'acme',
    principals: ['arn:aws:iam::999988887777:role/support'],
    externalId: '9f2c1a7755d04c1e8f6b',
    expiresAt: '2027-01-31T00:00:00Z',
    permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', BOUNDARY),
  });
  Aspects.of(stack).add(
    onRoles((role) => {
      role.permissionsBoundary = undefined;
    }),
  );
  expect(messageOf(() => Rendered.of(stack))).toContain("[Test/Support/Resource] 'permissionsBoundary' must stay");
});

test('a boundary that is known at deployment only is compared as well', () => {
  const stack = testStack();
  const boundary = new iam.ManagedPolicy(stack, 'Made', {
    statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::acme/*'] })],
  });
  const role = new iam.Role(stack, 'Role', {
    assumedBy: new iam.AccountRootPrincipal(),
    permissionsBoundary: boundary,
  });
  keepBoundary(role, boundary);
  expect(Rendered.of(stack).one('Role').Properties.PermissionsBoundary).toBe('<Made>');
});
