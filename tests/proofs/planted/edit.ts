/** A guard is removed by replacing a text of a file. */
export type CodeEdit = { readonly file: string; readonly from: string; readonly to: string }

/** Replaces a text that must be there exactly once: a plant that no longer fits must say so, not pass. */
export function replaceOnce(text: string, edit: CodeEdit): string {
  const parts = text.split(edit.from)
  if (parts.length !== 2)
    throw new Error(`${edit.file} holds ${parts.length - 1} times, instead of once: ${edit.from}`)
  return parts.join(edit.to)
}
