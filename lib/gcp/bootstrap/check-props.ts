import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import {
  BOOTSTRAP_RULES,
  type Checked,
  checkOneWayIn,
  checkTexts,
  matches,
  type PropRule,
} from '../../core/checked-props';
import { isAccountOf } from '../../core/installation-accounts';
import { GCP_IDENTITY } from '../../core/plan/gcp-identity';

/**
 * Props that names, members and conditions are written with: what does not look like one would let in others than it
 * says. Terraform reads `${` and `%{` in a text as its own, so that none of them may have it.
 */
const RULES = {
  ...BOOTSTRAP_RULES,
  project: {
    holds: matches(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/),
    rule: 'be a project id',
    fix: 'use the id, not the number',
  },
  projectNumber: {
    holds: (text) => Token.isUnresolved(text) || /^\d{6,20}$/.test(text),
    rule: 'be a project number',
    fix: 'use the number, not the id',
  },
  serviceAccount: {
    holds: matches(GCP_IDENTITY.serviceAccount),
    rule: 'be a service account address',
    fix: 'write it like control@project.iam.gserviceaccount.com',
  },
  issuer: {
    holds: matches(GCP_IDENTITY.issuer),
    rule: 'be an https URL',
    fix: 'write it like https://token.example.com',
  },
  subject: {
    holds: matches(GCP_IDENTITY.subject),
    rule: 'be the exact subject of a token, of at most 127 letters without wildcard, spaces and quotes',
    fix: 'copy it from a token; without one, everybody whom the issuer knows would come in',
  },
  audience: {
    holds: matches(GCP_IDENTITY.audience),
    rule: 'be the audience of a token',
    fix: 'copy it from a token, or leave it out',
  },
  awsRole: {
    holds: matches(GCP_IDENTITY.awsRole),
    rule: 'be the ARN of one IAM role',
    fix: 'write it like arn:aws:iam::999988887777:role/control-plane, without wildcard',
  },
} as const satisfies Readonly<Record<string, PropRule>>;

type Name = keyof typeof RULES;

/** Whose accounts are made in a project. */
interface Owner {
  readonly environmentId: string;
  readonly project: string;
}

/** @throws Error with everything that is not what it should be; what is optional may be left out */
export function checkProps(scope: Construct, required: Checked<Name>, optional: Checked<Name> = {}): void {
  checkTexts<Name>(scope.node.path, RULES, required, optional);
}

/** @throws Error if a service account is one of the installation itself: every node or pod would be the vendor */
export function checkNotOurs(scope: Construct, address: string, { environmentId, project }: Owner): void {
  if (!isAccountOf(environmentId, project, address)) return;
  throw new Error(
    `'serviceAccount' of ${scope.node.path} must not be an account of the installation itself, got ${address}; name one of the vendor's`,
  );
}

/** @throws Error unless an identity is given in exactly one way: of two, one would be forgotten */
export function checkOneWay(scope: Construct, identity: object, ways: readonly string[]): void {
  checkOneWayIn(scope.node.path, identity, ways);
}
