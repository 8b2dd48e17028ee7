/** What a rule may look at: the title and the type of one product, in lower case, and which facts it states. */
export interface CategoryClues {
  title: string
  type: string
  has: (attribute: string) => boolean
}

interface Rule {
  category: string
  title?: RegExp
  type?: RegExp
  attribute?: string
}

// The file has no categories. The title is written after one pattern (brand, model, kind of thing, facts), so
// the kind of thing can be read from it. The first rule that fits wins: accessories stand before the things
// they belong to, because "printer cable" is a cable and "notebook battery" is a battery.
const rules: Rule[] = [
  {
    category: 'Computers > Notebooks',
    type: /^(notebook|chromebook|netbook|hybrid \(2-in-1\)|mobile workstation)$/,
  },
  { category: 'Computers > Desktops', type: /^(pc|workstation|all-in-one pc|mini pc.*|thin client)$/ },
  { category: 'Computers > Servers', type: /^(server|storage server|nas)$/ },
  { category: 'Computers > Mainboards', title: /motherboard/ },
  { category: 'Computers > Processors', type: /^processor$/ },
  { category: 'Toys > Puzzles and games', type: /puzzle/ },
  { category: 'Toys > Puzzles and games', title: /puzzle|\d pieces/ },
  {
    category: 'Toys > Dolls and play',
    title: /playset|model building|children toy|doll\b|plush|sylvanian|zapf/,
  },
  {
    category: 'Services > Warranty and support',
    title: /warranty|support (pack|contract|extension)|on-?site|care ?pa[cq]k?/,
  },
  { category: 'Phones > Telephones', title: /smartphone/ },
  { category: 'Computers > Screen protection', title: /privacy (filter|screen)|screen protector/ },
  { category: 'Computers > Docks and stands', title: /cable lock|(notebook|laptop) lock|security enclosure/ },
  { category: 'Cables > Network cables', title: /(patch|fib[er]{2}|plenum).*(cable|patch)|patch cable/ },
  {
    category: 'Printing > Ink and toner',
    title:
      /toner|\bink\b|singlepack|multipack|original (black|cyan|magenta|yellow)|ink cartridge|fuser|imaging unit|printhead|print head/,
  },
  { category: 'Printing > Ink and toner', type: /^(original|compatible)$/, attribute: 'printing_colours' },
  {
    category: 'Printing > Ink and toner',
    title: /printer (drum|ribbon)|fax (cartridge|ribbon)|photoconductor/,
  },
  { category: 'Printing > Ink and toner', type: /^(original|compatible)$/, attribute: 'ink_type' },
  { category: 'Printing > Labels', title: /label(?!.*printer)|self-adhesive|sticker/ },
  {
    category: 'Printing > Printer parts',
    title: /tray\b|feeder|printer (kit|belt|roller|cabinet|emulation)|duplex/,
  },
  { category: 'Printing > Printer parts', title: /maintenance kit|transfer (belt|unit)|waste toner|staple/ },
  { category: 'Printing > Paper and film', title: /\bpaper\b|photo film|printing film|transparenc|canvas/ },
  {
    category: 'Power > Uninterruptible power',
    title: /\bups\b|(powerware|symmetra|smartpro|liebert)|uninterruptible|smart-ups|back-ups/,
  },
  {
    category: 'Power > Surge protection and strips',
    title: /surge|power extension|power strip|power distribution/,
  },
  { category: 'Power > Batteries', title: /battery|batteries/ },
  {
    category: 'Power > Adapters and chargers',
    title: /power adapter|inverter|charger|power supply|power unit/,
  },
  {
    category: 'Cables > Network cables',
    title: /networking cable|patch cable|fibre optic|fiber optic|\bcat ?[56]/,
  },
  { category: 'Cables > Network cables', attribute: 'cable_standard' },
  { category: 'Cables > Power cables', title: /power cable|power cord/ },
  {
    category: 'Cables > Video cables',
    title: /(hdmi|displayport|vga|dvi|video|coaxial|s-video).*(cable|adapter)/,
  },
  { category: 'Cables > Audio cables', title: /audio cable|speaker cable|headphone cable/ },
  { category: 'Cables > USB cables', title: /usb.*cable|lightning cable|firewire/ },
  {
    category: 'Cables > Data cables',
    title: /cable(?! (lock|manage|tray|box))|cable (gender|interface|splitter)/,
  },
  { category: 'Cables > Adapters', title: /adapter|converter|connector|gender changer|splitter|extender/ },
  {
    category: 'Computers > Memory',
    title: /memory module|\bddr[234]?\b.*(module|dimm)|memory card|flash drive/,
  },
  {
    category: 'Computers > Drives',
    title:
      /hard (disk )?drive|hard disk|\bhdd\b|\b\d+ ?[gt]b (sata|sas|ssd|3\.5)|^(?!.*(core|notebook)).*\bssd\b|solid state|optical disc drive|tape drive|disk array/,
  },
  {
    category: 'Computers > Blank media',
    title: /\b(cd|dvd|bd)[-+]?(r|rw|ram|re)\b|blank|data cartridge|tape|disc/,
  },
  { category: 'Computers > Cooling', title: /cooling|cooler|\bfan\b|heatsink|radiator/ },
  { category: 'Computers > Graphics cards', title: /graphics card|geforce|radeon|quadro/ },
  {
    category: 'Computers > Cards and controllers',
    title: /interface cards|raid controller|network card|tv tuner/,
  },
  {
    category: 'Computers > Bags and cases',
    title: /notebook case|backpack|briefcase|tablet case|equipment case|sleeve/,
  },
  { category: 'Computers > Bags and cases', title: /\bcase\b|cover|holster|messenger|trolley|pouch/ },
  { category: 'Computers > Screen protection', title: /privacy filter|screen protector/ },
  {
    category: 'Computers > Docks and stands',
    title: /docking|dock\b|notebook stand|port replicator|cable lock/,
  },
  { category: 'Computers > Notebooks', title: /notebook|laptop|chromebook|netbook|macbook|ultrabook/ },
  { category: 'Computers > Servers', title: /\bserver\b/ },
  { category: 'Computers > Desktops', title: /\bpc\b|workstation|desktop|thin client|barebone|all-in-one/ },
  { category: 'Computers > Tablets', title: /tablet|e-book reader/ },
  { category: 'Displays > Monitors', title: /monitor|computer monitor|flat panel pc/ },
  { category: 'Displays > Projectors', title: /projector|projection|projector lamp|\blamp\b/ },
  { category: 'Displays > Mounts', title: /mount|bracket|flat panel|\bstand\b|holder/ },
  { category: 'Displays > Televisions', title: /\btv\b|television|signage|set-top/ },
  { category: 'Network > Switches', title: /switch(?!ed)|kvm/ },
  {
    category: 'Network > Routers and access points',
    title: /router|access point|gateway|firewall|modem|bridge|repeater/,
  },
  { category: 'Network > Racks', title: /\brack|enclosure|cabinet|panel|rail/ },
  { category: 'Network > Transceivers', title: /transceiver|\bsfp\b|media converter|network/ },
  { category: 'Input > Keyboards', title: /keyboard|keypad|\bkbd\b/ },
  { category: 'Input > Mice', title: /mouse|mice|trackball|touchpad/ },
  {
    category: 'Input > Game controllers',
    title: /gaming controller|gamepad|joystick|game console|gaming chair/,
  },
  { category: 'Input > Scanners and readers', title: /scanner|bar code|card reader|reader/ },
  { category: 'Printing > Printers', title: /printer|multifunction|laserjet|inkjet|plotter|fax|copier/ },
  { category: 'Photo > Cameras', title: /camera|camcorder|webcam|lens|tripod|flash\b/ },
  { category: 'Sound > Headphones', title: /headphone|headset|earphone|earbud/ },
  { category: 'Sound > Speakers', title: /speaker|soundbar|subwoofer|loudspeaker|docking speaker/ },
  {
    category: 'Sound > Players and receivers',
    title: /mp3|mp4|audio|radio|cd player|blu-ray|dvd player|receiver|microphone/,
  },
  { category: 'Phones > Telephones', title: /phone|telephone|dect/ },
  { category: 'Software > Licences', title: /software|licen[cs]e|upgrade|antivirus|windows|office suite/ },
  {
    category: 'Services > Warranty and support',
    title: /warranty|support|carepaq|care pack|on-site|service|installation/,
  },
  { category: 'Office > Calculators', title: /calculator/ },
  {
    category: 'Office > Filing and desk',
    title: /binder|folder|laminat|stapler|shredder|file|filing|pen\b|desk|tag\b|paper/,
  },
  { category: 'Toys > Puzzles and games', title: /puzzle|pieces|board game|card game|learning toy/ },
  { category: 'Toys > Dolls and play', title: /doll|toy|playset|figure|plush|lego|skill game|craft/ },
  {
    category: 'Home > Shaving and hair',
    title: /shaver|epilator|hair|trimmer|toothbrush|curling|straighten|razor/,
  },
  {
    category: 'Home > Kitchen',
    title: /coffee|kettle|blender|toaster|juice|citrus|mill|pan\b|oven|fryer|mixer|kitchen|grill|scale|food/,
  },
  {
    category: 'Home > Cleaning and care',
    title: /vacuum|iron\b|steam|cleaning|cleaner|air purifier|humidifier/,
  },
  { category: 'Home > Light', title: /bulb|led lamp|lighting|lantern|flashlight|torch/ },
  { category: 'Computers > Processors', attribute: 'processor_socket' },
  { category: 'Cables > Data cables', attribute: 'cable_length' },
  { category: 'Displays > Projectors', attribute: 'lamp_power' },
  { category: 'Network > Switches', title: /\bunmanaged\b|\bmanaged\b|\bhub\b/ },
  { category: 'Phones > Telephones', title: /\bsim\b|\bandroid\b|galaxy|motorola/ },
  { category: 'Displays > Monitors', title: /\blcd\b|1920 x 1080|1280 x 1024|1680 x 1050/ },
  { category: 'Displays > Projectors', title: /\blumens\b|\bxga\b/ },
  { category: 'Printing > Paper and film', title: /large format media|\bsheets\b|\bmedia\b|\bfilm\b/ },
  { category: 'Printing > Ink and toner', title: /cartridge|ribbon|\bdrum\b|\boriginal\b/ },
  { category: 'Power > Batteries', title: /\bmah\b/ },
  { category: 'Photo > Cameras', title: /\bef\b.*mm|\busm\b|\bcoolpix\b/ },
  { category: 'Sound > Players and receivers', title: /\bhi-?fi\b|walkman|home theat|remote control/ },
  { category: 'Computers > Processors', title: /\b(xeon|pentium|celeron)\b/ },
  { category: 'Computers > Parts', title: /kit|upgrade|module|spare|component|part\b|bezel|board/ },
]

/** The category of one product, "Other > Electronics" when nothing in it says more. */
export function findCategory(clues: CategoryClues): string {
  return rules.find((rule) => fits(rule, clues))?.category ?? 'Other > Electronics'
}

function fits(rule: Rule, clues: CategoryClues): boolean {
  if (rule.title !== undefined && !rule.title.test(clues.title)) return false
  if (rule.type !== undefined && !rule.type.test(clues.type)) return false
  return rule.attribute === undefined || clues.has(rule.attribute)
}
