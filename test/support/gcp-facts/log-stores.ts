import type { LogStoreFact } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { isKept } from '../terraform-facts/read';
import type { Resource } from '../terraform-facts/room';
import { keyOf } from './keys';

export function logStoreFacts(deployment: Deployment<'gcp'>): LogStoreFact[] {
  return deployment.custody.all('google_logging_project_bucket_config').map((resource) => {
    const { bucket_id, retention_days, cmek_settings } = resource.block;
    return {
      name: bucket_id,
      retentionDays: retention_days,
      kept: isKept(resource),
      ...keyOf(cmek_settings?.kms_key_name, 'logs', deployment),
    };
  });
}

/** Whether entries of a kind of the monitored resource are led to a log bucket of the installation. */
export function keepsLogsOf({ custody }: Deployment<'gcp'>, resourceType: string, name: string): boolean {
  const buckets = custody.all('google_logging_project_bucket_config').map(({ id }) => id);
  return custody
    .all('google_logging_project_sink')
    .some(({ block }) => leadsTo(buckets, block) && covers(block.filter, resourceType, name));
}

function leadsTo(buckets: readonly (string | undefined)[], { destination, disabled }: Resource['block']): boolean {
  return disabled !== true && buckets.some((bucket) => destination === `logging.googleapis.com/${bucket}`);
}

/** A part of the filter names the type, and the thing by its name or by the beginning of it. */
function covers(filter: string, resourceType: string, name: string): boolean {
  return filter
    .split(/\) OR \(/)
    .some(
      (part) =>
        part.includes(`"${resourceType}"`) &&
        [...part.matchAll(/_name=(~?)"([^"]*)"/g)].some(([, isPattern, text = '']) =>
          isPattern === '' ? text === name : new RegExp(text).test(name),
        ),
    );
}
