import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import type { CustomerEnvironment, VendorPlan } from '../../lib/core/config-types';
import type { environmentSchema } from '../../lib/core/environment/environment';
import type { DataPlaneOutputs, DeployedOutputs } from '../../lib/core/outputs';
import type { planSchema } from '../../lib/core/plan/plan';
import { type DataPlaneConfig, resolveConfig } from '../../lib/core/resolve-config';
import { azureEnvironment, gcpEnvironment, minimalEnvironment, minimalPlan } from '../support/config';

const ROOT = join(__dirname, '..', '..');

// What follows is never called: the compiler checks it, and complains of every @ts-expect-error that expects nothing.

export function configurationsOfTwoCloudsAreTwoTypes(config: DataPlaneConfig): DataPlaneConfig<'aws'>[] {
  const aws = resolveConfig(minimalPlan(), minimalEnvironment());
  const gcp = resolveConfig(minimalPlan(), gcpEnvironment());
  const azure = resolveConfig(minimalPlan(), azureEnvironment());
  // @ts-expect-error a GCP configuration is none of AWS
  const fromGcp: DataPlaneConfig<'aws'> = gcp;
  // @ts-expect-error an Azure configuration is none of AWS
  const fromAzure: DataPlaneConfig<'aws'> = azure;
  // @ts-expect-error an AWS configuration is none of GCP
  const toGcp: DataPlaneConfig<'gcp'> = aws;
  // @ts-expect-error a configuration of some cloud is none of AWS
  const fromAny: DataPlaneConfig<'aws'> = config;
  const toAny: DataPlaneConfig[] = [aws, gcp, azure, toGcp];
  const narrowed = toAny.flatMap((some) => (some.cloud === 'aws' ? [some.environment.account] : []));
  return narrowed.length > 0 ? [fromGcp, fromAzure, fromAny, aws] : [];
}

export function aConfigurationCannotBeChanged(config: DataPlaneConfig<'aws'>): void {
  // @ts-expect-error its fields are read-only
  config.cloud = 'aws';
  // @ts-expect-error its lists are read-only
  config.warnings.push({ path: '', text: '' });
}

export function outputsAreDeployedOnlyWhereTheyWereParsed(outputs: DataPlaneOutputs<'aws'>): DeployedOutputs<'aws'>[] {
  // @ts-expect-error outputs of constructs may hold tokens
  const fromConstruct: DeployedOutputs<'aws'> = outputs;
  // @ts-expect-error nobody else has the symbol
  const byHand: DeployedOutputs<'aws'> = { ...outputs, deployed: true };
  return [fromConstruct, byHand];
}

export function outputsOfTwoCloudsAreTwoTypes(outputs: DeployedOutputs<'gcp'>): string | undefined {
  // @ts-expect-error a workload of GCP has no role
  const role = outputs.workloads.engine?.roleArn;
  // @ts-expect-error outputs of GCP are none of AWS
  const aws: DeployedOutputs<'aws'> = outputs;
  return role ?? aws.listeners.sql?.targetGroupArn ?? outputs.workloads.engine?.principal;
}

/** A type without `readonly` and without `undefined` beside `?`, in which the two sides differ on purpose. */
type Plain<Value> = Value extends readonly (infer Item)[]
  ? Plain<Item>[]
  : Value extends object
    ? { -readonly [Key in keyof Value]: Plain<Exclude<Value[Key], undefined>> }
    : Value;
/** True for one type written twice: assignable both ways, with the same optional fields. */
type Same<A, B> = (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2 ? true : false;

export const renderedTypesAreThoseOfTheSchemas: [
  Same<VendorPlan, z.input<typeof planSchema>>,
  Same<CustomerEnvironment, z.input<typeof environmentSchema>>,
] = [true, true];

export const anOptionalFieldTooManyIsNotTheSame: [
  Same<{ readonly a: readonly string[] }, { a: string[] }>,
  Same<{ a: string; b?: number }, { a: string }>,
  Same<{ a?: string }, { a: string }>,
  Same<{ a?: string | undefined }, { a?: string }>,
] = [true, false, false, true];

test('this file is well-typed', () => {
  // Jest removes types unread: one compiler run over this file says whether they hold.
  const folder = mkdtempSync(join(tmpdir(), 'byoc-types-'));
  const project = join(folder, 'tsconfig.json');
  writeFileSync(
    project,
    JSON.stringify({
      extends: join(ROOT, 'tsconfig.json'),
      compilerOptions: { rootDir: ROOT, typeRoots: [join(ROOT, 'node_modules/@types')] },
      files: [__filename],
      include: [],
    }),
  );
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const { stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(stdout + stderr).toBe('');
});
