// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { SvgContext } from './SvgContext.ts';

const context = () =>
  new SvgContext((text, font) => text.length * Number.parseFloat(font.split('px')[0]?.split(' ').at(-1) ?? '') * 0.6);
const parsed = (svg: string): Document => new DOMParser().parseFromString(svg, 'image/svg+xml');

describe('SvgContext', () => {
  it('draws what a canvas draws', () => {
    const ctx = context();
    ctx.fillStyle = '#fff';
    ctx.fillRect(0, 0, 10, 20);
    ctx.globalAlpha = 0.5;
    ctx.setLineDash([4, 5]);
    ctx.beginPath();
    ctx.moveTo(1, 2);
    ctx.lineTo(3.14159, 4);
    ctx.stroke();
    ctx.globalAlpha = 1;
    ctx.save();
    ctx.translate(5, 6);
    ctx.font = '600 12px Inter, "Segoe UI"';
    ctx.textAlign = 'center';
    ctx.fillText('web', 1, 2);
    ctx.restore();
    const svg = parsed(ctx.document(10, 20, 'A title'));
    expect(svg.querySelector('title')?.textContent).toBe('A title');
    expect(svg.querySelector('rect')?.getAttribute('fill')).toBe('#fff');
    const path = svg.querySelector('path');
    expect(path?.getAttribute('d')).toBe('M1 2L3.14 4');
    expect(path?.getAttribute('stroke-dasharray')).toBe('4 5');
    expect(path?.getAttribute('opacity')).toBe('0.5');
    const text = svg.querySelector('text');
    expect(text?.getAttribute('text-anchor')).toBe('middle');
    expect(text?.getAttribute('font-family')).toBe('Inter, "Segoe UI"');
    expect(text?.getAttribute('transform')).toBe('translate(5 6)');
  });

  it('rounds corners, and closes circles', () => {
    const ctx = context();
    ctx.beginPath();
    ctx.moveTo(0, 0);
    ctx.arcTo(10, 0, 10, 10, 4);
    ctx.lineTo(10, 10);
    ctx.stroke();
    ctx.beginPath();
    ctx.arc(5, 5, 2, 0, Math.PI * 2);
    ctx.fill();
    const [corner, circle] = parsed(ctx.document(10, 10, '')).querySelectorAll('path');
    expect(corner?.getAttribute('d')).toBe('M0 0L6 0A4 4 0 0 1 10 4L10 10');
    expect(circle?.getAttribute('d')).toBe('M7 5A2 2 0 0 1 3 5A2 2 0 0 1 7 5');
  });

  it('leaves holes where shapes overlap, if it is told to', () => {
    const ctx = context();
    ctx.rect(0, 0, 9, 9);
    ctx.rect(1, 1, 2, 2);
    ctx.fill('evenodd');
    expect(
      parsed(ctx.document(9, 9, ''))
        .querySelector('path')
        ?.getAttribute('fill-rule'),
    ).toBe('evenodd');
  });

  it('turns an arc the way that it is told', () => {
    const ctx = context();
    ctx.beginPath();
    ctx.arc(10, 10, 2, -Math.PI / 2, Math.PI / 2, true);
    ctx.stroke();
    const arc = parsed(ctx.document(20, 20, '')).querySelector('path');
    expect(arc?.getAttribute('d')).toBe('M10 8A2 2 0 0 0 8 10A2 2 0 0 0 10 12');
  });

  it('has nothing in it that runs or is fetched, whatever the texts are (T31)', () => {
    const ctx = context();
    ctx.fillText('</text><script>alert(1)</script><image href="http://evil.example/"/>', 0, 0);
    ctx.fillText('"><svg onload=alert(1)>\u0000\u0008&', 0, 0);
    ctx.fillStyle = '"/><script>alert(1)</script>';
    ctx.fillRect(0, 0, 1, 1);
    const svg = parsed(ctx.document(1, 1, '<script>alert(1)</script>'));
    expect(svg.querySelector('parsererror, script, image, foreignObject, svg svg')).toBe(null);
    const names = [...svg.querySelectorAll('*')].flatMap((one) => one.getAttributeNames());
    expect(names.filter((name) => /^on|href/.test(name))).toEqual([]);
    expect(svg.querySelectorAll('text')).toHaveLength(2);
  });
});
