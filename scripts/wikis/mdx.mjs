// Prints the HTML of a page as Docusaurus compiles it: node render.mjs mdx|md FILE
//
// Admonitions are containers; a directive of another kind was made of words and is an error.
import {readFileSync} from 'node:fs';
import {evaluate} from '@mdx-js/mdx';
import {createElement} from 'react';
import {renderToStaticMarkup} from 'react-dom/server';
import * as runtime from 'react/jsx-runtime';
import rehypeSlug from 'rehype-slug';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';

const [format, file] = process.argv.slice(2);

function admonitions() {
  const walk = (node) => {
    if (node.type === 'containerDirective') node.data = {hName: 'aside'};
    if (node.type === 'textDirective' || node.type === 'leafDirective') throw new Error(`directive ${node.name}`);
    (node.children ?? []).forEach(walk);
  };
  return walk;
}

const {default: Page} = await evaluate(readFileSync(file, 'utf8'), {
  ...runtime,
  format,
  remarkPlugins: [remarkFrontmatter, remarkGfm, remarkDirective, admonitions],
  rehypePlugins: [rehypeSlug],
});
process.stdout.write(renderToStaticMarkup(createElement(Page)));
