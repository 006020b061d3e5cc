import { TerraformResource } from 'cdktf';
import { Dependable, type IDependable } from 'constructs';

/**
 * The resources of constructs, for `dependsOn`: cdktf orders single resources and ignores `node.addDependency`.
 * Empty for constructs that make none, such as a network of the customer's.
 */
export function resourcesOf(dependables: readonly IDependable[]): TerraformResource[] {
  const roots = dependables.flatMap((dependable) => Dependable.of(dependable).dependencyRoots);
  return [...new Set(roots.flatMap((root) => root.node.findAll()).filter(TerraformResource.isTerraformResource))];
}
