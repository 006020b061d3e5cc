import type { DataPlaneFacts, KeyFact } from '../contract/facts';
import type { Deployment } from './deployment';
import { isKept, type PolicyStatement, resources } from './read';
import { grantsOfRole } from './roles';

export function keyFacts({ config, custody }: Deployment): KeyFact[] {
  const own = config.environment.own.encryptionKey;
  const kept = { rotates: false, kept: true, openToOthers: false };
  const made = resources(custody, 'AWS::KMS::Key').map(([id, resource]): KeyFact => {
    const { EnableKeyRotation, KeyPolicy } = resource.Properties;
    return {
      ref: `<${id}.Arn>`,
      made: true,
      rotates: EnableKeyRotation === true,
      kept: isKept(resource),
      openToOthers: !closedToOthers(KeyPolicy.Statement, config.environment.id),
    };
  });
  return own === undefined ? made : [...made, { ref: own, made: false, ...kept }];
}

export function keyUsers(deployment: Deployment): DataPlaneFacts['keyUsers'] {
  const own = deployment.config.environment.own.roles;
  const uses = (role: string, actions: readonly string[]) => {
    const grants = grantsOfRole(deployment, role).filter(({ resource }) =>
      keyFacts(deployment).some(({ ref }) => ref === resource),
    );
    return (
      own[role] !== undefined || actions.every((action) => grants.some((grant) => grant.action === `kms:${action}`))
    );
  };
  const users = {
    secrets: uses('cluster', ['Decrypt', 'DescribeKey', 'Encrypt']),
    volumes: uses('ebs-csi', [
      'CreateGrant',
      'Decrypt',
      'GenerateDataKeyWithoutPlaintext',
      'ReEncryptFrom',
      'ReEncryptTo',
    ]),
  };
  return (['secrets', 'volumes'] as const).filter((user) => users[user]);
}

/** Whether a deny refuses decryption to all but the installation's roles and the services that act for it. */
function closedToOthers(statements: readonly PolicyStatement[], environmentId: string): boolean {
  return statements.some(({ Effect, Action, Condition }) => {
    const spared = [Condition?.ArnNotLike?.['aws:PrincipalArn'] ?? []].flat();
    return (
      Effect === 'Deny' &&
      [Action].flat().includes('kms:Decrypt') &&
      spared.length > 0 &&
      spared.every((arn) => new RegExp(`:role/(byoc/env/${environmentId}/|aws:|aws-service-role/)`).test(arn)) &&
      Object.keys(Condition ?? {})
        .sort()
        .join() === 'ArnNotLike,BoolIfExists,StringEquals,StringNotEqualsIfExists'
    );
  });
}
