import { PublicIp } from '@cdktf/provider-azurerm/lib/public-ip';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { Construct, DependencyGroup } from 'constructs';
import { resourcesOf } from '../../lib/azure/resources-of';
import { testStack } from '../support/azure';

test('resources are found in constructs, in groups and as themselves, each once', () => {
  const stack = testStack();
  const place = { location: 'westeurope', resourceGroupName: 'byoc-demo' };
  const room = new Construct(stack, 'Room');
  const network = new VirtualNetwork(room, 'Network', { ...place, name: 'a' });
  const address = new PublicIp(new Construct(room, 'Nat'), 'Address', {
    ...place,
    name: 'b',
    allocationMethod: 'Static',
  });
  const other = new VirtualNetwork(stack, 'Other', { ...place, name: 'c' });
  expect(resourcesOf([room, address, new DependencyGroup(other, network)])).toEqual([network, address, other]);
});

test('constructs without resources have none', () => {
  expect(resourcesOf([new Construct(testStack(), 'Empty'), new DependencyGroup()])).toEqual([]);
});
