const TYPE = /\/providers\/Microsoft\.Network\/(dnsZones|privateDnsZones)\//i;

/** Actions on a zone by its kind, public or private: `read`, `TXT/write`. */
export function zoneActions(zone: string): (...verbs: readonly string[]) => readonly string[] {
  const isPrivate = TYPE.exec(zone)?.[1]?.toLowerCase() === 'privatednszones';
  const type = isPrivate ? 'privateDnsZones' : 'dnsZones';
  return (...verbs) => verbs.map((verb) => `Microsoft.Network/${type}/${verb}`);
}
