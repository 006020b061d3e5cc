/** Labels of an alert that leave the account; there are no others, and no annotations. */
export const FORWARDED_LABELS = ['alertname', 'severity', 'namespace', 'service'] as const;

/** Fields of an alert that leave beside its labels, and their names in templates of Alertmanager. */
const FIELDS = { status: 'Status', startsAt: 'StartsAt', endsAt: 'EndsAt' } as const;

/**
 * The message that Alertmanager posts for a group of alerts: the template of a JSON object. A label that an alert does not
 * have is sent as an empty text. https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export function alertMessage(environmentId: string): string {
  const labels = FORWARDED_LABELS.map((label) => pair(label, `$alert.Labels.${label}`));
  const alert = [
    ...Object.entries(FIELDS).map(([name, field]) => pair(name, `$alert.${field}`)),
    `"labels":{${labels.join()}}`,
  ];
  const message = [
    `"environment":${JSON.stringify(environmentId)}`,
    pair('status', '.Status'),
    `"alerts":[{{ range $index, $alert := .Alerts }}{{ if $index }},{{ end }}{${alert.join()}}{{ end }}]`,
  ];
  return `{${message.join()}}`;
}

function pair(name: string, value: string): string {
  return `${JSON.stringify(name)}:{{ toJson ${value} }}`;
}
