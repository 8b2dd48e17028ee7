export * from './contract/events.ts'
export * from './contract/facts.ts'
export { languages, localText, productStates } from './contract/words.ts'
