/** What a text must look like, and in which words that is said. */
export interface Pattern {
  /** A regular expression for the whole text, as CloudFormation takes it too. */
  readonly pattern: string;
  readonly rule: string;
}

/** Letters of IAM names and paths, without the comma that parts a list. */
const NAME = '[\\w+=.@/-]{1,128}';

/** On a day that every year has: IAM takes a date that it cannot read for one that never comes. */
const MOMENT =
  '20\\d\\d-((0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])|(0[469]|11)-(0[1-9]|[12]\\d|30)|02-(0[1-9]|1\\d|2[0-8]))' +
  'T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ';

export const PATTERNS = {
  environmentId: {
    pattern: '[a-z][a-z0-9]{1,15}',
    rule: '2 to 16 lower-case letters and digits, starting with a letter, without hyphen',
  },
  role: {
    pattern: `arn:aws[a-z-]*:iam::\\d{12}:role/${NAME}`,
    rule: 'ARNs of IAM roles, like arn:aws:iam::111122223333:role/platform-admin',
  },
  principal: {
    pattern: `arn:aws[a-z-]*:iam::\\d{12}:(role|user)/${NAME}`,
    rule: 'ARNs of roles or users, no wildcard, like arn:aws:iam::999988887777:role/control-plane',
  },
  policy: {
    pattern: `arn:aws[a-z-]*:iam::\\d{12}:policy/${NAME}`,
    rule: 'the ARN of an IAM policy, like arn:aws:iam::111122223333:policy/boundary',
  },
  externalId: { pattern: '[\\w+=,.@:/-]{16,1224}', rule: '16 to 1224 letters, digits or +=,.@:/-' },
  moment: { pattern: MOMENT, rule: 'a moment in UTC with seconds and Z, like 2027-01-31T00:00:00Z' },
  bucketPrefix: {
    pattern: '[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/([\\w.-]+/)+',
    rule: 'bucket/prefix/ with a slash at the end',
  },
  queue: { pattern: 'arn:aws[a-z-]*:sqs:[a-z0-9-]+:\\d{12}:[\\w-]{1,80}', rule: 'the ARN of an SQS queue' },
  key: { pattern: 'arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/[\\w-]+', rule: 'the ARN of a KMS key, no alias' },
  vpc: { pattern: 'vpc-[0-9a-f]{8,17}', rule: 'the id of a VPC, like vpc-0123456789abcdef0' },
  endpointService: {
    pattern: 'com\\.amazonaws\\.vpce\\.[a-z0-9-]+\\.vpce-svc-[0-9a-f]{17}',
    rule: 'like com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0',
  },
} as const satisfies Record<string, Pattern>;
