/** Packages that only this part of the library needs; a customer of another cloud does not install them. */
const PEERS = { cdktf: '^0.21', '@cdktf/provider-azurerm': '^14.23', constructs: '^10' };

const missing = Object.entries(PEERS).filter(([name]) => {
  try {
    // The package itself would load every resource of the provider.
    require.resolve(`${name}/package.json`);
    return false;
  } catch {
    return true;
  }
});

if (missing.length > 0) {
  const packages = missing.map(([name, range]) => `${name}@${range}`).join(' ');
  throw new Error(`'byoc-constructs/azure' needs packages that are not installed; run: npm install ${packages}`);
}
