import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Cloud, type DataPlaneConfig, loadConfig } from '../lib';
import { ROOT } from './root';

/** An environment of an example with its plan, resolved. */
export interface Example<C extends Cloud = Cloud> {
  readonly name: string;
  readonly config: DataPlaneConfig<C>;
}

/** Every environment of every folder of examples/, resolved: `minimal`, `streaming-database-gcp`. */
export function examples(): Example[] {
  return readdirSync(join(ROOT, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const folder = join(ROOT, 'examples', name);
      return readdirSync(folder).flatMap((file) => {
        const suffix = /^environment(-\w+)?\.yaml$/.exec(file);
        if (suffix === null) return [];
        const config = loadConfig(join(folder, 'plan.yaml'), join(folder, file));
        return [{ name: `${name}${suffix[1] ?? ''}`, config }];
      });
    });
}

/** The examples that the CDK app can render. */
export function awsExamples(): Example<'aws'>[] {
  return examples().flatMap(({ name, config }) => (config.cloud === 'aws' ? [{ name, config }] : []));
}

/** The examples that Terraform applies to Google Cloud. */
export function gcpExamples(): Example<'gcp'>[] {
  return examples().flatMap(({ name, config }) => (config.cloud === 'gcp' ? [{ name, config }] : []));
}

/** The examples that Terraform applies to Azure. */
export function azureExamples(): Example<'azure'>[] {
  return examples().flatMap(({ name, config }) => (config.cloud === 'azure' ? [{ name, config }] : []));
}

/** The configuration of an example on AWS. */
export function awsExample(name: string): DataPlaneConfig<'aws'> {
  const found = awsExamples().find((example) => example.name === name);
  if (found === undefined) throw new Error(`there is no example '${name}' on aws`);
  return found.config;
}
