import { describe, expect, test } from 'vitest';
import { renderTemplate } from '../../../../../src/engine/tokenizer/chat/renderTemplate.js';

const day = new Date(2026, 10, 3, 9, 5, 7);
const render = (template: string, values = {}): Promise<string> => renderTemplate(template, values, day);

describe('A chat template', () => {
  test('is given what it names, the date, and numbers to count with', async () => {
    expect(await render('{{ a }} {% for i in range(1, 6, 2) %}{{ i }}{% endfor %}', { a: 'x' })).toBe('x 135');
    expect(await render("{{ strftime_now('%d %b %Y, %A %B %-d %H:%M:%S %%') }}")).toBe('03 Nov 2026, Tuesday November %-d 09:05:07 %');
    expect(await render('{% if b is defined %}{{ b }}{% else %}none{% endif %}')).toBe('none');
  });

  test('says why it refuses', async () => {
    await expect(render("{{ raise_exception('Roles must alternate.') }}")).rejects.toThrow('Roles must alternate.');
  });

  test.each([
    ['counts far', '{% for i in range(1000000000) %}x{% endfor %}'],
    ['counts with steps that never arrive', '{% for i in range(0, 10, 0) %}x{% endfor %}'],
    ['has loops in loops', `${'{% for i in range(10000) %}'.repeat(6)}x${'{% endfor %}'.repeat(6)}`],
    ['doubles a text', `{% set x = 'abcdefgh' %}${'{% set x = x ~ x %}'.repeat(60)}{{ x }}`],
    ['doubles a list', `{% set x = [1, 2, 3] %}${'{% set x = x + x %}'.repeat(60)}{{ x | length }}`],
    ['replaces nothing with much', `{% set x = 'abcdefgh' %}${'{% set x = x ~ x %}'.repeat(14)}{{ x | replace('', x) }}`],
    ['indents without measure', "{{ 'a\nb' | indent(1000000000, true) }}"],
    ['calls itself', '{% macro a(x) %}{{ a(x) }}{% endmacro %}{{ a(1) }}'],
    ['is nested without end', '{{ ' + '('.repeat(50_000) + '1' + ')'.repeat(50_000) + ' }}'],
    ['is huge', '{# #}'.repeat(100_000)],
    ['has an error', '{% for %}'],
    ['is not closed', '{% if a %}'],
  ])('that %s ends, and fails', async (_, template) => {
    await expect(render(template)).rejects.toThrow();
  });

  test('has room for a long text, in which it may look several times', async () => {
    const text = 'The harbour was quiet. '.repeat(20_000);
    const template =
      "{% for m in messages %}{% if '<x>' not in m.content and m.content | trim %}{{ m.content | trim }}{% endif %}{% endfor %}";
    expect(await render(template, { messages: [{ content: text }] })).toBe(text.trim());
  });
});
