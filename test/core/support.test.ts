import { resolveConfig } from '../../lib/core/resolve-config';
import { supportSubjectsOf } from '../../lib/core/support';
import { namesOf } from '../../lib/gcp/names';
import {
  azureEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
} from '../support/config';

const { support = {} } = fullPlan();
const plan = { ...minimalPlanForEveryCloud(), support };

describe('Kubernetes sees the support engineers', () => {
  test('on AWS in the group of the plan', () => {
    expect(supportSubjectsOf(resolveConfig(plan, minimalEnvironment()))).toEqual([
      { kind: 'Group', name: 'byoc-riverbed' },
    ]);
    expect(supportSubjectsOf(resolveConfig(minimalPlan(), minimalEnvironment()))).toEqual([
      { kind: 'Group', name: 'byoc-support' },
    ]);
  });

  test('on Google Cloud as the account that custody makes for them, and in no group', () => {
    const { project } = gcpEnvironment();
    expect(supportSubjectsOf(resolveConfig(plan, gcpEnvironment()))).toEqual([
      { kind: 'User', name: `byoc-demo-support@${project}.iam.gserviceaccount.com` },
    ]);
    expect(namesOf('demo', project).supportAccount.email).toBe(`byoc-demo-support@${project}.iam.gserviceaccount.com`);
  });

  test('on Azure in their Entra groups, and not in the group of the plan, in which nobody is', () => {
    expect(supportSubjectsOf(resolveConfig(plan, azureEnvironment()))).toEqual([
      { kind: 'Group', name: '12121212-3434-5656-7878-909090909090' },
    ]);
    const nobody = resolveConfig(minimalPlanForEveryCloud(), azureEnvironment());
    expect(supportSubjectsOf(nobody)).toEqual([]);
  });
});
