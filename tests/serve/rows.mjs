// Asks an endpoint with sparql-http-client. Arguments: folder of the package, endpoint, query (by operation: get, ...).
import { pathToFileURL } from 'node:url'

const [folder, endpointUrl, query] = process.argv.slice(2)
const { default: ParsingClient } = await import(pathToFileURL(`${folder}/ParsingClient.js`))
const client = new ParsingClient({ endpointUrl })
const found = {}
for (const operation of ['get', 'postDirect', 'postUrlencoded']) {
  const rows = await client.query.select(query, { operation })
  found[operation] = rows.map(row => Object.fromEntries(Object.entries(row).map(([name, term]) => [name, term.value])))
}
found.ask = await client.query.ask(`ASK { ${query.slice(query.indexOf('{') + 1, query.lastIndexOf('}'))} }`)
found.triples = (await client.query.construct('CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 50')).size
console.log(JSON.stringify(found))
