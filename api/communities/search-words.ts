/** Most words of a search that count. */
const maxWords = 8;

/** The words of a search, in lower case, each once; at most eight. Every other character parts words, but `+ # . - &` inside one stay (c++, c#, .net, r&d). */
export function searchWords(search: string): string[] {
  const words = search.toLowerCase().split(/[^\p{L}\p{N}\p{M}+#.&_%-]+/u).map((word) => word.replace(/^[-&_]+|[-.&_]+$/g, '')).filter(Boolean);
  return [...new Set(words)].slice(0, maxWords);
}
