import { expect, test } from 'vitest';
import { panelHtml } from '../../../../src/host/webview/panelHtml.js';

const parts = {
  script: 'https://x/panel.js',
  style: 'https://x/panel.css',
  source: 'https://x',
  nonce: 'abc',
  language: 'en',
  title: 'Probabilities',
};

test('The page may run its own script, use its own style sheet, and load nothing else', () => {
  const html = panelHtml(parts);
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
  expect(policy).toBe("default-src 'none'; script-src 'nonce-abc'; style-src https://x;");
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toMatch(/style=|<style|\son\w+=/);
});

test('Nothing that the editor hands over becomes markup', () => {
  const html = panelHtml({ ...parts, title: '"><script>1</script>', language: '"><b>' });
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toContain('<b>');
});
