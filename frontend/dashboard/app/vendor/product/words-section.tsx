import { useSay } from '../../texts.ts'
import type { AttributeChoice } from '../catalogue.server.ts'
import { Section, type SectionProps } from './sections.tsx'
import { SmallField } from './small-field.tsx'
import { type WordLanguage, type WordRow, wordLanguages, wordRows } from './words.ts'

const factCharactersMax = 10_000
const charactersMax = { option: 60, value: 100, fact: factCharactersMax }
const headingClass = 'border-b border-stone px-1 py-2 text-start text-xs font-semibold text-ink-2'

type WordsProps = SectionProps & { readonly choices: readonly AttributeChoice[] }

/** What options, values and facts are called in other languages, each beside the word as it stands in the product. */
export function WordsSection({ draft, change, problems, choices }: WordsProps) {
  const say = useSay()
  const rows = wordRows(draft)
  if (rows.length === 0) return null
  const set = (language: WordLanguage, key: string, text: string) =>
    change(({ words }) => ({ words: { ...words, [language]: { ...words[language], [key]: text } } }))
  return (
    <Section title={say('vendor.editor.words')} note={say('vendor.editor.wordsNote')}>
      <table className="w-full table-fixed border-separate border-spacing-0 md:max-w-4xl">
        <thead>
          <tr>
            <th scope="col" className={headingClass}>
              {say('vendor.editor.word')}
            </th>
            {wordLanguages.map((language) => (
              <th key={language} scope="col" className={headingClass}>
                {say(`vendor.language.${language}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" className="border-b border-stone px-1 py-2 text-start font-normal break-words">
                <WordName row={row} choices={choices} />
              </th>
              {wordLanguages.map((language) => (
                <td key={language} className="border-b border-stone px-1 py-2 align-top">
                  <SmallField
                    label={
                      <>
                        {say(`vendor.language.${language}`)}: <bdi>{row.word}</bdi>
                      </>
                    }
                    isLabelHidden
                    lang={language}
                    value={draft.words[language][row.key] ?? ''}
                    maxLength={charactersMax[row.kind]}
                    error={problems.at(`/translations/${language}/${row.path}`)}
                    onChange={(event) => set(language, row.key, event.currentTarget.value)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

/** A value stands under its option, the text of a fact with what the fact is called. */
function WordName({ row, choices }: { row: WordRow; choices: readonly AttributeChoice[] }) {
  if (row.kind === 'option') return <bdi className="font-semibold">{row.word}</bdi>
  const owner = row.kind === 'fact' ? choices.find((one) => one.key === row.of)?.label : undefined
  return (
    <>
      <bdi className="block">{row.word}</bdi>
      <bdi className="block text-xs text-ink-2">{owner ?? row.of}</bdi>
    </>
  )
}
