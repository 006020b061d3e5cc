import { createRequire } from 'node:module';
import { join } from 'node:path';

/** A cluster of cdk-eks-blueprints: what its README builds, with the versions and the add-ons that are asked for. */
export interface BlueprintsCluster {
  readonly account: string;
  readonly region: string;
  readonly kubernetesVersion: string;
  /** Class name and constructor arguments of each add-on. */
  readonly addOns: readonly (readonly [name: string, ...args: unknown[]])[];
}

/** What is used of the package, which is not among our dependencies. */
interface Blueprints {
  readonly EksBlueprint: { builder(): Builder };
  readonly addons: Readonly<Record<string, new (...args: unknown[]) => object>>;
}

interface Builder {
  account(id: string): Builder;
  region(name: string): Builder;
  version(version: unknown): Builder;
  addOns(...addOns: object[]): Builder;
  buildAsync(scope: unknown, id: string): Promise<unknown>;
}

/** First argument: folder where the package is installed. Second: a BlueprintsCluster as JSON. */
async function main(folder: string, cluster: BlueprintsCluster): Promise<void> {
  const load = createRequire(join(folder, 'package.json'));
  const { App } = load('aws-cdk-lib') as typeof import('aws-cdk-lib');
  const { KubernetesVersion } = load('aws-cdk-lib/aws-eks') as typeof import('aws-cdk-lib/aws-eks');
  const { EksBlueprint, addons } = load('@aws-quickstart/eks-blueprints') as Blueprints;
  const app = new App();
  const addOns = cluster.addOns.map(([name, ...args]) => {
    const AddOn = addons[name];
    if (AddOn === undefined) throw new Error(`cdk-eks-blueprints has no add-on ${name}`);
    return new AddOn(...args);
  });
  await EksBlueprint.builder()
    .account(cluster.account)
    .region(cluster.region)
    .version(KubernetesVersion.of(cluster.kubernetesVersion))
    .addOns(...addOns)
    .buildAsync(app, 'blueprints');
  app.synth();
}

main(process.argv[2] ?? '', JSON.parse(process.argv[3] ?? '{}')).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
