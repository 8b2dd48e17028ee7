// The mailbox page: the list comes from the API and grows by a request that waits for the next mail.

const element = (id) => document.getElementById(id)
const state = {
  items: [],
  next: null,
  search: '',
  view: 'html',
  width: 'desktop',
  scheme: 'light',
  mail: null,
  newest: null,
}

async function getJson(path, options) {
  const response = await fetch(path, options)
  if (!response.ok && response.status !== 404) throw new Error(`${path} answered ${response.status}`)
  return response.ok ? response.json() : null
}

function listPath(before) {
  const query = new URLSearchParams({ limit: '50' })
  if (state.search) query.set('search', state.search)
  if (before) query.set('before', before)
  return `/api/mails?${query}`
}

async function loadList() {
  const search = state.search
  const { items, next } = await getJson(listPath())
  if (search !== state.search) return
  Object.assign(state, { items, next })
  if (!search && items[0]) state.newest = items[0].id
  showList()
}

async function loadOlder() {
  const { items, next } = await getJson(listPath(state.next))
  state.items.push(...items)
  state.next = next
  showList()
}

function showList() {
  const current = openId()
  const focused = document.activeElement?.getAttribute('href')
  element('list').replaceChildren(...state.items.map((mail) => row(mail, mail.id === current)))
  if (focused) element('list').querySelector(`a[href="${focused}"]`)?.focus()
  element('more').hidden = state.next === null
  element('clear').hidden = state.items.length === 0 && !state.search
  const more = state.next === null ? '' : ' and older ones'
  element('count').textContent = state.items.length === 0 ? '' : `${count(state.items.length)}${more}`
  showEmpty()
}

function showEmpty() {
  element('empty').hidden = state.items.length > 0
  element('empty-title').textContent = state.search ? 'Nothing found' : 'No mail yet'
  element('empty-text').textContent = state.search
    ? `No mail has “${state.search}” in its sender, recipients or subject.`
    : 'Every mail that the shop sends ends up here and goes nowhere else. Register an account or place an order, and it appears by itself.'
}

function count(mails) {
  return mails === 1 ? '1 mail' : `${mails} mails`
}

function row(mail, isCurrent) {
  const link = document.createElement('a')
  link.href = `#${mail.id}`
  if (isCurrent) link.setAttribute('aria-current', 'true')
  const time = document.createElement('time')
  time.dateTime = mail.receivedAt
  time.textContent = shortTime(new Date(mail.receivedAt))
  link.append(part('strong', mail.subject || '(no subject)'), time, part('span', `to ${mail.to.join(', ')}`))
  const item = document.createElement('li')
  item.append(link)
  return item
}

function part(name, text) {
  const node = document.createElement(name)
  node.dir = 'auto'
  node.textContent = text
  return node
}

function shortTime(date) {
  const isToday = date.toDateString() === new Date().toDateString()
  return isToday
    ? date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
    : date.toLocaleDateString([], { day: 'numeric', month: 'short' })
}

function openId() {
  const id = location.hash.slice(1)
  return id === 'all' ? '' : id
}

async function openMail() {
  const id = openId()
  element('panes').classList.toggle('reading', id !== '')
  for (const link of element('list').querySelectorAll('a')) {
    if (link.hash === `#${id}`) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
  }
  state.mail = id ? await getJson(`/api/mails/${encodeURIComponent(id)}`) : null
  if (id !== openId()) return
  element('mail').hidden = state.mail === null
  element('nothing').hidden = state.mail !== null
  element('nothing').textContent =
    id && !state.mail
      ? 'This mail was deleted.'
      : 'Choose a mail to read it. The arrow keys go from mail to mail.'
  if (state.mail) showMail(state.mail)
  // On a phone the list is gone now, and with it the focus.
  if (state.mail && matchMedia('(max-width: 760px)').matches) element('mail-pane').focus()
}

function showMail(mail) {
  element('subject').textContent = mail.subject || '(no subject)'
  const facts = [
    ['From', person(mail.from)],
    ['To', mail.to.join(', ')],
    ['Cc', mail.cc.map(person).join(', ')],
    ['Reply to', mail.replyTo.map(person).join(', ')],
    ['Received', new Date(mail.receivedAt).toLocaleString()],
  ].filter(([, value]) => value !== '')
  element('facts').replaceChildren(...facts.flatMap(([name, value]) => [part('dt', name), part('dd', value)]))
  // Pictures that belong to the HTML are seen in it.
  const shown = mail.attachments.filter((attachment) => !attachment.isInline)
  element('attachments').replaceChildren(...shown.map((attachment) => attachmentRow(mail, attachment)))
  showView()
}

/** The chosen view, or the other one where the mail has no such part; the choice stays for the next mail. */
function shownView(mail) {
  if (state.view === 'html' && mail.html === null) return 'text'
  if (state.view === 'text' && mail.text === null) return 'html'
  return state.view
}

function attachmentRow(mail, attachment) {
  const link = part('a', `${attachment.filename} (${Math.ceil(attachment.bytes / 1024)} KB)`)
  link.href = `/api/mails/${mail.id}/attachments/${attachment.index}`
  link.target = '_blank'
  const item = document.createElement('li')
  item.append(link)
  return item
}

function person({ name, address }) {
  return name ? `${name} <${address}>` : address
}

async function showView() {
  const { mail } = state
  const view = shownView(mail)
  for (const tab of element('tabs').children) {
    const isSelected = tab.dataset.view === view
    tab.setAttribute('aria-selected', String(isSelected))
    tab.tabIndex = isSelected ? 0 : -1
    tab.disabled = tab.dataset.view !== 'raw' && mail[tab.dataset.view] === null
  }
  for (const button of element('switches').querySelectorAll('button')) {
    const isPressed = button.dataset.width === state.width || button.dataset.scheme === state.scheme
    button.setAttribute('aria-pressed', String(isPressed))
  }
  element('switches').hidden = view !== 'html'
  element('view').replaceChildren(view === 'html' ? frame(mail) : await source(mail, view))
}

function frame(mail) {
  const iframe = document.createElement('iframe')
  iframe.title = 'The mail as HTML'
  iframe.setAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox')
  iframe.src = `/api/mails/${mail.id}/html`
  iframe.className = `${state.width} ${state.scheme}`
  return iframe
}

async function source(mail, view) {
  const response = await fetch(`/api/mails/${mail.id}/${view}`)
  return part('pre', await response.text())
}

/** Asks for the next mail again and again; an idle page costs one request a minute. */
async function follow() {
  for (;;) {
    try {
      const query = new URLSearchParams({ timeoutMs: '50000' })
      // Without an id the first answer would be the newest mail that is shown already.
      query.set('after', state.newest ?? '0')
      const mail = await getJson(`/api/mails/wait?${query}`)
      if (mail) {
        state.newest = mail.id
        await loadList()
      }
    } catch {
      element('count').textContent = 'The mail catcher does not answer; trying again'
      await new Promise((resolve) => setTimeout(resolve, 3000))
      await loadList().catch(() => undefined)
    }
  }
}

async function clearAll() {
  const dialog = element('ask')
  dialog.returnValue = 'no'
  dialog.showModal()
  await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }))
  if (dialog.returnValue !== 'yes') return
  await getJson('/api/mails', { method: 'DELETE' })
  location.hash = ''
  await loadList()
}

/** Moves the focus from mail to mail, and from tab to tab. */
function moveFocus(event, items, keys) {
  const step = keys.indexOf(event.key) * 2 - 1
  const here = items.indexOf(document.activeElement)
  const target = items[here === -1 ? 0 : Math.min(items.length - 1, Math.max(0, here + step))]
  event.preventDefault()
  target?.focus()
  target?.click()
}

document.addEventListener('keydown', (event) => {
  if (event.target.matches('input') || element('ask').open) return
  if (['ArrowUp', 'ArrowDown'].includes(event.key) && !event.target.closest('article')) {
    moveFocus(event, [...element('list').querySelectorAll('a')], ['ArrowUp', 'ArrowDown'])
  }
  if (['ArrowLeft', 'ArrowRight'].includes(event.key) && event.target.closest('#tabs')) {
    moveFocus(event, [...element('tabs').querySelectorAll('button:enabled')], ['ArrowLeft', 'ArrowRight'])
  }
})

element('tabs').addEventListener('click', (event) => {
  state.view = event.target.dataset.view ?? state.view
  showView()
})
element('switches').addEventListener('click', (event) => {
  state.width = event.target.dataset.width ?? state.width
  state.scheme = event.target.dataset.scheme ?? state.scheme
  showView()
})
element('search').addEventListener('input', (event) => {
  state.search = event.target.value.trim()
  loadList()
})
element('more').addEventListener('click', loadOlder)
element('clear').addEventListener('click', clearAll)
window.addEventListener('hashchange', openMail)

await loadList()
await openMail()
follow()
