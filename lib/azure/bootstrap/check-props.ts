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

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations */
const TOKEN_TEXT = /^(?!.*(['"*\\]|[$%]\{))[!-~]{1,600}$/;

/**
 * Props that names, role assignments and credentials are written with: what does not look like one would let in others
 * than it says. Terraform reads `${` and `%{` in a text as its own, so that none of them may have it.
 */
const RULES = {
  ...BOOTSTRAP_RULES,
  subscription: {
    holds: matches(UUID),
    rule: 'be the id of a subscription',
    fix: 'use the id, not the name',
  },
  objectId: {
    holds: (text) => Token.isUnresolved(text) || UUID.test(text),
    rule: 'be the object id of a service principal in the tenant of the customer',
    fix: 'ask for it with: az ad sp show --id <application id> --query id',
  },
  issuer: {
    holds: matches(/^https:\/\/\w[\w./:-]*$/),
    rule: 'be an https URL',
    fix: 'write it like https://token.example.com',
  },
  subject: {
    holds: matches(TOKEN_TEXT),
    rule: 'be the exact subject of a token, of at most 600 letters without wildcard, spaces and quotes',
    fix: 'copy it from a token',
  },
  audience: {
    holds: matches(TOKEN_TEXT),
    rule: 'be the audience of a token',
    fix: 'copy it from a token, or leave it out',
  },
} as const satisfies Readonly<Record<string, PropRule>>;

type Name = keyof typeof RULES;

/** @throws Error with everything that is not what it should be; what is optional may be left out */
export function checkProps(scope: Construct, required: Checked<Name>, optional: Checked<Name> = {}): void {
  checkTexts<Name>(scope.node.path, RULES, required, optional);
}

/** @throws Error unless an identity is given in exactly one way: of two, one would be forgotten */
export function checkOneWay(scope: Construct, identity: object, ways: readonly string[]): void {
  checkOneWayIn(scope.node.path, identity, ways);
}
