import { type ForeignResource, through } from '../../../support/simulate';
import { ACCOUNT, arn, deployment, engine, KEY, of, REGION, VENDOR } from './cast';
import type { Chapter, Denial } from './denial';

const CUSTODYS = 'custody makes it, and only the customer changes custody';
const never = (story: string, action: string, resource: string, why = CUSTODYS): Denial => [
  story,
  'denied',
  deployment,
  action,
  resource,
  {},
  why,
];

const GRANT = 'kms:CreateGrant';
const EKS = through('eks');
const OURS = { ...EKS, ...of('acme') };
const OWN_KEY = arn('kms', 'key/own');
/** A key whose policy leaves everything to the policies of roles, as that of most keys does. */
const delegating = (key: string, account: string): ForeignResource => ({
  arn: key,
  account,
  policy: {
    Statement: [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' },
    ],
  },
});
const via = (service: string) => ({ 'kms:ViaService': `${service}.${REGION}.amazonaws.com` });

export const keys: readonly Chapter[] = [
  {
    title: 'the deployment role and keys:',
    grants: { AllowDelete: 'true' },
    denials: [
      never('no deletion is stopped', 'kms:CancelKeyDeletion', KEY),
      never('none is enabled', 'kms:EnableKey', KEY),
      never('none loses the tag', 'kms:UntagResource', KEY),
      never('no alias is made', 'kms:CreateAlias', KEY),
      never('no key material is brought', 'kms:ImportKeyMaterial', KEY),
      never('nothing is decrypted with a key of the customer', 'kms:Decrypt', OWN_KEY),
      never('nothing is encrypted anew with it', 'kms:ReEncryptFrom', OWN_KEY),
      never('no data key is made with it', 'kms:GenerateDataKey', OWN_KEY),
      never('none is made', 'kms:CreateKey', '*'),
      never('no policy is written', 'kms:PutKeyPolicy', KEY),
      never('none is adopted by the tag', 'kms:TagResource', arn('kms', 'key/other')),
      never('none is disabled', 'kms:DisableKey', KEY),
      never('none is deleted, even while deletion is allowed', 'kms:ScheduleKeyDeletion', KEY),
      never('no alias is moved', 'kms:UpdateAlias', arn('kms', 'alias/x')),
      never('no grant is taken back', 'kms:RevokeGrant', KEY),
      never('no key material is destroyed', 'kms:DeleteImportedKeyMaterial', KEY),
      never('no automatic rotation is ended', 'kms:DisableKeyRotation', KEY),
      ['nothing is decrypted', 'denied', deployment, 'kms:Decrypt', KEY, through('s3'), { who: engine }],
      [
        'nobody is let in directly',
        'refused',
        deployment,
        GRANT,
        KEY,
        of('acme'),
        'two things differ: the service that grants, and that it says so',
      ],
      [
        'nobody is let in through a service that is not used',
        'refused',
        deployment,
        GRANT,
        KEY,
        { ...OURS, ...via('rds') },
        { context: via('eks') },
      ],
      [
        'nobody is let in through EKS of another region',
        'refused',
        deployment,
        GRANT,
        KEY,
        { ...OURS, 'kms:ViaService': 'eks.us-east-1.amazonaws.com' },
        { context: via('eks') },
      ],
      [
        'no key of another installation is used',
        'refused',
        deployment,
        GRANT,
        KEY,
        { ...EKS, ...of('acme2') },
        { context: of('acme') },
      ],
      ['no key without the tag is used', 'refused', deployment, GRANT, KEY, EKS, { context: of('acme') }],
      [
        'no key of another account is used',
        'refused',
        deployment,
        GRANT,
        delegating(arn('kms', 'key/k', VENDOR), VENDOR),
        OURS,
        { resource: KEY },
      ],
    ],
  },
  {
    title: 'the deployment role, where the customer has a key of its own,',
    grants: { KeyArn: KEY },
    denials: [
      [
        'lets nobody in directly',
        'refused',
        deployment,
        GRANT,
        KEY,
        { 'aws:ViaAWSService': 'true' },
        { context: via('eks') },
      ],
      [
        'uses no other, whatever its tag',
        'refused',
        deployment,
        'kms:DescribeKey',
        delegating(OWN_KEY, ACCOUNT),
        OURS,
        { resource: KEY },
      ],
      [
        'lets nobody in by another',
        'refused',
        deployment,
        GRANT,
        delegating(OWN_KEY, ACCOUNT),
        OURS,
        { resource: KEY },
      ],
    ],
  },
];
