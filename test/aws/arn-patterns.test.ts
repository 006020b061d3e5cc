import { Aws, CfnParameter } from 'aws-cdk-lib';
import { LATER, marked, matches } from '../../lib/aws/arn-patterns';
import { testStack } from '../support/aws';

const parameter = () => new CfnParameter(testStack(), 'Later').valueAsString;

test('what is known at deployment only is marked, whatever number it has', () => {
  expect(marked(`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/engine`)).toBe(
    `arn:${LATER}:iam::${LATER}:role/engine`,
  );
  expect(marked(parameter())).toBe(LATER);
  expect(marked('arn:aws:iam::111122223333:role/engine')).toBe('arn:aws:iam::111122223333:role/engine');
});

describe('a pattern', () => {
  test.each([
    ['itself', 'arn:aws:iam::1:role/a', 'arn:aws:iam::1:role/a', true],
    ['nothing that goes on', 'arn:aws:iam::1:role/a', 'arn:aws:iam::1:role/ab', false],
    ['nothing that ends before', 'arn:aws:iam::1:role/ab', 'arn:aws:iam::1:role/a', false],
    ['anything behind its star', 'arn:aws:iam::1:role/a/*', 'arn:aws:iam::1:role/a/b/c', true],
    ['nothing at its star as well', 'arn:aws:iam::1:role/a*', 'arn:aws:iam::1:role/a', true],
    ['what is between two stars', 'arn:aws:iam::1:*/a-*', 'arn:aws:iam::1:role/path/a-b', true],
    ['no other account', 'arn:aws:iam::1:role/*', 'arn:aws:iam::2:role/a', false],
    ['what another pattern may match too', 'arn:aws:iam::1:role/a*', 'arn:aws:iam::1:role/*b', true],
    ['no pattern that is apart', 'arn:aws:iam::1:role/a*', 'arn:aws:iam::1:role/b*', false],
  ])('matches %s', (_, pattern, arn, expected) => {
    expect(matches(pattern, arn)).toBe(expected);
  });

  test('may match an ARN that is known later, and an ARN a pattern that is', () => {
    expect(matches('arn:aws:iam::1:role/a', parameter())).toBe(true);
    expect(matches(parameter(), 'arn:aws:iam::1:role/a')).toBe(true);
  });

  test('may match a part that is known later, on either side', () => {
    expect(matches(`arn:${Aws.PARTITION}:iam::1:role/a`, 'arn:aws:iam::1:role/a')).toBe(true);
    expect(matches('arn:aws:iam::1:role/a', `arn:${Aws.PARTITION}:iam::1:role/a`)).toBe(true);
    expect(matches(`arn:${Aws.PARTITION}:iam::1:role/*`, `arn:${Aws.PARTITION}:iam::1:role/a`)).toBe(true);
  });

  test('does not match where what is known now differs', () => {
    expect(matches(`arn:${Aws.PARTITION}:iam::1:role/a`, 'arn:aws:iam::1:role/b')).toBe(false);
    expect(matches('arn:aws:iam::1:role/b', `arn:${Aws.PARTITION}:iam::1:role/a`)).toBe(false);
  });

  test('takes a part that is known later for one part, not for several', () => {
    expect(matches(`arn:aws:iam::1:role/${Aws.STACK_NAME}`, 'arn:aws:iam::1:role/a')).toBe(true);
    expect(matches(`arn:aws:iam::1:role/${Aws.STACK_NAME}`, 'arn:aws:iam::1:role/a/b')).toBe(false);
    expect(matches(`arn:aws:iam::${Aws.ACCOUNT_ID}:role/a`, 'arn:aws:iam::1:2:role/a')).toBe(false);
  });
});
