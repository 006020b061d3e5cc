import { type aws_iam as iam, Token } from 'aws-cdk-lib';
import { acknowledge } from '../acknowledge';
import { choose, IfGiven, isGiven, type Optional, valueIn } from '../switch';

/** Gives a role the customer's own boundary, where there is one. */
export function limit(role: iam.CfnRole, boundary: Optional<string>): void {
  const chosen = choose(isGiven(boundary), valueIn(boundary));
  if (chosen === undefined) return;
  role.permissionsBoundary = Token.asString(chosen);
  if (boundary instanceof IfGiven) {
    acknowledge(role, {
      id: 'CloudFormation-Validate::W1030',
      reason: 'where the parameter is empty, AWS::NoValue stands in its place',
    });
  }
}
