/** One sheet for every page; light and dark follow the system. */
export const style = `
:root{color-scheme:light dark;--paper:#FBF8F3;--raised:#fff;--stone:#EFE9DF;--ink:#17171A;--ink-2:#5A5750;
--lagoon:#0E6B64;--on-lagoon:#fff;--danger:#A3242C;--success:#23693B;--brass:#7A5718;--field:#87817A}
@media (prefers-color-scheme:dark){:root{--paper:#121314;--raised:#1A1C1E;--stone:#26292C;--ink:#F3EFE8;--ink-2:#A8A39A;
--lagoon:#4FB7AC;--on-lagoon:#0B1413;--danger:#F28B8B;--success:#7CC798;--brass:#D9B26A;--field:#6F7478}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:14px/1.5 Inter,system-ui,sans-serif;font-variant-numeric:tabular-nums lining-nums}
a{color:var(--lagoon)}
:focus-visible{outline:2px solid var(--lagoon);outline-offset:2px}
header,main{max-width:1200px;margin:0 auto;padding:16px}
h1{font-size:22px;line-height:1.15;margin:0}
h2{font-size:18px;line-height:1.2;margin:24px 0 8px}
p{margin:4px 0 12px;max-width:68ch}
.quiet{color:var(--ink-2)}
code,pre,.id{font:12px/1.5 ui-monospace,SFMono-Regular,Menlo,monospace}
.id{overflow-wrap:anywhere}
pre{background:var(--stone);padding:12px;overflow:auto;border-radius:4px;max-height:70vh}
nav{display:flex;flex-wrap:wrap;gap:4px 16px;border-bottom:1px solid var(--stone);padding:12px 0}
nav a{display:inline-flex;align-items:center;min-height:44px;text-decoration:none;color:var(--ink-2)}
nav a[aria-current]{color:var(--ink);box-shadow:inset 0 -2px var(--lagoon)}
dl.facts{display:flex;flex-wrap:wrap;gap:8px 32px;margin:16px 0}
dl.facts dt{color:var(--ink-2);font-size:12px}
dl.facts dd{margin:0;font-size:16px}
button,.button{font:inherit;min-height:44px;padding:8px 16px;border:1px solid var(--field);border-radius:4px;background:var(--raised);color:var(--ink);cursor:pointer}
button.main{background:var(--lagoon);border-color:var(--lagoon);color:var(--on-lagoon)}
button.danger{color:var(--danger);border-color:currentColor}
button:disabled{opacity:.6;cursor:default}
form.row{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:end;margin:8px 0 16px}
form.inline{display:inline}
td form.inline button{min-height:32px;padding:2px 10px;margin:0 4px 4px 0}
label{display:block;color:var(--ink-2);font-size:12px}
input,select{font:inherit;font-size:16px;min-height:44px;width:100%;padding:8px 10px;color:var(--ink);background:var(--raised);border:1px solid var(--field);border-radius:4px}
.row label{width:168px;max-width:100%}
table{width:100%;border-collapse:collapse}
th{text-align:left;font-weight:500;color:var(--ink-2);font-size:12px;padding:8px 12px 8px 0;border-bottom:1px solid var(--field)}
td{padding:8px 12px 8px 0;border-bottom:1px solid var(--stone);vertical-align:top}
th.number,td.number{text-align:right;white-space:nowrap}
td.time,table .id{white-space:nowrap}
td form.inline button{white-space:nowrap}
.buttons{display:flex;flex-wrap:wrap;gap:8px;align-items:start}
summary{display:inline-flex;align-items:center;min-height:44px;padding:8px 0;cursor:pointer;color:var(--danger)}
.good{color:var(--success)}.bad{color:var(--danger)}.open{color:var(--brass)}
.error{color:var(--danger);margin:8px 0}
.error:empty{display:none}
body:has(.card-frame){background:transparent}
.card-frame{padding:4px;max-width:none}
.card-frame label{color:var(--ink);font-size:14px;font-weight:600;margin-bottom:4px}
.card-frame input{border-radius:var(--radius,4px)}
.card-frame input[aria-invalid=true]{border:2px solid var(--danger)}
.card-frame .error{margin:4px 0 0;font-weight:600}
.card-frame ul{margin:4px 0 0;padding:0;list-style:none}
.card-frame .quiet p{margin:0}
.card{background:var(--raised);border-radius:12px;padding:24px;max-width:440px;margin:24px auto;border:1px solid var(--stone)}
.bank{padding:32px}
.bank-name{display:flex;gap:8px;align-items:center;color:var(--ink-2);margin:0}
.bank-amount,.bank-card{display:flex;justify-content:space-between;align-items:baseline;gap:16px;border-bottom:1px solid var(--stone);padding:8px 0;margin:0}
.bank-amount strong{font-size:22px}
button.wide{width:100%;font-weight:600}
.bank a{display:inline-flex;min-height:44px;align-items:center}
.stack>*+*{margin-top:12px}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:12px}
@media (max-width:720px){
 table,tbody,tr,td{display:block;width:100%}
 thead{display:none}
 table .id,td.time{white-space:normal}
 td:has(>div:empty){display:none}
 tr{padding:12px 0;border-bottom:1px solid var(--stone)}
 td,td.number{border:0;padding:2px 0;text-align:left;display:grid;grid-template-columns:112px minmax(0,1fr);gap:8px;overflow-wrap:anywhere}
 td::before{content:attr(data-label);color:var(--ink-2);font-size:12px;padding-top:2px}
 td form.inline button{min-height:44px}
 .row label,.row button{width:100%}
}
@media (prefers-reduced-motion:no-preference){button{transition:opacity 120ms ease-out}}
`
