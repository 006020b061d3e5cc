import type { DataPlaneFacts } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { isKept } from '../terraform-facts/read';

/** What of the data plane Terraform or Google Cloud refuses to delete. What custody keeps is kept for its data. */
export function protections({ dataPlane }: Deployment<'gcp'>): DataPlaneFacts['protections'] {
  return dataPlane.resources.flatMap((resource) => [
    ...(resource.block.deletion_protection === undefined
      ? []
      : [{ what: `${resource.address} deletion_protection`, on: resource.block.deletion_protection === true }]),
    ...(resource.block.lifecycle?.prevent_destroy === undefined
      ? []
      : [{ what: `${resource.address} prevent_destroy`, on: isKept(resource) }]),
  ]);
}
