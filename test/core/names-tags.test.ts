import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
  problemsOf,
} from '../support/config';

test('fails if there are more than forty tags', () => {
  expect(problems(tagsNumbered(41))).toEqual(["'environment.tags' must be at most 40, got 41; remove some"]);
});

test('forty tags are taken', () => {
  expect(problems(tagsNumbered(40))).toEqual([]);
});

test.each(['aws:owner', 'AWS:owner', 'byoc:owner', 'owner!', ''])('fails if the key of a tag is %j', (key) => {
  expect(problems({ [key]: 'x' })).toEqual([
    `'environment.tags.${key}' must be a tag key of aws that does not start with aws: or byoc:, got ${key || "''"}; choose another key`,
  ]);
});

test('fails if the key of a tag is longer than 128 characters', () => {
  expect(problems({ ['k'.repeat(129)]: 'x' })).toEqual([
    `'environment.tags.${'k'.repeat(129)}' must be a tag key of aws that does not start with aws: or byoc:, got ${'k'.repeat(117)}...; choose another key`,
  ]);
});

test('fails if the value of a tag has a character that AWS refuses', () => {
  expect(problems({ owner: 'a & b' })).toEqual([
    "'environment.tags.owner' must have a value that aws accepts, got a & b; see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html",
  ]);
});

test('fails if the value of a tag is longer than 256 characters', () => {
  expect(problems({ owner: 'v'.repeat(257) })).toEqual([
    `'environment.tags.owner' must have a value that aws accepts, got ${'v'.repeat(117)}...; see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html`,
  ]);
});

test('keys and values of tags may be as long as AWS allows, and a value may be empty', () => {
  expect(problems({ ['k'.repeat(128)]: 'v'.repeat(256), empty: '' })).toEqual([]);
});

describe('labels on Google Cloud', () => {
  const refused = (key: string) =>
    `'environment.tags.${key}' must be a tag key of gcp that does not start with goog or byoc-, got ${key || "''"}; choose another key`;

  test.each([
    'byoc:owner',
    'byoc-environment',
    'goog-gke-node',
    'googlabel',
    'Owner',
    '1owner',
    '_owner',
    'cost center',
    'o'.repeat(64),
    '',
  ])('fails if the key is %j', (key) => {
    expect(problemsOnGcp({ [key]: 'x' })).toEqual([refused(key)]);
  });

  test.each(['Platform', 'a b', 'a.b', 'a/b', 'v'.repeat(64)])('fails if the value is %j', (value) => {
    expect(problemsOnGcp({ owner: value })).toEqual([
      `'environment.tags.owner' must have a value that gcp accepts, got ${value}; see https://cloud.google.com/resource-manager/docs/labels-overview`,
    ]);
  });

  test('keys and values may be as long as Google Cloud allows, and a value may be empty', () => {
    expect(problemsOnGcp({ ['k'.repeat(63)]: 'v'.repeat(63), empty: '', cost_center: '47-11', byoc: 'x' })).toEqual([]);
  });

  function problemsOnGcp(tags: Record<string, string>): string[] {
    return problemsOf(() => resolveConfig(minimalPlanForEveryCloud(), { ...gcpEnvironment(), tags }));
  }
});

describe('tags on Azure', () => {
  const problemsOnAzure = (tags: Record<string, string>) =>
    problemsOf(() => resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), tags }));

  test.each(['Azure-owner', 'MICROSOFT', 'windows', 'byoc:owner', 'a/b', 'a<b', 'what?', 'o'.repeat(129), ''])(
    'fails if the key is %j',
    (key) => {
      const shown = key.length > 120 ? `${key.slice(0, 117)}...` : key || "''";
      expect(problemsOnAzure({ [key]: 'x' })).toEqual([
        `'environment.tags.${key}' must be a tag key of azure that does not start with azure or microsoft or windows or byoc:, got ${shown}; choose another key`,
      ]);
    },
  );

  test('fails if a value is longer than 256 characters', () => {
    expect(problemsOnAzure({ owner: 'v'.repeat(257) })).toEqual([
      `'environment.tags.owner' must have a value that azure accepts, got ${'v'.repeat(117)}...; see https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources`,
    ]);
  });

  test('fails if two keys differ in upper and lower case only', () => {
    expect(problemsOnAzure({ Owner: 'x', owner: 'y' })).toEqual([
      "'environment.tags.owner' must differ from 'Owner' in more than upper and lower case, got owner; remove one of them",
    ]);
  });

  test('fails if there are more than AKS can copy', () => {
    expect(problemsOnAzure(tagsNumbered(13))).toEqual(["'environment.tags' must be at most 12, got 13; remove some"]);
    expect(problemsOnAzure(tagsNumbered(12))).toEqual([]);
  });

  test('keys and values may be as long as Azure allows, with spaces, and a value may be empty', () => {
    const tags = { ['k'.repeat(128)]: 'v'.repeat(256), empty: '', 'Cost Center': '47/11 & more' };
    expect(problemsOnAzure(tags)).toEqual([]);
  });
});

function problems(tags: Record<string, string>): string[] {
  return problemsOf(() => resolveConfig(minimalPlan(), { ...minimalEnvironment(), tags }));
}

function tagsNumbered(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, 'x']));
}
