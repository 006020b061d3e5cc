import { AwsCustody, awsCustodyProps } from '../../lib/aws';
import { resolveConfig } from '../../lib/core/resolve-config';
import { ACCOUNT, Rendered, testStack } from '../support/aws';
import { minimalEnvironment, minimalPlan } from '../support/config';
import { Access, identity, KEY, through } from '../support/simulate';

const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const [audit, reports] = ['audit', 'reports'].map((name) => identity(role(name), 'kms:*'));

function accessWhere(decryptableBy: readonly string[]): Access {
  const stack = testStack();
  const props = awsCustodyProps(stack, resolveConfig(minimalPlan(), { ...minimalEnvironment(), id: 'acme' }));
  new AwsCustody(stack, 'Custody', { ...props, decryptableBy });
  return new Access(Rendered.of(stack));
}

describe('roles that custody names beside its own', () => {
  if (audit === undefined || reports === undefined) throw new Error('there are two roles');

  describe('with one that is named', () => {
    accessWhere([role('audit')]).tell(KEY, [
      ['it decrypts', 'allowed', audit, 'kms:Decrypt'],
      ['it decrypts through S3', 'allowed', audit, 'kms:Decrypt', through('s3')],
      ['another does not', 'denied', reports, 'kms:Decrypt'],
    ]);
  });

  describe('with none', () => {
    accessWhere([]).tell(KEY, [['it does not decrypt', 'denied', audit, 'kms:Decrypt']]);
  });
});
