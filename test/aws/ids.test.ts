import { Lazy } from 'aws-cdk-lib';
import { idsOf } from '../../lib/aws/ids';

const later = (value: string) => Lazy.string({ produce: () => value });

test('a value that is known is its own id, once', () => {
  expect([...idsOf(['10.0.0.0/16', '10.1.0.0/16', '10.0.0.0/16'])]).toEqual([
    ['10.0.0.0/16', '10.0.0.0/16'],
    ['10.1.0.0/16', '10.1.0.0/16'],
  ]);
});

test('values that are known later are counted', () => {
  const [one, two] = [later('one'), later('two')];
  expect([idsOf([one, two]).get(one), idsOf([one, two]).get(two)]).toEqual([':1', ':2']);
});

test('another value that is known moves none of them', () => {
  const one = later('one');
  expect(idsOf(['1', one, 'x']).get(one)).toBe(idsOf([one]).get(one));
});

test('a value that is known and a number do not clash', () => {
  expect(new Set(idsOf(['1', later('one')]).values()).size).toBe(2);
});
