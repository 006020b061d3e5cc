import { groupListeners } from '../../lib/core/listener-groups';

test('listeners of one component and exposure are one group, in the order of the plan', () => {
  const listener = (component: 'agent' | 'proxy', exposure: 'internal' | 'external', port: number) => ({
    component,
    exposure,
    port,
  });
  expect(
    groupListeners([
      listener('proxy', 'internal', 1),
      listener('agent', 'internal', 2),
      listener('proxy', 'external', 3),
      listener('proxy', 'internal', 4),
    ]).map(({ key, component, exposure, listeners }) => [key, component, exposure, listeners.map(({ port }) => port)]),
  ).toEqual([
    ['proxy-internal', 'proxy', 'internal', [1, 4]],
    ['agent-internal', 'agent', 'internal', [2]],
    ['proxy-external', 'proxy', 'external', [3]],
  ]);
});

test('no listeners are no groups', () => {
  expect(groupListeners([])).toEqual([]);
});
