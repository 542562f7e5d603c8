"""Invented people. No name is that of anyone who holds or held an office in a union or a municipality we know of."""

WOMEN = [
    *["Aslı", "Ayça", "Bahar", "Banu", "Begüm", "Berna", "Burcu", "Canan", "Ceren", "Çiğdem", "Defne", "Didem"],
    *["Ebru", "Ece", "Elçin", "Esra", "Fulya", "Gamze", "Gonca", "Gülçin", "Hande", "İlkay", "İpek", "Leyla"],
    *["Melis", "Müge", "Nihan", "Nilüfer", "Özge", "Pelin", "Seda", "Selin", "Şirin", "Şule", "Tuğba", "Yasemin"],
    *["Zeynep", "Zerrin", "Ümran"],
]
MEN = [
    *["Alper", "Arda", "Barış", "Batuhan", "Berk", "Cem", "Cihan", "Çağatay", "Deniz", "Doruk", "Efe", "Emre"],
    *["Erdem", "Eren", "Fatih", "Ferit", "Görkem", "Hakan", "Halil", "Ilgaz", "İlker", "İsmail", "Kaan", "Kemal"],
    *["Levent", "Mert", "Murat", "Nadir", "Okan", "Onur", "Ozan", "Ömer", "Rıza", "Selim", "Serkan", "Şahin"],
    *["Tarık", "Tolga", "Tufan", "Uğur", "Ümit", "Volkan", "Yalın", "Yiğit"],
]
GIVEN = [name for pair in zip(MEN, WOMEN, strict=False) for name in pair] + MEN[len(WOMEN) :]

FAMILY = [
    *["Ağaçlıoğlu", "Akçınar", "Altınbaşak", "Arpacıgil", "Ayçiçekli", "Bağcıvan", "Başakgüder", "Bozkırlıoğlu"],
    *["Buğdaycıgil", "Cevizlioğlu", "Çakıltaş", "Çamlıbelen", "Çınarsoy", "Değirmenoğlu", "Derelioğlu", "Dutlukaya"],
    *["Elmacıgil", "Erguvanlı", "Fındıklıoğlu", "Gelincikli", "Gökpınarlı", "Göletçi", "Gündoğar", "Harmancıgil"],
    *["Hasatlı", "Ihlamurcu", "Irmaklıoğlu", "İğdeli", "İncirlioğlu", "Karabuğday", "Karaselvi", "Kavakdere"],
    *["Kayısıoğlu", "Kestaneli", "Kızılpınar", "Kirazlıtepe", "Kocabağ", "Kuşburnu", "Lavantacı", "Leylaklı"],
    *["Menekşeli", "Meşelioğlu", "Mısırlıbağ", "Narlıdereli", "Nergisli", "Otlukbelen", "Ovalıoğlu", "Palamutlu"],
    *["Pınarbaşlı", "Sarıbaşak", "Sazlıdereli", "Selvilioğlu", "Söğütlügil", "Sümbüllü", "Şeftalici", "Tarlabaşlı"],
    *["Üzümcügil", "Yamaçlıoğlu", "Yeşilırmaklı", "Yoncalı", "Zeytinlioğlu"],
]
TITLES = {7: "Dr.", 31: "Prof. Dr.", 43: "Av.", 59: "Dr."}


def person(number: int) -> tuple[str, str]:
    """Title, mostly empty, and full name of the invented person with this number."""
    # 83 given and 61 family names: two primes, so that nobody comes back before 5,063 people are named.
    given = GIVEN[number * 29 % len(GIVEN)]
    family = FAMILY[number * 17 % len(FAMILY)]
    return TITLES.get(number % 89, ""), f"{given} {family}"
