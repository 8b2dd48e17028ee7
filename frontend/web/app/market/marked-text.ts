export type MarkedPart = { readonly text: string; readonly isMarked: boolean }

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }

/** What the search marked in a text, as parts to be shown: nothing of it is ever read as HTML. */
export function markedParts(highlighted: string): readonly MarkedPart[] {
  return highlighted
    .split(/(<mark>.*?<\/mark>)/s)
    .filter((part) => part !== '')
    .map((part) => {
      const isMarked = part.startsWith('<mark>') && part.endsWith('</mark>')
      const text = isMarked ? part.slice('<mark>'.length, -'</mark>'.length) : part
      return { text: text.replace(/&(amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity), isMarked }
    })
}
