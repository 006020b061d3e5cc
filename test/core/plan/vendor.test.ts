import type { VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { minimalEnvironment, minimalPlan, problemsOf } from '../../support/config';

/** Every rule of who the vendor is on AWS: what it is about, the plan with it, and the message. */
const RULES: [string, Partial<VendorPlan>, string][] = [
  [
    'a principal is a wildcard',
    vendor({ principals: ['arn:aws:iam::999988887777:role/*'] }),
    principal('arn:aws:iam::999988887777:role/*'),
  ],
  ['a principal is everybody', vendor({ principals: ['*'] }), principal('*')],
  ['a principal is the number of an account', vendor({ principals: ['999988887777'] }), principal('999988887777')],
  [
    'a principal is a session',
    vendor({ principals: ['arn:aws:sts::999988887777:assumed-role/control-plane/ann'] }),
    principal('arn:aws:sts::999988887777:assumed-role/control-plane/ann'),
  ],
  [
    'a principal is in an account of eleven digits',
    vendor({ principals: ['arn:aws:iam::99998888777:role/control-plane'] }),
    principal('arn:aws:iam::99998888777:role/control-plane'),
  ],
  [
    'a principal is more than the root of an account',
    vendor({ principals: ['arn:aws:iam::999988887777:root/x'] }),
    principal('arn:aws:iam::999988887777:root/x'),
  ],
  ...[
    'arn:aws:iam::888877776666:role/*',
    'arn:aws:iam::888877776666:user/*',
    'arn:aws:iam::888877776666:role/*-admin',
    'arn:aws:iam::888877776666:role//*',
    'arn:aws:iam::888877776666:role/',
    'arn:aws:iam::888877776666:*',
    'arn:aws:iam::888877776666:root',
    'arn:aws:iam::8888*:role/control-plane',
    'arn:aws:iam::*:role/control-plane',
    'arn:*:iam::888877776666:role/control-plane',
    'arn:aws:iam::888877776666:role/control-plane-?',
    '*',
  ].map((pattern): (typeof RULES)[number] => [
    `a pattern of principals is ${pattern}`,
    vendor({ principals: ['arn:aws:iam::888877776666:root'], principalArnLike: [pattern] }),
    `'plan.vendor.aws.principalArnLike[0]' must be the ARN of IAM roles or users, with wildcards only after the first letters of their path or name, got ${pattern}; write it like arn:aws:iam::999988887777:role/control-plane-*`,
  ]),
  [
    'the vendor has no principals',
    { vendor: { aws: { principals: [] } } },
    "'plan.vendor.aws.principals' must have at least one entry, got []; add one",
  ],
  ...[
    ['does not end like a folder', 'releases/templates'],
    ['is a bucket alone', 'releases/'],
    ['is the name of a bucket', 'releases'],
    ['has an empty part', 'releases//'],
    ['has a wildcard', 'releases/*/'],
    ['is a URL', 's3://releases/templates/'],
  ].map(([what, artifactPrefix = '']): (typeof RULES)[number] => [
    `the prefix of the templates ${what}`,
    vendor({ artifactPrefix }),
    `'plan.vendor.aws.artifactPrefix' must be bucket/prefix/: a bucket alone would open all of it, got ${artifactPrefix}; write it like my-releases/templates/`,
  ]),
];

test.each(RULES)('fails if %s', (_, plan, message) => {
  expect(problemsOf(() => resolveConfig({ ...minimalPlan(), ...plan }, minimalEnvironment()))).toEqual([message]);
});

function vendor(more: Partial<NonNullable<VendorPlan['vendor']['aws']>>): Partial<VendorPlan> {
  return { vendor: { aws: { principals: ['arn:aws:iam::999988887777:role/control-plane'], ...more } } };
}

function principal(got: string): string {
  return `'plan.vendor.aws.principals[0]' must be the ARN of one IAM role or user, or of an account (root) that principalArnLike narrows, got ${got}; write it like arn:aws:iam::999988887777:role/control-plane, without wildcard`;
}
