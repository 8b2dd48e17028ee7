/** Whether a request comes from a page of ours. Who hides it, or came by the address bar, does not. */
export function isFromOurPage(request: Request): boolean {
  const from = request.headers.get('referer') ?? ''
  return URL.canParse(from) && new URL(from).host === new URL(request.url).host
}
