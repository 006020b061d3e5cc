import { RemovalPolicy } from 'aws-cdk-lib';

/** What becomes of data when its stack is deleted. */
export type DataOnDelete = 'retain' | 'destroy';

/**
 * Retained data is kept on update and delete, but not when the first deployment fails: plain `RETAIN` would leave
 * orphans whose names block the next attempt.
 */
export function removalPolicyOf(dataOnDelete: DataOnDelete): RemovalPolicy {
  return dataOnDelete === 'retain' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
}
