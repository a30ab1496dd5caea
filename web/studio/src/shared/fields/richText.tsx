import { createElement, type ReactNode } from "react";

const plainTags = new Set(["p", "br", "hr", "h1", "h2", "h3", "strong", "b", "em", "i", "u", "s", "ul", "ol", "li", "blockquote", "code", "pre"]);
const safe = /^(https?:|mailto:|tel:)/i;

const parse = (html: string): HTMLElement => new DOMParser().parseFromString(html, "text/html").body;

/** Formatted text as elements of ours: what is no format is only its words, whatever the server sent. */
export function richText(html: string): ReactNode[] {
  return [...parse(html).childNodes].map(shown);
}

/** The words of formatted text, without their format. */
export const wordsOf = (html: string): string => (html.includes("<") ? words(parse(html)).replaceAll(/\s+/g, " ").trim() : html);

const words = (node: Node): string => (node.nodeType === Node.TEXT_NODE ? (node.textContent ?? "") : [...node.childNodes].map(words).join("") + (inline.has(node.nodeName.toLowerCase()) ? "" : " "));
const inline = new Set(["b", "strong", "em", "i", "u", "s", "a", "code", "span"]);

function shown(node: ChildNode, place: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof HTMLElement)) return null;
  const tag = node.tagName.toLowerCase();
  const children = [...node.childNodes].map(shown);
  const href = node.getAttribute("href") ?? "";
  if (tag === "a" && safe.test(href)) return createElement("a", { key: place, href, target: "_blank", rel: "noreferrer noopener" }, ...children);
  if (!plainTags.has(tag)) return createElement("span", { key: place }, ...children);
  return ["br", "hr"].includes(tag) ? createElement(tag, { key: place }) : createElement(tag, { key: place }, ...children);
}
