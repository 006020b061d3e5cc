/**
 * Makes sure that packages which only one part of the library needs are there: a customer of another cloud does not install
 * them. None of them is loaded: a provider's own module would load a thousand.
 *
 * @param part how the part is imported: `byoc-constructs/gcp`
 * @param peers ranges by name
 * @throws Error with the command that installs what is missing
 */
export function needPeers(part: string, peers: Readonly<Record<string, string>>): void {
  const missing = Object.entries(peers).filter(([name]) => {
    try {
      require.resolve(`${name}/package.json`);
      return false;
    } catch {
      return true;
    }
  });
  if (missing.length === 0) return;
  const packages = missing.map(([name, range]) => `${name}@${range}`).join(' ');
  throw new Error(`'${part}' needs packages that are not installed; run: npm install ${packages}`);
}
