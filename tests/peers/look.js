// What a reader would see go wrong on a page: too wide, cut off, one upon another, too pale. Written into the page as JSON.
const parse = text => (text.match(/[\d.]+/g) || [0, 0, 0]).slice(0, 3).map(Number);
const light = colour => {
  const [r, g, b] = parse(colour).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
  const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
};
const style = getComputedStyle;
const paper = style(document.body).backgroundColor;
const found = { wide: document.documentElement.scrollWidth - innerWidth, cut: [], upon: [], pale: [], texts: 0, least: 99,
  scripts: document.querySelectorAll('script').length - 1, loaded: performance.getEntriesByType('resource').length,
  svgs: document.querySelectorAll('svg[role=img]').length,
  named: [...document.querySelectorAll('svg[role=img]')].filter(it => it.getAttribute('aria-labelledby').split(' ').every(id => document.getElementById(id).textContent)).length };
const pale = (what, colour, ground) => {
  const is = contrast(colour, ground);
  found.least = Math.min(found.least, Math.round(is * 100) / 100);
  if (is < 4.5) found.pale.push([what, colour, ground, is]);
};
for (const svg of document.querySelectorAll('svg[role=img]')) {
  const box = svg.viewBox.baseVal;
  const texts = [...svg.querySelectorAll('text')].filter(it => !it.classList.contains('mark'));
  const boxes = texts.map(it => it.getBBox());
  boxes.forEach((it, n) => {
    found.texts += 1;
    if (it.x < 0 || it.y < -1 || it.x + it.width > box.width || it.y + it.height > box.height) found.cut.push([svg.parentNode.id, texts[n].textContent]);
    boxes.slice(n + 1).forEach((other, m) => {
      const over = Math.min(it.x + it.width, other.x + other.width) - Math.max(it.x, other.x);
      const high = Math.min(it.y + it.height, other.y + other.height) - Math.max(it.y, other.y);
      if (over > 2 && high > 4) found.upon.push([svg.parentNode.id, texts[n].textContent, texts[n + 1 + m].textContent]);
    });
    const [cx, cy] = [it.x + it.width / 2, it.y + it.height / 2];
    const under = [...svg.querySelectorAll('rect, path[transform]')].filter(shape => {
      const b = shape.getBBox(), m = shape.transform.baseVal.consolidate(), dx = m ? m.matrix.e : 0, dy = m ? m.matrix.f : 0;
      return cx > b.x + dx && cx < b.x + dx + b.width && cy > b.y + dy && cy < b.y + dy + b.height;
    }).pop();
    const fill = under ? style(under).fill : paper;
    const grounds = fill.includes('url') ? [style(document.querySelector('.hatch-a')).fill, style(document.querySelector('.hatch-b')).stroke] : [fill];
    grounds.forEach(ground => pale(svg.parentNode.id + ': ' + texts[n].textContent, style(texts[n]).fill, ground));
  });
}
for (const it of document.querySelectorAll('h1, h2, p, dt, dd, td, th, figcaption, li')) {
  const ground = style(it).backgroundColor;
  pale(it.tagName, style(it).color, ground === 'rgba(0, 0, 0, 0)' ? paper : ground);
  if (it.scrollWidth > it.clientWidth + 1 && it.clientWidth) found.cut.push([it.tagName, it.textContent]);
}
const out = document.createElement('pre');
out.id = 'found';
out.textContent = JSON.stringify(found);
document.body.append(out);
