// Derives src/MessengerMarketing.Core/Customers/Numbering/numbering-plans.tsv from libphonenumber-js' metadata.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Metadata } from 'libphonenumber-js/core'

const require = createRequire(import.meta.url)
const source = require('libphonenumber-js/metadata.max.json')
const { version } = JSON.parse(readFileSync(new URL('node_modules/libphonenumber-js/package.json', import.meta.url)))
const target = new URL('../../src/MessengerMarketing.Core/Customers/Numbering/numbering-plans.tsv', import.meta.url)

// Prefixes a country has given up, but which its customer lists still hold. Mexico dialled 01 between areas, 044 and
// 045 to mobiles, and +52 1 from abroad until August 2019; the ten digits behind them are the same today.
const formerPrefixes = { MX: '0(?:[12]|4[45])|1' }

function row(country, plan, isMain) {
  const trunk = plan.nationalPrefix() || ''
  // The general metadata answers with the trunk prefix itself where the two are the same.
  const parsing = formerPrefixes[country] ?? (plan.nationalPrefixForParsing() || '')
  return [
    country,
    plan.callingCode(),
    isMain ? 'main' : '',
    plan.IDDPrefix() || '',
    trunk,
    parsing === trunk ? '' : parsing,
    plan.nationalPrefixTransformRule() || '',
    plan.nationalNumberPattern(),
    plan.type('MOBILE')?.pattern() || '',
    plan.possibleLengths().join(','),
  ]
}

const rows = []
for (const country of Object.keys(source.countries).sort()) {
  const metadata = new Metadata(source)
  metadata.selectNumberingPlan(country)
  const plan = metadata.numberingPlan
  // The first country listed under a calling code is the one whose plan speaks for all of them.
  rows.push(row(country, plan, source.country_calling_codes[plan.callingCode()][0] === country))
}

for (const callingCode of Object.keys(source.nonGeographic).sort()) {
  const metadata = new Metadata(source)
  metadata.selectNumberingPlan(callingCode)
  rows.push(row('001', metadata.numberingPlan, true))
}

for (const cells of rows) {
  if (cells.some((cell) => /[\t\n]/.test(cell)) || !cells[7] || !cells[9]) {
    throw new Error(`Unexpected plan: ${cells.join(' | ')}`)
  }
}

const heading = [
  `# Derived by tools/numbering-plans from libphonenumber-js ${version} (MIT), whose data is Google's libphonenumber`,
  '# metadata (Apache License 2.0). Do not edit by hand. Country 001 stands for calling codes of no country.',
  '# ' + [
    'country', 'calling code', 'main country of the code', 'international prefix', 'trunk prefix',
    'prefix pattern, where it is more than the trunk prefix', 'rewrite rule of the prefix pattern',
    'national number pattern', 'mobile number pattern', 'possible lengths',
  ].join('\t'),
]

writeFileSync(target, [...heading, ...rows.map((cells) => cells.join('\t'))].join('\n') + '\n')
console.log(`${rows.length} plans`)
