import { GcpAuditLogs } from '../../../lib/gcp/bootstrap/audit-logs';
import { messageOf, PROJECT, type RenderedStack, render } from '../../support/gcp';

function audit(services: readonly string[]): RenderedStack {
  return render((stack) => {
    new GcpAuditLogs(stack, 'AuditLogs', {
      project: PROJECT,
      services,
      dependsOn: [{ fqn: 'google_project_service.cloudresourcemanager' }],
    });
  });
}

test('every read and write of data is logged, for each service by itself', () => {
  const rendered = audit(['storage.googleapis.com', 'cloudkms.googleapis.com']);
  expect(rendered.types).toEqual(['google_project_iam_audit_config']);
  const all = Object.values(rendered.resources('google_project_iam_audit_config'));
  expect(all.map(({ service }) => service).sort()).toEqual(['cloudkms.googleapis.com', 'storage.googleapis.com']);
  for (const { service: _, ...block } of all) {
    expect(block).toEqual({
      project: PROJECT,
      audit_log_config: [{ log_type: 'ADMIN_READ' }, { log_type: 'DATA_READ' }, { log_type: 'DATA_WRITE' }],
      depends_on: ['google_project_service.cloudresourcemanager'],
    });
  }
});

test('nobody is left out of the logs', () => {
  const { audit_log_config } = audit(['storage.googleapis.com']).only('google_project_iam_audit_config');
  expect(JSON.stringify(audit_log_config)).not.toContain('exempted_members');
});

test('without services, nothing of the project is touched', () => {
  expect(audit([]).types).toEqual([]);
});

test.each([['allServices'], ['storage'], ['*.googleapis.com'], ['']])('fails if a service is %s', (service) => {
  expect(messageOf(() => audit(['storage.googleapis.com', service]))).toBe(
    `'services' of Test/AuditLogs must be single services, got ${service}; write them like storage.googleapis.com`,
  );
});
