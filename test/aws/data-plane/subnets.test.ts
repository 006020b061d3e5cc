import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { drawSubnets } from '../../../lib/aws/data-plane/subnets';
import { Rendered, readable, testStack } from '../../support/aws';

const RANGES = ['a', 'b', 'c'].map((letter, index) => ({
  role: 'private',
  cidr: `10.0.${index}.0/24`,
  zone: `eu-central-1${letter}`,
  zoneIndex: index,
}));

test("logical ids go by the zone's place, not by its name", () => {
  const ids = (ranges: typeof RANGES) => {
    const stack = testStack();
    const vpc = new ec2.CfnVPC(stack, 'Vpc', { cidrBlock: '10.0.0.0/16' });
    drawSubnets(stack, vpc, { ranges, zoneKind: 'name', name: 'Private', routeTables: 'per-zone', tag: undefined });
    return Object.keys(Rendered.of(stack).json.Resources ?? {});
  };
  const other = RANGES.map((range, index) => ({ ...range, zone: `us-east-1${'dfb'[index]}` }));
  expect(ids(other)).toEqual(ids(RANGES));
});

test('a shared route table is handed out once per subnet', () => {
  const stack = testStack();
  const vpc = new ec2.CfnVPC(stack, 'Vpc', { cidrBlock: '10.0.0.0/16' });
  const drawn = drawSubnets(stack, vpc, {
    ranges: RANGES,
    zoneKind: 'name',
    name: 'Intra',
    routeTables: 'shared',
    tag: undefined,
  });
  expect(readable(stack.resolve(drawn))).toEqual({
    subnetIds: ['<IntraSubnet1>', '<IntraSubnet2>', '<IntraSubnet3>'],
    routeTableIds: ['<IntraRouteTable>', '<IntraRouteTable>', '<IntraRouteTable>'],
    zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
  });
});
