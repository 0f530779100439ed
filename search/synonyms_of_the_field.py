"""The synonyms an installation starts with: abbreviations of the field, and the glossary across languages (docs/glossary.md).

Put into the table once, by a migration; from then on they are the editors'.
"""

LINES = (
    "SKDM, CBAM, sınırda karbon düzenleme mekanizması, carbon border adjustment mechanism, آلية تعديل حدود الكربون",
    "KOBİ, SME, küçük ve orta büyüklükte işletme, small and medium enterprise, المنشآت الصغيرة والمتوسطة",
    "İSG, OHS, iş sağlığı ve güvenliği, occupational health and safety, السلامة والصحة المهنية",
    "IoT, nesnelerin interneti, internet of things, إنترنت الأشياء",
    "OEE, toplam ekipman etkinliği, overall equipment effectiveness",
    "ikiz dönüşüm, twin transition, التحول المزدوج",
    "dijital dönüşüm, digital transformation, التحول الرقمي",
    "yeşil dönüşüm, green transformation, green transition, التحول الأخضر",
    "enerji verimliliği, enerji tasarrufu, energy efficiency, energy saving, كفاءة الطاقة",
    "sera gazı, karbon emisyonu, greenhouse gas, غازات الدفيئة",
    "karbon ayak izi, carbon footprint, البصمة الكربونية",
    "yalın üretim, lean production, lean manufacturing, الإنتاج الرشيق",
    "kestirimci bakım, predictive maintenance, الصيانة التنبؤية",
    "siber güvenlik, cyber security, cybersecurity, الأمن السيبراني",
    "yapay zekâ, YZ, artificial intelligence, AI, الذكاء الاصطناعي",
    "döngüsel ekonomi, circular economy, الاقتصاد الدائري",
    "satın alma, tedarik, procurement, purchasing, المشتريات",
    "tedarikçi, supplier, المورد",
    "atıksu, atık su, wastewater, waste water, مياه الصرف",
    "KVKK, kişisel veri, gizlilik, personal data, privacy, البيانات الشخصية, الخصوصية",
    "KKD, koruyucu donanım, personal protective equipment, PPE, معدات الوقاية",
    "fazla mesai, fazla çalışma, overtime, العمل الإضافي",
    "toplumsal cinsiyet eşitliği, gender equality, المساواة بين الجنسين",
    "yol haritası, roadmap, خارطة الطريق",
    "mentör, mentor, المرشدة",
)
