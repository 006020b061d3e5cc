import { aws_iam as iam, type Stack } from 'aws-cdk-lib';
import { AwsPodIdentities } from '../../../lib/aws/data-plane/pod-identities';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { messageOf, Rendered, testStack } from '../../support/aws';
import { fullEnvironment, fullPlan } from '../../support/config';

const { identities } = resolveConfig(fullPlan(), fullEnvironment());

function roles(stack: Stack, names: readonly string[]): Record<string, iam.IRole> {
  return Object.fromEntries(
    names.map((name) => [name, iam.Role.fromRoleArn(stack, name, `arn:aws:iam::111122223333:role/acme-${name}`)]),
  );
}

test('each service account is tied to its own role', () => {
  const stack = testStack();
  new AwsPodIdentities(stack, 'PodIdentities', {
    clusterName: 'byoc-acme',
    identities,
    roles: roles(
      stack,
      identities.map(({ name }) => name),
    ),
  });
  const found = Object.values(Rendered.of(stack).all('AWS::EKS::PodIdentityAssociation'));
  expect(found.map(({ Properties }) => Properties)).toEqual(
    identities.map(({ name, namespace, serviceAccount }) => ({
      ClusterName: 'byoc-acme',
      Namespace: namespace,
      ServiceAccount: serviceAccount,
      RoleArn: `arn:aws:iam::111122223333:role/acme-${name}`,
    })),
  );
});

test('a renamed workload keeps its association, and gets the role of its new name', () => {
  const associationOf = (name: string) => {
    const stack = testStack();
    new AwsPodIdentities(stack, 'PodIdentities', {
      clusterName: 'byoc-acme',
      identities: identities.slice(0, 1).map((identity) => ({ ...identity, name })),
      roles: roles(stack, [name]),
    });
    return Object.entries(Rendered.of(stack).json.Resources ?? {}).map(
      ([id, { Properties }]) => [id, Properties] as const,
    );
  };
  const [[before, properties] = []] = associationOf('engine');
  expect(associationOf('motor')).toEqual([
    [before, { ...properties, RoleArn: 'arn:aws:iam::111122223333:role/acme-motor' }],
  ]);
});

test('service accounts whose names run together are told apart', () => {
  const stack = testStack();
  const [engine] = identities as [(typeof identities)[number]];
  new AwsPodIdentities(stack, 'PodIdentities', {
    clusterName: 'byoc-acme',
    identities: [
      { ...engine, namespace: 'a-b', serviceAccount: 'c' },
      { ...engine, namespace: 'a', serviceAccount: 'b-c' },
    ],
    roles: roles(stack, ['engine']),
  });
  Rendered.of(stack).template.resourceCountIs('AWS::EKS::PodIdentityAssociation', 2);
});

test('there are none without identities', () => {
  const stack = testStack();
  new AwsPodIdentities(stack, 'PodIdentities', { clusterName: 'byoc-acme', identities: [], roles: {} });
  expect(Rendered.of(stack).resources).toEqual({});
});

test('fails if custody has no role for an identity', () => {
  const stack = testStack();
  expect(
    messageOf(
      () =>
        new AwsPodIdentities(stack, 'PodIdentities', {
          clusterName: 'byoc-acme',
          identities: identities.slice(0, 2),
          roles: roles(stack, ['engine', 'billing']),
        }),
    ),
  ).toBe(
    "'roles' of Test/PodIdentities must have a role for 'agent', got engine, billing; make custody from the same configuration",
  );
});
