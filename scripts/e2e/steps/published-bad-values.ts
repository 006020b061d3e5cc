import { FIRST_ANSWERS } from './published-switches';

const ARN = 'arn:aws:iam::111122223333';
const VENDOR = 'arn:aws:iam::999988887777';
const SIXTEEN = 'abcdefghijklmnop';

/** What would make a bootstrap. */
export const GOOD_ANSWERS = { ...FIRST_ANSWERS, EnvironmentId: 'refused' } as const;

/** Values that each parameter refuses. */
export const BAD_VALUES: Readonly<Record<string, readonly string[]>> = {
  EnvironmentId: ['Acme', 'acme-eu', 'a', '1acme', 'abcdefghijklmnopq', ''],
  ClusterAdministratorArns: [
    'platform-admin',
    `${ARN}:user/admin`,
    `${ARN}:role/*`,
    `${ARN}:root`,
    `${ARN}:role/admin,${ARN}:user/admin`,
  ],
  Mode: ['full', ''],
  VendorPrincipals: ['*', `${VENDOR}:root`, `${VENDOR}:role/*`, '999988887777', `${VENDOR}:role/control-plane,*`],
  ExternalId: ['short', 'fifteen-letters', 'with a space in the middle'],
  VendorAccessExpiresAt: ['2027-01-31', '2027-01-31T00:00:00', '2027-01-31T00:00:00+01:00', 'never'],
  ArtifactPrefix: [
    'riverbed-releases',
    'riverbed-releases/',
    'riverbed-releases/templates',
    's3://releases/templates/',
    '*/x/',
  ],
  AllowInstall: ['yes', ''],
  AllowDelete: ['True', ''],
  PublicApi: ['0.0.0.0/0'],
  ExternalLoadBalancers: ['1'],
  VpcId: ['vpc', 'vpc-*', 'subnet-0123456789abcdef0'],
  EndpointServiceNames: ['com.amazonaws.eu-central-1.s3', '*'],
  KeyArn: [
    'alias/mine',
    'arn:aws:kms:eu-central-1:111122223333:alias/mine',
    'arn:aws:kms:eu-central-1:111122223333:key/*',
  ],
  PermissionsBoundaryArn: [`${ARN}:role/boundary`, `${ARN}:policy/*`],
  ObjectsFromNetworkOnly: ['no'],
  TelemetryQueueArn: [
    'https://sqs.eu-central-1.amazonaws.com/999988887777/state',
    'arn:aws:sqs:eu-central-1:999988887777:*',
  ],
  BillingPrefix: ['riverbed-billing', 'riverbed-billing/usage', '*/usage/'],
};

/** Answers that fit one by one and not together. */
export const BAD_ANSWERS: readonly (readonly [answers: Readonly<Record<string, string>>, message: string])[] = [
  [{ ...GOOD_ANSWERS, ExternalId: '' }, 'ExternalId is needed unless Mode is self-managed'],
  [{ ...GOOD_ANSWERS, VendorPrincipals: '' }, 'VendorPrincipals is needed unless Mode is self-managed'],
  [{ ...GOOD_ANSWERS, EnvironmentId: SIXTEEN, ExternalId: SIXTEEN }, 'ExternalId must differ from EnvironmentId'],
];
