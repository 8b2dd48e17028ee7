import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { islands } from './islands-plugin.ts'

export default defineConfig({
  plugins: [islands(), tailwindcss(), reactRouter()],
  environments: {
    ssr: { build: { rollupOptions: { input: './app/server.ts' } } },
  },
  // Our own packages are TypeScript and go through the build; the rest is loaded as it is.
  ssr: { noExternal: [/^@rialto\//] },
  build: { assetsInlineLimit: 0 },
})
