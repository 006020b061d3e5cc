import { RemovalPolicy } from 'aws-cdk-lib';
import { removalPolicyOf } from '../../../lib/aws/custody/removal';

test('kept data outlives its stack, but not a failed first deployment', () => {
  expect(removalPolicyOf('retain')).toBe(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
});

test('data that is not kept goes with its stack', () => {
  expect(removalPolicyOf('destroy')).toBe(RemovalPolicy.DESTROY);
});
