export { type Client, openClient, type Reply, type Transport } from './client.ts'
export { fetchTransport } from './fetch-transport.ts'
