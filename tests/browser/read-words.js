// Run in a page by walk.ts: every text that is seen or read out, and how the page marks it.
;(() => {
  const words = []
  const add = (text, element) => {
    const clean = (text ?? '').replaceAll(/\s+/g, ' ').trim()
    const language = element.closest('[lang]')?.getAttribute('lang') ?? ''
    const isApart = element.closest('bdi, kbd, pre, code, address') !== null
    if (clean !== '') words.push({ text: clean, language, isApart })
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    if (element && !element.closest('script, style, noscript')) add(node.textContent, element)
  }
  const named = ['alt', 'aria-label', 'title', 'placeholder']
  for (const element of document.querySelectorAll(named.map((name) => `[${name}]`).join(',')))
    for (const name of named) add(element.getAttribute(name), element)
  add(document.title, document.documentElement)
  const about = document.querySelector('meta[name="description"]')
  if (about) add(about.getAttribute('content'), document.documentElement)
  return words
})()
