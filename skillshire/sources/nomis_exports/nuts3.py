"""Areas of the European Union's third level (NUTS 3, edition of 2016), by their code.

Source: Office for National Statistics, NUTS level 3 of January 2018. Boundaries are those of one council
only where the area's name is the council's; Dorset's is not, for Christchurch has left the county since.
"""

# Areas with the very same boundary as a district or county of today.
AREAS = {
    "UKC13": "E06000005", "UKC14": "E06000047", "UKC21": "E06000057", "UKC23": "E08000024",
    "UKD33": "E08000003", "UKD41": "E06000008", "UKD42": "E06000009", "UKD61": "E06000007",
    "UKD62": "E06000049", "UKD63": "E06000050", "UKD72": "E08000012", "UKD73": "E08000014",
    "UKD74": "E08000015", "UKE11": "E06000010", "UKE12": "E06000011", "UKE21": "E06000014",
    "UKE22": "E06000065", "UKE32": "E08000039", "UKE41": "E08000032", "UKE42": "E08000035",
    "UKE45": "E08000036", "UKF11": "E06000015", "UKF14": "E06000018", "UKF21": "E06000016",
    "UKF24": "E06000062", "UKF25": "E06000061", "UKF30": "E10000019", "UKG11": "E06000019",
    "UKG12": "E10000034", "UKG13": "E10000031", "UKG21": "E06000020", "UKG22": "E06000051",
    "UKG23": "E06000021", "UKG24": "E10000028", "UKG31": "E08000025", "UKG32": "E08000029",
    "UKG33": "E08000026", "UKG36": "E08000027", "UKG37": "E08000028", "UKG38": "E08000030",
    "UKG39": "E08000031", "UKH11": "E06000031", "UKH12": "E10000003", "UKH14": "E10000029",
    "UKH21": "E06000032", "UKH23": "E10000015", "UKH24": "E06000055", "UKH25": "E06000056",
    "UKH31": "E06000033", "UKH32": "E06000034", "UKI32": "E09000033", "UKI34": "E09000032",
    "UKI42": "E09000030", "UKI45": "E09000022", "UKI54": "E09000010", "UKI61": "E09000006",
    "UKI62": "E09000008", "UKI71": "E09000003", "UKI72": "E09000005", "UKI73": "E09000009",
    "UKJ12": "E06000042", "UKJ13": "E06000060", "UKJ14": "E10000025", "UKJ21": "E06000043",
    "UKJ22": "E10000011", "UKJ31": "E06000044", "UKJ32": "E06000045", "UKJ34": "E06000046",
    "UKJ41": "E06000035", "UKK11": "E06000023", "UKK13": "E10000013", "UKK14": "E06000030",
    "UKK15": "E06000054", "UKK23": "E06000066", "UKK41": "E06000026", "UKK42": "E06000027",
    "UKK43": "E10000008",
}  # fmt: skip
# Groups and parts of councils.
NO_AREA = (
    "UKC11", "UKC12", "UKC22", "UKD11", "UKD12", "UKD34", "UKD35", "UKD36", "UKD37", "UKD44",
    "UKD45", "UKD46", "UKD47", "UKD71", "UKE13", "UKE31", "UKE44", "UKF12", "UKF13", "UKF15",
    "UKF16", "UKF22", "UKH15", "UKH16", "UKH17", "UKH34", "UKH35", "UKH36", "UKH37", "UKI31",
    "UKI33", "UKI41", "UKI43", "UKI44", "UKI51", "UKI52", "UKI53", "UKI63", "UKI74", "UKI75",
    "UKJ11", "UKJ25", "UKJ26", "UKJ27", "UKJ28", "UKJ35", "UKJ36", "UKJ37", "UKJ43", "UKJ44",
    "UKJ45", "UKJ46", "UKK12", "UKK21", "UKK22", "UKK30",
)  # fmt: skip
# Wales and Scotland; Northern Ireland is not in this survey.
ELSEWHERE = ("UKL", "UKM")
