/**
 * Name of the secret with the certificate of a host. Hosts of one installation differ in their first label only, which
 * has no dot, so no two get the same name.
 */
export function secretNameOf(host: string): string {
  return `tls-${host.replaceAll('.', '-')}`;
}
