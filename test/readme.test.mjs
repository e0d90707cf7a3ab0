import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(__dirname, '..')
const readme = readFileSync(`${root}/README.md`, 'utf8')
const people = JSON.parse(readFileSync(`${root}/api/content/demo/people.json`, 'utf8'))
const scripts = Object.keys(JSON.parse(readFileSync(`${root}/package.json`, 'utf8')).scripts)

describe('README', () => {
  it('names every staff account of the demo, and nobody who is not there', () => {
    const table = readme.slice(readme.indexOf('| Account |'), readme.indexOf('## Folders'))
    const rows = table.split('\n').filter((line) => line.startsWith('|'))
    const named = rows.flatMap((row) => [...row.matchAll(/`([a-z]+)`/g)].map(([, name]) => name))
    expect(named.sort()).toEqual(people.staff.map(({ username }) => username).sort())
  })

  it('gives demo citizens the phone numbers they have', () => {
    const table = readme.slice(readme.indexOf('| Citizen |'), readme.indexOf('| Account |'))
    const rows = [...table.matchAll(/^\| (.+?) \| ([\d、]+) \|/gm)].flatMap(([, names, phones]) =>
      names.split('、').map((name, i) => [name, phones.split('、')[i]]),
    )
    expect(rows.length).toBeGreaterThanOrEqual(10)
    for (const [name, phone] of rows) expect(people.citizens.find((citizen) => citizen.phone === phone)?.name).toBe(name)
  })

  it('mentions no npm script, file or picture that does not exist', () => {
    for (const [, name] of readme.matchAll(/`npm run ([a-z:]+)/g)) if (!name.startsWith('build:')) expect(scripts).toContain(name)
    for (const [, path] of readme.matchAll(/\]\(((?!https?:)[^)#]+)\)/g)) expect([path, existsSync(`${root}/${path}`)]).toEqual([path, true])
  })
})
