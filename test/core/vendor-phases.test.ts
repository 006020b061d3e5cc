import { isBound, type Mode } from '../../lib/core/vendor-phases';

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
