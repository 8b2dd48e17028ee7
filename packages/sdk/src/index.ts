export { type Client, type Content, openClient, type Reply, type Transport } from './client.ts'
export { fetchTransport } from './fetch-transport.ts'
