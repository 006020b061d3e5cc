import { ProjectIamAuditConfig } from '@cdktf/provider-google/lib/project-iam-audit-config';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

export interface GcpAuditLogsProps {
  /** Id of the project. */
  readonly project: string;
  /** Services whose reads and writes of data are logged: `storage.googleapis.com`. Never all of them by one name. */
  readonly services: readonly string[];
  /** What must be there before: the APIs. @default [] */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** https://cloud.google.com/logging/docs/audit/configure-data-access */
const LOG_TYPES = ['ADMIN_READ', 'DATA_READ', 'DATA_WRITE'];

/**
 * Data Access audit logs of single services. What the project has set for such a service is replaced, and gone when the
 * bootstrap is destroyed; read it before: `gcloud projects get-iam-policy PROJECT --format='json(auditConfigs)'`.
 */
export class GcpAuditLogs extends Construct {
  /** @throws Error if something else than single services is meant: `allServices` would replace all of the project's settings */
  public constructor(scope: Construct, id: string, { project, services, dependsOn = [] }: GcpAuditLogsProps) {
    super(scope, id);
    const others = services.filter((service) => !/^[a-z][a-z0-9-]*\.googleapis\.com$/.test(service));
    if (others.length > 0) {
      throw new Error(
        `'services' of ${this.node.path} must be single services, got ${others.join(', ')}; write them like storage.googleapis.com`,
      );
    }
    for (const service of services) {
      new ProjectIamAuditConfig(this, service.replace('.googleapis.com', ''), {
        project,
        service,
        auditLogConfig: LOG_TYPES.map((logType) => ({ logType })),
        dependsOn: [...dependsOn],
      });
    }
  }
}
