/**
 * What the editor can do and had better not be asked to: VS Code would print the answers that a finding points to into the hover,
 * above the server's own list of the same answers. The hover and the evidence panel show them better.
 */

import type { ClientCapabilities, FeatureState, StaticFeature } from 'vscode-languageclient/node';

export class NoRelatedInformation implements StaticFeature {
  fillClientCapabilities(capabilities: ClientCapabilities): void {
    for (const kind of ['publishDiagnostics', 'diagnostic'] as const) {
      const diagnostics = capabilities.textDocument?.[kind];
      if (diagnostics !== undefined) {
        diagnostics.relatedInformation = false;
      }
    }
  }

  initialize(): void {
    // Nothing to prepare: the feature is what is left out.
  }

  getState(): FeatureState {
    return { kind: 'static' };
  }

  clear(): void {
    // Nothing to take back.
  }
}
