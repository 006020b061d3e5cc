import { attachedAs, isBound, type Mode, type Phase, ROLE_GROUPS } from '../../lib/core/vendor-phases';

const ALWAYS = { bound: 'always', modes: ['managed', 'approved'] } as const;
const INSTALL = { bound: 'install', modes: ['managed'] } as const;
const DELETE = { bound: 'delete', modes: ['managed'] } as const;

test.each([
  ['managed', false, false, [true, false, false]],
  ['managed', true, false, [true, true, false]],
  ['managed', false, true, [true, false, true]],
  ['approved', true, true, [true, false, false]],
  ['self-managed', true, true, [false, false, false]],
] as [Mode, boolean, boolean, boolean[]][])(
  'mode %s, install %s, delete %s',
  (mode, allowInstall, allowDelete, held) => {
    const access = { mode, allowInstall, allowDelete };
    expect([ALWAYS, INSTALL, DELETE].map((record) => isBound(record, access))).toEqual(held);
  },
);

test('a reviewer reads when a role is held', () => {
  expect([ALWAYS, INSTALL, DELETE].map(attachedAs)).toEqual([
    'mode managed or approved',
    'mode managed, while install is allowed',
    'mode managed, while delete is allowed',
  ]);
});

describe('groups of roles', () => {
  test('hold every phase, each once', () => {
    const phases: readonly Phase[] = ['read', 'run', 'upgrade', 'install', 'delete'];
    expect(ROLE_GROUPS.flatMap((group) => group.phases)).toEqual(phases);
  });

  test('only one that reads is held where somebody else applies, and only switches give install and delete', () => {
    expect(ROLE_GROUPS.filter(({ modes }) => modes.includes('approved')).map(({ id }) => id)).toEqual(['read']);
    expect(ROLE_GROUPS.filter(({ modes }) => modes.includes('self-managed'))).toEqual([]);
    expect(ROLE_GROUPS.filter(({ bound }) => bound !== 'always').map(({ id, bound }) => [id, bound])).toEqual([
      ['install', 'install'],
      ['delete', 'delete'],
    ]);
  });
});
