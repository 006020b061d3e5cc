import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { type CustomerEnvironment, type DataPlaneConfig, loadConfig, type VendorPlan } from '../../lib';
import { namesOf } from '../../lib/aws';
import { ROOT } from '../root';
import { temporaryFolder } from './temporary';

type Editable<T> = { -readonly [K in keyof T]: T[K] };
type AwsEnvironment = Extract<CustomerEnvironment, { cloud: 'aws' }>;

/** A plan and an environment in files, as a customer has them. */
export class Installation {
  /** An example as it is committed. */
  public static example(name: string): Installation {
    const folder = join(ROOT, 'examples', name);
    return new Installation(join(folder, 'plan.yaml'), join(folder, 'environment.yaml'));
  }

  public readonly config: DataPlaneConfig<'aws'>;
  public readonly names: ReturnType<typeof namesOf>;
  /** Ids by which the CLI selects the stacks. */
  public readonly bootstrap: string;
  public readonly detections: string;
  public readonly custody: string;
  public readonly dataPlane: string;

  private constructor(
    public readonly planFile: string,
    public readonly environmentFile: string,
  ) {
    const config = loadConfig(planFile, environmentFile);
    if (config.cloud !== 'aws') throw new Error(`${environmentFile} is on ${config.cloud}`);
    this.config = config;
    const { id } = config.environment;
    this.names = namesOf(id);
    this.bootstrap = `bootstrap-${id}`;
    this.detections = `detections-${id}`;
    this.custody = `custody-${id}`;
    this.dataPlane = `data-plane-${id}`;
  }

  /** The same installation after somebody edited its files. */
  public variant(edit: (plan: Editable<VendorPlan>, environment: Editable<AwsEnvironment>) => void): Installation {
    const folder = temporaryFolder('variant');
    const [plan, environment] = [this.planFile, this.environmentFile].map((file) => parse(readFileSync(file, 'utf8')));
    edit(plan, environment);
    const [planFile, environmentFile] = [join(folder, 'plan.yaml'), join(folder, 'environment.yaml')];
    writeFileSync(planFile, stringify(plan));
    writeFileSync(environmentFile, stringify(environment));
    return new Installation(planFile, environmentFile);
  }
}
