import { ACCOUNT } from '../aws';
import { type Grant, grantsOf } from './capabilities';
import type { Deployment } from './deployment';
import { type PolicyStatement, resources } from './read';

/** What a role of custody is granted. Nothing where it is the customer's own. */
export function grantsOfRole({ config, custody }: Deployment, role: string): Grant[] {
  const { id } = config.environment;
  return resources(custody, 'AWS::IAM::Role')
    .filter(([, { Properties }]) => Properties.RoleName === `${id}-${role}`)
    .flatMap(([, { Properties }]) => grantsOf(Properties));
}

export function roleArn({ Path, RoleName }: { Path: string; RoleName: string }): string {
  return `arn:aws:iam::${ACCOUNT}:role${Path}${RoleName}`;
}

/** Service accounts that a role trusts; `*` where the namespace or the name is open. */
export function trustedAccounts({
  AssumeRolePolicyDocument,
}: {
  AssumeRolePolicyDocument: { Statement: PolicyStatement[] };
}): string[] {
  return AssumeRolePolicyDocument.Statement.map(({ Condition }) => {
    const equals = Condition?.StringEquals ?? {};
    const namespace = equals['aws:RequestTag/kubernetes-namespace'] ?? '*';
    return `${namespace}/${equals['aws:RequestTag/kubernetes-service-account'] ?? '*'}`;
  });
}
