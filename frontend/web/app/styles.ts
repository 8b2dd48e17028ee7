import { createHash } from 'node:crypto'
import styles from './app.css?inline'

/** The only inline style that a browser may take from us: the style sheet of all pages, named by its hash. */
export const styleSource = `'sha256-${createHash('sha256').update(styles).digest('base64')}'`
