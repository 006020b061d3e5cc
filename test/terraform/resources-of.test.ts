import { ComputeAddress } from '@cdktf/provider-google/lib/compute-address';
import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';
import { Construct, DependencyGroup } from 'constructs';
import { resourcesOf } from '../../lib/terraform/resources-of';
import { testStack } from '../support/terraform';

test('resources are found in constructs, in groups and as themselves, each once', () => {
  const stack = testStack();
  const room = new Construct(stack, 'Room');
  const network = new ComputeNetwork(room, 'Network', { name: 'a' });
  const address = new ComputeAddress(new Construct(room, 'Nat'), 'Address', { name: 'b' });
  const other = new ComputeNetwork(stack, 'Other', { name: 'c' });
  expect(resourcesOf([room, address, new DependencyGroup(other, network)])).toEqual([network, address, other]);
});

test('constructs without resources have none', () => {
  expect(resourcesOf([new Construct(testStack(), 'Empty'), new DependencyGroup()])).toEqual([]);
});
