import { CAPABILITIES } from '../../lib/core/capabilities';

test.each(Object.entries(CAPABILITIES))('the reason of %s ends a sentence about the workload', (_, { reason }) => {
  expect(reason).toMatch(/^[a-z]+s,? [^.]+$/);
});
