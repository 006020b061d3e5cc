import type { Path, Report } from './config-error';
import type { Environment } from './environment/environment';
import { installationName } from './names';
import type { Plan } from './plan/plan';

/** Each bucket holds one thing: rights of workloads are on the whole of it. */
export function checkBuckets(plan: Plan, environment: Environment, report: Report): void {
  const ours = `${installationName(environment.id)}-`;
  const own = Object.entries(environment.own.buckets);
  own.forEach(([name, bucket], index) => {
    const path = ['environment', 'own', 'buckets', name];
    const twin = own.slice(0, index).find(([, other]) => other === bucket);
    if (twin !== undefined) {
      const rule = `differ from own.buckets.${twin[0]}: whoever may use the one could use the other`;
      report.problem(path, rule, bucket, 'name another bucket');
    }
    // A bucket that custody made earlier for the same name, and that was kept, may come back.
    const madeFor = plan.buckets
      .map((each) => each.name)
      .filter((each) => bucket.startsWith(`${ours}${each}-`))
      .sort((a, b) => b.length - a.length)[0];
    if (madeFor === undefined || madeFor === name) return;
    report.problem(path, `not be called like what custody makes for '${madeFor}'`, bucket, 'name another bucket');
  });
  const [path, bucket] = stateOf(environment) ?? [];
  if (path === undefined || bucket === undefined) return;
  // On Azure, buckets are containers by their ids.
  const isOwn = own.some(([, other]) => other === bucket || other.includes(`/storageAccounts/${bucket}/`));
  if (!bucket.startsWith(ours) && !isOwn) return;
  const rule = 'not be a bucket of the installation: its workloads could write the state';
  report.problem(path, rule, bucket, 'name one that nothing else uses');
}

/** Where Terraform keeps its state: whoever writes it decides what the next apply does. */
function stateOf(environment: Environment): readonly [Path, string] | undefined {
  if (environment.cloud === 'aws') return undefined;
  const { backend } = environment;
  switch (backend.type) {
    case 'gcs':
      return [['environment', 'backend', 'bucket'], backend.bucket];
    case 'azurerm':
      return [['environment', 'backend', 'storageAccount'], backend.storageAccount];
    case 'local':
      return undefined;
  }
}
