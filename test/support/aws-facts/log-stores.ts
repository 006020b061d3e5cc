import type { LogStoreFact } from '../contract/facts';
import type { Deployment } from './deployment';
import { isKept, keyOf, resources } from './read';

export function logStoreFacts(deployment: Deployment): LogStoreFact[] {
  return resources(deployment.custody, 'AWS::Logs::LogGroup').map(([, resource]) => ({
    name: resource.Properties.LogGroupName,
    retentionDays: resource.Properties.RetentionInDays,
    kept: isKept(resource),
    ...keyOf(deployment, resource.Properties.KmsKeyId),
  }));
}
