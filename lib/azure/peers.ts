import { needPeers } from '../core/peers';

needPeers('byoc-constructs/azure', { cdktf: '^0.21', '@cdktf/provider-azurerm': '^14.23', constructs: '^10' });
