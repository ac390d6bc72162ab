import * as vscode from 'vscode';
import type { EditorConnections } from '../common/modelTool/downloadEnvironment.js';

/** What the editor's own settings say about connections. */
export function readConnections(): EditorConnections {
  const http = vscode.workspace.getConfiguration('http');
  return {
    proxy: http.get('proxy'),
    proxySupport: http.get('proxySupport'),
    noProxy: http.get('noProxy'),
    proxyStrictSSL: http.get('proxyStrictSSL'),
    proxyAuthorization: http.get('proxyAuthorization'),
    systemCertificates: http.get('systemCertificates'),
  };
}
