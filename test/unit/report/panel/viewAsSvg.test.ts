import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PanelView } from '../../../../src/common/panelProtocol/view.js';
import { viewAsSvg } from '../../../../src/report/panel/viewAsSvg.js';

const view: PanelView = {
  id: 'v',
  kind: 'masked-word',
  title: 'Masked Word',
  subtitle: 'The cat ▏ on the mat',
  sections: [
    {
      id: 's',
      title: '',
      unit: 'probability',
      full: 0.5,
      legend: ['encoder', 'causal'],
      rows: [
        { id: 'a', label: 'sat', value: 0.25, text: '25 %', compared: { value: 0.5, text: '50 %' } },
        { id: 'b', label: 'lay', value: 0.9, text: '90 %', alternatives: [{ id: 'c', label: 'lie', value: 0, text: '0 %' }] },
      ],
    },
  ],
  notes: ['A note.'],
};

function named(label: string): PanelView {
  const rows = [{ id: 'x', label, value: 1, text: label }];
  return { ...view, title: label, subtitle: label, notes: [label], sections: [{ id: 's', title: label, unit: 'bits', full: 1, rows }] };
}

/** The texts of the picture, without the marks that isolate their direction. */
function texts(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text.replace(/[\u2068\u2069]/g, ''));
}

describe('A view as a picture', () => {
  test('has all of each text in its description, also of those that are cut in the picture', () => {
    const svg = viewAsSvg(named(`${'long '.repeat(40)}<end>`));
    expect(texts(svg).some((text) => text.endsWith('…'))).toBe(true);
    expect(/<desc>(.*)<\/desc>/.exec(svg)?.[1]?.match(/&lt;end&gt;/g)).toHaveLength(4);
  });

  test('looks like this', () => {
    expect(viewAsSvg(view)).toMatchInlineSnapshot(`
      "<svg xmlns="http://www.w3.org/2000/svg" width="640" height="230" viewBox="0 0 640 230" role="img" font-family="sans-serif" font-size="13">
      <title>Masked Word: The cat ▏ on the mat</title>
      <desc>encoder; causal; sat: 25 % / 50 %; lay: 90 %; lie: 0 %; A note.</desc>
      <defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/><rect width="2" height="5" fill="#3572b0"/></pattern></defs>
      <rect width="640" height="230" fill="#fff"/>
      <text x="16" y="31" font-weight="bold" fill="#1b1b1b">⁨Masked Word⁩</text>
      <text x="16" y="53" fill="#5f5f5f">⁨The cat ▏ on the mat⁩</text>
      <rect x="16" y="76" width="12" height="12" fill="#3572b0"/>
      <text x="36" y="86" fill="#5f5f5f">⁨encoder⁩</text>
      <rect x="16" y="98" width="12" height="12" fill="url(#hatch)" stroke="#3572b0"/>
      <text x="36" y="108" fill="#5f5f5f">⁨causal⁩</text>
      <text x="16" y="130" fill="#1b1b1b">⁨sat⁩</text>
      <rect x="220" y="118" width="300" height="7" fill="#e8e8e8"/>
      <rect x="220" y="118" width="150" height="7" fill="#3572b0"/>
      <rect x="220" y="126" width="300" height="7" fill="#e8e8e8"/>
      <rect x="220" y="126" width="300" height="7" fill="url(#hatch)" stroke="#3572b0"/>
      <text x="532" y="130" fill="#1b1b1b">⁨25 % / 50 %⁩</text>
      <text x="16" y="152" fill="#1b1b1b">⁨lay⁩</text>
      <rect x="220" y="140" width="300" height="14" fill="#e8e8e8"/>
      <rect x="220" y="140" width="300" height="14" fill="#3572b0"/>
      <text x="532" y="152" fill="#1b1b1b">⁨90 %⁩</text>
      <text x="32" y="174" fill="#1b1b1b">⁨lie⁩</text>
      <rect x="220" y="162" width="300" height="14" fill="#e8e8e8"/>
      <rect x="220" y="162" width="0" height="14" fill="#3572b0"/>
      <text x="532" y="174" fill="#1b1b1b">⁨0 %⁩</text>
      <text x="16" y="207" fill="#5f5f5f">⁨A note.⁩</text>
      </svg>
      "
    `);
  });

  test('holds every text as text', () => {
    const hostile = '<script>alert("1 & 2")</script>';
    const svg = viewAsSvg(named(hostile));
    expect(svg).not.toContain('<script');
    expect(texts(svg)).toContain('&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;');
  });

  test('cuts a long text between two characters', () => {
    const [, , , label] = texts(viewAsSvg(named('👩‍👩‍👧'.repeat(20))));
    expect(label).toBe(`${'👩‍👩‍👧'.repeat(3)}…`);
  });

  test('ends bars where the scale ends', () => {
    const lengths = [...viewAsSvg(view).matchAll(/<rect x="220"[^>]* width="([\d.]+)"/g)].map(([, length]) => Number(length));
    expect(Math.max(...lengths)).toBe(300);
    expect(Math.min(...lengths)).toBe(0);
  });

  test('is well-formed whatever it shows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const svg = viewAsSvg(named(text));
        // XML allows none of these, not even as references.
        expect(svg).not.toMatch(/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]|\p{Cs}/u);
        expect(svg.replace(/&(amp|lt|gt|quot);/g, '')).not.toContain('&');
      }),
    );
  });
});
