import type { SupportFact } from '../contract/facts';
import { clusterProperties } from './cluster';
import type { Deployment } from './deployment';
import { resources } from './read';
import { grantsOfRole, roleArn } from './roles';

export function supportFact(deployment: Deployment): SupportFact | undefined {
  const { custody, dataPlane } = deployment;
  const [found] = resources(custody, 'AWS::IAM::Role').filter(([, { Properties }]) =>
    Properties.Path.endsWith('/support/'),
  );
  if (found === undefined) return undefined;
  const [, { Properties }] = found;
  const trust = Properties.AssumeRolePolicyDocument.Statement;
  const own = Properties.Policies.flatMap(
    ({ PolicyDocument }: { PolicyDocument: { Statement: unknown[] } }) => PolicyDocument.Statement,
  );
  const ends: unknown[] = trust.map(
    ({ Condition }: { Condition?: { DateLessThan?: Record<string, string> } }) =>
      Condition?.DateLessThan?.['aws:CurrentTime'],
  );
  const entries = resources(dataPlane, 'AWS::EKS::AccessEntry').filter(
    ([, entry]) => entry.Properties.PrincipalArn === roleArn(Properties),
  );
  const expiresAt = ends.every((end) => end === ends[0]) ? (ends[0] as string | undefined) : undefined;
  return {
    expiresAt,
    endsOpenSessions: own.some(
      (statement: Record<string, any>) =>
        statement.Effect === 'Deny' &&
        statement.Action === '*' &&
        statement.Condition?.DateGreaterThanEquals?.['aws:CurrentTime'] === expiresAt,
    ),
    principals: trust.flatMap(({ Principal }: { Principal: { AWS: string | string[] } }) => Principal.AWS),
    subjects: entries.flatMap(([, entry]) =>
      (entry.Properties.KubernetesGroups ?? []).map((name: string) => ({ kind: 'Group', name })),
    ),
    findsCluster: grantsOfRole(deployment, 'support').some(
      ({ action, resource }) =>
        action === 'eks:DescribeCluster' && resource.endsWith(`:cluster/${clusterProperties(dataPlane).Name}`),
    ),
    otherRights: [
      ...entries.flatMap(([, entry]) => entry.Properties.AccessPolicies ?? []),
      ...(Properties.ManagedPolicyArns ?? []),
      ...own
        .filter(({ Effect }: { Effect: string }) => Effect === 'Allow')
        .map(({ Action }: { Action: unknown }) => Action)
        .filter((action: unknown) => action !== 'eks:DescribeCluster'),
    ],
  };
}
