"""How offices write the names of municipalities, and which one each means, by its code.

None: the text is a question, because not every word of it is understood or because several fit.
"""

import unicodedata

NAME_ALONE = {
    "ISPARTA": "32", "Isparta": "32", "isparta": "32", "ısparta": "32", "IĞDIR": "76", "igdir": "76",
    "Corlu": "59-corlu", "ÇORLU": "59-corlu", "çorlu": "59-corlu", "  Çorlu  ": "59-corlu", "Çorlu.": "59-corlu",
    "ÇORLU*": "59-corlu", "“Çorlu”": "59-corlu", "[Çorlu]": "59-corlu", "Kirklareli": "39", "KIRKLARELI": "39",
    "KİRKLARELİ": "39", "kırklarelı": "39", "IPSALA": "22-ipsala", "ipsala": "22-ipsala", "Ipsala": "22-ipsala",
    "İĞNEADA": "39-igneada", "Igneada": "39-igneada", "ığneada": "39-igneada", "Kiyikoy": "39-kiyikoy",
    "SULEYMANPASA": "59-suleymanpasa", "Süleyman Paşa": "59-suleymanpasa", "Sarkoy": "59-sarkoy",
    "ŞarKöy": "59-sarkoy", "Marmara Ereğlisi": "59-marmaraereglisi", "MARMARAEREĞLİSİ": "59-marmaraereglisi",
    "Marmara-Ereğlisi": "59-marmaraereglisi", "Büyük Karıştıran": "39-buyukkaristiran",
    "Merkez Efendi": "20-merkezefendi", "19 Mayıs": "55-19-mayis", "Ondokuz Mayıs": "55-19-mayis", "OF": "61-of",
    "Luleburgaz": "39-luleburgaz", "LÜLEBURGAZ": "39-luleburgaz", "Uzunkopru": "22-uzunkopru",
    unicodedata.normalize("NFD", "Çorlu"): "59-corlu", unicodedata.normalize("NFD", "İğneada"): "39-igneada",
    unicodedata.normalize("NFD", "ŞARKÖY"): "59-sarkoy", "i̇psala": "22-ipsala", "Çor­lu": "59-corlu",
    "Çorlu\u200b": "59-corlu", "Marmara\u00a0Ereğlisi": "59-marmaraereglisi", "«Çorlu»": "59-corlu",
    "\ufeffÇorlu": "59-corlu", "Çorlu\u200bBelediyesi": "59-corlu", "Ｃｏｒｌｕ": "59-corlu", "Emirgâzi": "42-emirgazi",
    "Bey şehir": "42-beysehir", "Çeltik\nBelediyesi": "42-celtik", "Çorlu Belediyesi...": "59-corlu",
    "Tekirdağ B.Ş. Bld.": "59", "KARATAY BLD. BŞK.LIĞI": "42-karatay", "Tekirdağ/Çorlu/Merkez": "59-corlu",
    "Tekirdağ ili, Çorlu ilçesi": "59-corlu", "Konya Ereğlisi": "42-eregli", "Saray-Van": "65-saray",
    "Kofçaz Belediyesi(Kırklareli)": "39-kofcaz", "BABAESKİ BELEDİYE BAŞKANLIĞI'NA": "39-babaeski",
}  # fmt: skip
WORDS_OF_A_KIND = {
    "Çorlu Belediyesi": "59-corlu", "ÇORLU BELEDİYESİ": "59-corlu", "CORLU BELEDIYESI": "59-corlu",
    "Çorlu Belediye": "59-corlu", "Çorlu Bld.": "59-corlu", "Çorlu Bld": "59-corlu", "Çorlu Bel.": "59-corlu",
    "Çorlu Bel. Bşk.lığı": "59-corlu", "Çorlu Bel.Bşk.": "59-corlu", "Çorlu Belediye Başkanlığı": "59-corlu",
    "T.C. Çorlu Belediye Başkanlığı": "59-corlu", "T.C. ÇORLU BELEDİYESİ": "59-corlu", "TC Çorlu": "59-corlu",
    "Çorlu Belediye Bşk.lığı": "59-corlu", "Çorlu Bld. Bşk.": "59-corlu", "Çorlu Bld.si": "59-corlu",
    "Çorlu Belediye Başkanı": "59-corlu", "Çorlu'nun": "59-corlu", "ÇorluBelediyesi": "59-corlu",
    "Çorlu İlçesi": "59-corlu", "Çorlu İlçe Belediyesi": "59-corlu", "Vize İlçesi": "39-vize",
    "İPSALA İLÇE BELEDİYESİ": "22-ipsala", "Ipsala Ilce Belediyesi": "22-ipsala", "ipsala ilçesi": "22-ipsala",
    "Enez İlçe Bld.": "22-enez", "Enez İlçe Bel. Bşk.": "22-enez", "Vize ilçe belediye başkanlığı": "39-vize",
    "Büyükkarıştıran Beldesi": "39-buyukkaristiran", "Büyükkarıştıran Belde Belediyesi": "39-buyukkaristiran",
    "BÜYÜKKARIŞTIRAN BELDE BLD": "39-buyukkaristiran", "Alpullu Kasabası": "39-alpullu",
    "Alpullu Beldesi": "39-alpullu",
    "Tekirdağ Büyükşehir Belediyesi": "59", "Tekirdağ B.Ş.B.": "59", "TEKİRDAĞ BÜYÜKŞEHİR": "59",
    "Tekirdağ BŞB": "59", "Tekirdağ B.Şehir Belediyesi": "59", "Tekirdağ B. Şehir Bld.": "59",
    "Tekirdağ Büyük Şehir Belediyesi": "59", "TEKİRDAĞ BÜYÜKŞEHİR BLD. BŞK.LIĞI": "59",
    "Tekirdag Buyuksehir": "59", "T.C. Tekirdağ Büyükşehir Belediye Başkanlığı": "59",
    "Büyükşehir Belediyesi (Tekirdağ)": "59", "Tekirdağ Bşehir": "59", "Konya Büyükşehir": "42",
    "Edirne Belediyesi": "22", "Edirne İl Belediyesi": "22", "EDİRNE İLİ": "22",
    "Municipality of Hayrabolu": "59-hayrabolu", "Hayrabolu Municipality": "59-hayrabolu", "Of Belediyesi": "61-of",
    "Trabzon Of Belediyesi": "61-of",
    "Tekirdağ Metropolitan Municipality": "59",
}  # fmt: skip
WITH_PROVINCE = {
    "Edirne (Enez)": "22-enez", "Enez (Edirne)": "22-enez", "EDİRNE/ENEZ": "22-enez", "ENEZ/EDİRNE": "22-enez",
    "Enez-Edirne": "22-enez", "Edirne - Enez": "22-enez", "Edirne – Enez": "22-enez", "Enez, Edirne": "22-enez",
    "Edirne Enez": "22-enez", "Enez Edirne": "22-enez", "Edirne\\Enez": "22-enez", "Edirne > Enez": "22-enez",
    "Edirne: Enez": "22-enez", "Edirne | Enez": "22-enez", "Edirne_Enez": "22-enez", "Enez [Edirne]": "22-enez",
    "Edirne İli Enez İlçesi": "22-enez", "Edirne ili, Enez ilçe belediyesi": "22-enez",
    "Enez Belediyesi (Edirne)": "22-enez", "Enez Belediyesi/EDİRNE": "22-enez", "EDİRNE / Enez Belediyesi": "22-enez",
    "Edirne (Enez Belediyesi)": "22-enez", "Edirne'nin Enez ilçesi": "22-enez", "Enez (Edirne İli)": "22-enez",
    "Enez\nEdirne": "22-enez", "Enez(Edirne)": "22-enez", "Enez ( EDIRNE )": "22-enez", "(Edirne) Enez": "22-enez",
    "Konya Ereğli": "42-eregli", "Ereğli/KONYA": "42-eregli", "KONYA EREĞLİ BELEDİYESİ": "42-eregli",
    "Ereğli (Konya)": "42-eregli", "Ereğli (Zonguldak)": "67-eregli", "Zonguldak Ereğli": "67-eregli",
    "Saray (Tekirdağ)": "59-saray", "TEKİRDAĞ SARAY": "59-saray", "Saray/Van": "65-saray", "Van - Saray": "65-saray",
    "Karaman (Zonguldak)": "67-karaman", "Zonguldak/Karaman": "67-karaman", "Edirne Merkez": "22",
    "Merkez (Edirne)": "22", "Edirne/Merkez": "22", "Merkez/EDİRNE": "22", "Edirne (Merkez)": "22",
    "EDİRNE MERKEZ İLÇE": "22", "Merkez - Kırklareli": "39", "Edirne Merkez Belediyesi": "22",
    "Keşan Merkez": "22-kesan", "59 Çorlu": "59-corlu", "59-Çorlu": "59-corlu", "Çorlu (59)": "59-corlu",
    "22 Enez": "22-enez", "22/Enez": "22-enez", "22 Edirne": "22", "22 - EDİRNE - ENEZ": "22-enez",
    "Adana 1": "01", "01 Adana": "01", "Çorlu 59": "59-corlu", "Edirne/Edirne": "22",
    "Tekirdağ Büyükşehir Çorlu İlçe Belediyesi": "59-corlu", "Tekirdağ/Tekirdağ Büyükşehir": "59",
    "Hatay Antakya": "31-antakya", "Kocaeli/İzmit": "41-izmit", "Sakarya (Adapazarı)": "54-adapazari",
}  # fmt: skip
WITH_DISTRICT = {
    "Alpullu (Babaeski)": "39-alpullu", "Babaeski (Alpullu)": "39-alpullu", "Babaeski/Alpullu": "39-alpullu",
    "Kırklareli Babaeski Alpullu": "39-alpullu", "Kırklareli İli Babaeski İlçesi Alpullu Beldesi": "39-alpullu",
    "Alpullu / Babaeski / Kırklareli": "39-alpullu", "Edirne - Keşan / Beğendik": "22-begendik",
    "Kırklareli Merkez Kavaklı": "39-kavakli", "Kavaklı (Merkez) Kırklareli": "39-kavakli",
    "KIRKLARELİ/LÜLEBURGAZ/BÜYÜKKARIŞTIRAN": "39-buyukkaristiran", "Vize Çakıllı Beldesi": "39-cakilli",
    "Babaeski İlçesi Alpullu Belediyesi": None, "İnece (Kırklareli Merkez)": "39-inece",
}  # fmt: skip
EARLIER_NAMES = {
    "Karadeniz Ereğli": "67-eregli", "Kdz. Ereğli": "67-eregli", "KDZ.EREĞLİ BELEDİYESİ": "67-eregli",
    "Eyüp": "34-eyupsultan", "Eyüp Belediyesi": "34-eyupsultan", "Kazan (Ankara)": "06-kahramankazan", "Urfa": "63",
    "Ş.Urfa": "63", "Urfa Büyükşehir": "63", "K.Maraş": "46", "Maraş Büyükşehir Belediyesi": "46", "G.Antep": "27",
    "Antep": "27", "Afyon": "03", "Afyon Belediyesi": "03", "İçel": "33", "Mersin (İçel)": "33",
    "Dinar (Afyon)": "03-dinar", "İçel/Tarsus": "33-tarsus", "Siverek/Urfa": "63-siverek",
    "Konya Ereğlisi": "42-eregli",
}  # fmt: skip
# With the municipality that is offered first; empty where none need be.
QUESTIONS = {
    "Çorlı": "59-corlu", "Çrlu": "59-corlu", "Süleymanpşa": "59-suleymanpasa", "Hayrablu": "59-hayrabolu",
    "Lüleburgz": "39-luleburgaz", "Uzunköprü Belediyes": "22-uzunkopru", "Enez Köyü": "22-enez",
    "Enez Kaymakamlığı": "22-enez", "Enez Belediye Meclisi": "22-enez", "Enez Beldesi": "22-enez",
    "Alpullu İlçesi": "39-alpullu", "Enez Büyükşehir Belediyesi": "22-enez", "Enez (Edrne)": "22-enez",
    "Enez (Tekirdağ)": "22-enez", "Çorlu / Edirne": "59-corlu", "Edirne (Tekirdağ)": "22", "17 Çorlu": "59-corlu",
    "3. Çorlu": "59-corlu", "Çorlu ve Ergene": "59-corlu", "Edirne (Enez ve İpsala)": "", "Ereğli": "42-eregli",
    "Saray": "59-saray", "Tekirdağ Merkez": "59", "Merkez (Tekirdağ)": "59", "Edirne İl Özel İdaresi": "22",
    "M.Ereğlisi": "", "Merkez": "", "Belediye": "", "Büyükşehir": "", "Yokkasabacık Xyz": "", "1": "", "TOPLAM": "",
    "Babaeski İlçesi Alpullu Belediyesi": "", "Trakya Belediyeler Birliği": "", "Edirne Enez İpsala": "",
    "Çorlu Çerkezköy": "", "…": "", "Edirne Valiliği": "22", "Kırklareli Üniversitesi": "39",
}  # fmt: skip

CERTAIN = {
    text: code
    for table in [NAME_ALONE, WORDS_OF_A_KIND, WITH_PROVINCE, WITH_DISTRICT, EARLIER_NAMES]
    for text, code in table.items()
    if code
}
# Name, province, kind and district of four columns.
IN_COLUMNS = [
    (("Çorlu", "Tekirdağ"), "59-corlu"), (("ÇORLU", "TEKİRDAĞ İLİ"), "59-corlu"), (("Ereğli", "42"), "42-eregli"),
    (("Saray", "59 Tekirdağ"), "59-saray"), (("Saray", "Tekirdağ (59)"), "59-saray"), (("Saray", "van"), "65-saray"),
    (("Merkez", "Edirne"), "22"), (("Merkez Belediyesi", "Edirne"), "22"), (("Büyükşehir", "Tekirdağ"), "59"),
    (("Büyükşehir Belediyesi", "59"), "59"), (("Enez", "Edirne", "ilçe belediyesi"), "22-enez"),
    (("Edirne", "Edirne", "il belediyesi"), "22"), (("Tekirdağ", "", "büyükşehir"), "59"),
    (("Alpullu", "Kırklareli", "belde"), "39-alpullu"), (("Alpullu", "Kırklareli", "", "Babaeski"), "39-alpullu"),
    (("Merkez", "Edirne", "", "Keşan"), "22-kesan"), (("Merkez", "", "", "Keşan"), "22-kesan"),
    (("Belediye Başkanlığı", "Edirne", "", "Enez"), None), (("Tekirdağ", "Tekirdağ", "", "Süleymanpaşa"), "59"),
    (("İnece", "Kırklareli", "", "Merkez"), "39-inece"), (("Edirne", "Edirne", "", "Merkez"), "22"),
    (("Çorlu", "Tekirdağ", "büyükşehir ilçe belediyesi"), "59-corlu"), (("Enez", "Edirne", "", "Enez"), "22-enez"),
    (("Edirne (Enez)", "Edirne"), "22-enez"), (("Çorlu (Tekirdağ)", "Tekirdağ"), "59-corlu"),
    (("Çorlu", "Konya"), None), (("Çorlu", "Trakya"), None), (("Alpullu", "Kırklareli", "", "Vize"), None),
    (("Çorlu", "", "belde belediyesi"), None), (("Merkez", "Tekirdağ"), None), (("Enez", "Edirne", "", "Keşan"), None),
    (("Çorlu (Edirne)", "Tekirdağ"), None), (("Afyon", "Afyonkarahisar"), "03"), (("Dinar", "Afyon"), "03-dinar"),
    (("Tarsus", "İçel"), "33-tarsus"), (("Edirne", "", "", "Enez"), None),
]  # fmt: skip
