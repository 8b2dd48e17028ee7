const parse = (text: string): readonly (readonly [string, string])[] =>
  text.split(',').map((entry) => {
    const [code = '', name = ''] = entry.trim().split('=')
    return [code, name]
  })

/** Japan's prefectures have names and no codes that people know. */
const named = (text: string) => parse(text.replace(/[^,]+/g, (name) => `${name.trim()}=${name.trim()}`))

/** Parts of countries that an address must name, as code and name. Only where people choose from a list they know. */
export const regions = {
  AE: named('Abu Dhabi,Ajman,Dubai,Fujairah,Ras Al Khaimah,Sharjah,Umm Al Quwain'),
  AU: parse(
    'ACT=Australian Capital Territory,NSW=New South Wales,NT=Northern Territory,QLD=Queensland,SA=South Australia,TAS=Tasmania,VIC=Victoria,WA=Western Australia',
  ),
  BR: parse(
    'AC=Acre,AL=Alagoas,AP=Amapá,AM=Amazonas,BA=Bahia,CE=Ceará,DF=Distrito Federal,ES=Espírito Santo,GO=Goiás,MA=Maranhão,MT=Mato Grosso,MS=Mato Grosso do Sul,MG=Minas Gerais,PA=Pará,PB=Paraíba,PR=Paraná,PE=Pernambuco,PI=Piauí,RJ=Rio de Janeiro,RN=Rio Grande do Norte,RS=Rio Grande do Sul,RO=Rondônia,RR=Roraima,SC=Santa Catarina,SP=São Paulo,SE=Sergipe,TO=Tocantins',
  ),
  CA: parse(
    'AB=Alberta,BC=British Columbia,MB=Manitoba,NB=New Brunswick,NL=Newfoundland and Labrador,NT=Northwest Territories,NS=Nova Scotia,NU=Nunavut,ON=Ontario,PE=Prince Edward Island,QC=Quebec,SK=Saskatchewan,YT=Yukon',
  ),
  IN: parse(
    'AN=Andaman and Nicobar Islands,AP=Andhra Pradesh,AR=Arunachal Pradesh,AS=Assam,BR=Bihar,CH=Chandigarh,CT=Chhattisgarh,DH=Dadra and Nagar Haveli and Daman and Diu,DL=Delhi,GA=Goa,GJ=Gujarat,HR=Haryana,HP=Himachal Pradesh,JK=Jammu and Kashmir,JH=Jharkhand,KA=Karnataka,KL=Kerala,LA=Ladakh,LD=Lakshadweep,MP=Madhya Pradesh,MH=Maharashtra,MN=Manipur,ML=Meghalaya,MZ=Mizoram,NL=Nagaland,OR=Odisha,PY=Puducherry,PB=Punjab,RJ=Rajasthan,SK=Sikkim,TN=Tamil Nadu,TG=Telangana,TR=Tripura,UP=Uttar Pradesh,UT=Uttarakhand,WB=West Bengal',
  ),
  JP: named(
    'Hokkaido,Aomori,Iwate,Miyagi,Akita,Yamagata,Fukushima,Ibaraki,Tochigi,Gunma,Saitama,Chiba,Tokyo,Kanagawa,Niigata,Toyama,Ishikawa,Fukui,Yamanashi,Nagano,Gifu,Shizuoka,Aichi,Mie,Shiga,Kyoto,Osaka,Hyogo,Nara,Wakayama,Tottori,Shimane,Okayama,Hiroshima,Yamaguchi,Tokushima,Kagawa,Ehime,Kochi,Fukuoka,Saga,Nagasaki,Kumamoto,Oita,Miyazaki,Kagoshima,Okinawa',
  ),
  MX: named(
    'Aguascalientes,Baja California,Baja California Sur,Campeche,Chiapas,Chihuahua,Ciudad de México,Coahuila,Colima,Durango,Estado de México,Guanajuato,Guerrero,Hidalgo,Jalisco,Michoacán,Morelos,Nayarit,Nuevo León,Oaxaca,Puebla,Querétaro,Quintana Roo,San Luis Potosí,Sinaloa,Sonora,Tabasco,Tamaulipas,Tlaxcala,Veracruz,Yucatán,Zacatecas',
  ),
  US: parse(
    'AL=Alabama,AK=Alaska,AZ=Arizona,AR=Arkansas,CA=California,CO=Colorado,CT=Connecticut,DE=Delaware,DC=District of Columbia,FL=Florida,GA=Georgia,HI=Hawaii,ID=Idaho,IL=Illinois,IN=Indiana,IA=Iowa,KS=Kansas,KY=Kentucky,LA=Louisiana,ME=Maine,MD=Maryland,MA=Massachusetts,MI=Michigan,MN=Minnesota,MS=Mississippi,MO=Missouri,MT=Montana,NE=Nebraska,NV=Nevada,NH=New Hampshire,NJ=New Jersey,NM=New Mexico,NY=New York,NC=North Carolina,ND=North Dakota,OH=Ohio,OK=Oklahoma,OR=Oregon,PA=Pennsylvania,PR=Puerto Rico,RI=Rhode Island,SC=South Carolina,SD=South Dakota,TN=Tennessee,TX=Texas,UT=Utah,VT=Vermont,VA=Virginia,WA=Washington,WV=West Virginia,WI=Wisconsin,WY=Wyoming',
  ),
} as const

export type RegionList = keyof typeof regions
