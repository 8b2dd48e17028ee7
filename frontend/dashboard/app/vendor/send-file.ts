/** Sends a file to an import, as it is, and tells how it ended: null when all went well, else the code. */
export async function sendFile(importId: string, file: File): Promise<string | null> {
  try {
    const response = await fetch(`/dashboard/vendor/imports/${importId}/content`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    })
    const answer = (await response.json()) as { code?: string }
    return answer.code ?? null
  } catch {
    return 'CALL_UNKNOWN'
  }
}
