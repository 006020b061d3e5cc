import { compilePolicy, type Permission } from '../../../lib/aws/permissions/permission';
import { testStack } from '../../support/aws';

const PERMISSION: Permission = {
  actions: ['s3:GetObject', 's3:GetObjectVersion'],
  resources: ['arn:aws:s3:::acme/*'],
  phase: 'run',
  reason: 'reads objects',
  neededBy: 'engine',
};

const compile = (permissions: readonly Permission[]) => testStack().resolve(compilePolicy(permissions));

test('a permission becomes one statement; reasons stay out of the template', () => {
  expect(compile([PERMISSION])).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:GetObjectVersion'], Resource: 'arn:aws:s3:::acme/*' }],
  });
});

test('conditions go with it', () => {
  const conditions = { StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } };
  expect(compile([{ ...PERMISSION, conditions }]).Statement).toEqual([
    expect.objectContaining({ Condition: conditions }),
  ]);
});

test('two permissions are two statements, in their order', () => {
  const resources = (list: { Resource: string }[]) => list.map(({ Resource }) => Resource);
  const other = { ...PERMISSION, actions: ['s3:PutObject'], resources: ['arn:aws:s3:::other/*'] };
  expect(resources(compile([PERMISSION, other]).Statement)).toEqual(['arn:aws:s3:::acme/*', 'arn:aws:s3:::other/*']);
});

test('a statement has the name of its permission', () => {
  expect(compile([{ ...PERMISSION, sid: 'ReadObjects' }]).Statement).toEqual([
    expect.objectContaining({ Sid: 'ReadObjects' }),
  ]);
});

test('a permission may be a denial, of everything but its resources', () => {
  expect(compile([{ ...PERMISSION, effect: 'Deny', allBut: true, actions: ['s3:*'] }]).Statement).toEqual([
    { Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::acme/*' },
  ]);
});

test('a permission that does not apply is left out', () => {
  const { Statement } = compile([
    { ...PERMISSION, sid: 'NotHere', when: false },
    { ...PERMISSION, sid: 'Here', when: true },
  ]);
  expect(Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual(['Here']);
});
