import type { LogStoreFact } from '../contract/facts';
import { nameOf } from './attributes';
import type { Deployment } from './deployment';
import { keyOf } from './keys';
import { isKept } from './read';
import type { Resource } from './room';

export function logStoreFacts(deployment: Deployment): LogStoreFact[] {
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
export function keepsLogsOf({ custody }: Deployment, resourceType: string, name: string): boolean {
  const buckets = custody.all('google_logging_project_bucket_config').map(nameOf);
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
