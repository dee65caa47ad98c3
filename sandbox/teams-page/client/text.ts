import MarkdownIt from 'markdown-it';

/** Teams shows a small part of Markdown in cards and messages; markup in the text stays text. */
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true })
  .disable(['image', 'heading', 'lheading', 'code', 'fence', 'table', 'hr', 'html_block', 'html_inline']);

markdown.renderer.rules['link_open'] = (tokens, index, options, _environment, renderer) => {
  tokens[index]?.attrSet('target', '_blank');
  tokens[index]?.attrSet('rel', 'noopener noreferrer');
  return renderer.renderToken(tokens, index, options);
};

export function markdownToHtml(text: string): string {
  return markdown.render(text);
}

/** A message's text as nodes that hold nothing but what its format allows. */
export function messageText(text: string, format: 'plain' | 'markdown' | 'xml'): Node {
  if (format === 'markdown') {
    const template = document.createElement('template');
    template.innerHTML = markdownToHtml(text);
    return template.content;
  }
  if (format === 'xml') return allowedOf(new DOMParser().parseFromString(text, 'text/html').body);
  return document.createTextNode(text);
}

const allowedTags = new Set(['B', 'STRONG', 'I', 'EM', 'U', 'S', 'P', 'BR', 'DIV', 'SPAN', 'UL', 'OL', 'LI', 'A', 'BLOCKQUOTE', 'PRE', 'CODE']);
const droppedTags = new Set(['SCRIPT', 'STYLE', 'IFRAME', 'OBJECT', 'TEMPLATE', 'NOSCRIPT', 'SVG', 'MATH']);

/** A copy of the nodes with known tags only and no attribute but a link's address. */
function allowedOf(from: Node): DocumentFragment {
  const copy = document.createDocumentFragment();
  for (const node of from.childNodes) {
    if (node instanceof Text) copy.append(node.data);
    else if (node instanceof Element && !droppedTags.has(node.tagName.toUpperCase())) {
      const inside = allowedOf(node);
      if (!allowedTags.has(node.tagName)) copy.append(inside);
      else {
        const element = document.createElement(node.tagName);
        const address = node.getAttribute('href') ?? '';
        if (element instanceof HTMLAnchorElement && /^https?:/i.test(address)) Object.assign(element, { href: address, target: '_blank', rel: 'noopener noreferrer' });
        element.append(inside);
        copy.append(element);
      }
    }
  }
  return copy;
}
