import { settingsMarkdown } from '@rialto/config'

/** The list of settings, as documents show it. */
export function describeSettings(): string {
  return `# Settings\n\nEvery setting is an environment variable. \`rialto config show\` prints the present values.\n\n${settingsMarkdown()}\n`
}
