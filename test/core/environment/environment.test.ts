import { resolveConfig } from '../../../lib/core/resolve-config';
import { minimalEnvironment, minimalPlan, problemsOf } from '../../support/config';

test('fails if the cloud is unknown', () => {
  expect(problems({ ...minimalEnvironment(), cloud: 'ibm' as 'aws' })).toEqual([
    "'environment.cloud' must be one of aws, gcp, azure, got ibm; choose one of them",
  ]);
});

test('fails if the cloud is missing', () => {
  const { cloud: _, ...environment } = minimalEnvironment();
  expect(problems(environment as never)).toEqual([
    "'environment.cloud' must be one of aws, gcp, azure, got nothing; choose one of them",
  ]);
});

test('fails if every field is missing, and names each', () => {
  expect(problems({ cloud: 'aws' } as never)).toEqual([
    "'environment.account' must be set (a string), got nothing; add it",
    "'environment.region' must be set (a string), got nothing; add it",
    "'environment.id' must be set (a string), got nothing; add it",
    "'environment.zones' must be set (a list), got nothing; add it",
  ]);
});

function problems(environment: ReturnType<typeof minimalEnvironment>): string[] {
  return problemsOf(() => resolveConfig(minimalPlan(), environment));
}
