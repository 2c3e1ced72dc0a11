//! Unicode 16.0.0 as Python's str methods see it: data only, written by `unicode_tables.py`.
//!
//! The reader is `unicode.rs`; nothing else should look at these tables.

/// Property bit: alpha.
pub const ALPHA: u16 = 1 << 0;
/// Property bit: decimal.
pub const DECIMAL: u16 = 1 << 1;
/// Property bit: digit.
pub const DIGIT: u16 = 1 << 2;
/// Property bit: numeric.
pub const NUMERIC: u16 = 1 << 3;
/// Property bit: space.
pub const SPACE: u16 = 1 << 4;
/// Property bit: printable.
pub const PRINTABLE: u16 = 1 << 5;
/// Property bit: upper.
pub const UPPER: u16 = 1 << 6;
/// Property bit: lower.
pub const LOWER: u16 = 1 << 7;
/// Property bit: title.
pub const TITLE: u16 = 1 << 8;
/// Property bit: xid start.
pub const XID_START: u16 = 1 << 9;
/// Property bit: xid continue.
pub const XID_CONTINUE: u16 = 1 << 10;
/// Property bit: case ignorable.
pub const CASE_IGNORABLE: u16 = 1 << 11;

/// The letters that name a combination of properties in [`RUNS`], in the order of [`CLASSES`].
pub const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&()";

/// The combinations of property bits that occur.
#[rustfmt::skip]
pub const CLASSES: &[u16] = &[
    0, 1697, 1633, 1569, 3104, 32, 1056, 1577, 1070, 40, 3617, 2080, 2048, 3745, 44, 1576, 16, 1825, 33, 96,
    1057, 1068, 1568, 48, 3232, 2209, 3616, 3072, 1640, 1704, 160, 2081, 3105,
];

/// 4013 runs covering all code points: length in base 32 (left out for 1), then the class letter.
#[rustfmt::skip]
pub const RUNS: &str = concat!(
    "9A5QeA4QX6FL6FLFaIL6FqC3FLGLqB4F6AQqAQ7FLFB2FMFL2F2OLBFELOBF3JFnCF7CoBF8BCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBC",
    "BCBCBCBCBCBCBCBCBCBCBCBC2BCBCBCBCBCBCBCBC2BCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCB2CBCBC3B2CBCB2C",
    "B3C2B4CB2CB3C3B2CB2CBCBCB2CBC2BCB2CB3CBCB2C2BDC3B4DCRBCRBCRBCBCBCBCBCBCBCBC2BCBCBCBCBCBCBCBCBC2BCRBCB3CB",
    "CBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBC7B2CB2C2BCB4CBCBCBCBC25BDrB9N7K2N4LcKeL5N7LKLKh",
    "L25EY1aECBCBKLCB2AZ3BFC4A2LCE3CACA2CBhCA9C13BC2B3C3BCBCBCBCBCBCBCBCBCBCBCBC5BCBFCB2C2B1jC1gBCBCBCBCBCBCB",
    "CBCBCBCBCBCBCBCBCBCBCBF5E2LCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCB2CBCBCBCBCBCBC2BCBCBCBC",
    "BCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBA16C2AK5FL19B2F",
    "2A3FA1dEFEF2EF2EFE8ArD4A4DFLbA6MaFbEFM3F10DKaDlEaI4F2DE33DFD7EMF6E2K2EF4E2DaI3D2FDeFAMDEuDrE2A2pDbEDeAaI",
    "11D9E2K4FK2AE2FmD4EK9EK3EK5E2AfFApD3E2AFAbD5AoDL6DA2M5A9E19DKoEM10EG1mDEGED3G8E4GE2GD7EaD2E2FaIFKfDE2GA8",
    "D2A2D2AmDA7DAD3A4D2AED3G4E2A2G2A2GED8AG4A2DA3D2E2AaI2D2F6J2FDFE2A2EGA6D4A2D2AmDA7DA2DA2DA2D2AEA3G2E4A2E2",
    "A3E3AE7A4DAD7AaI2E3DEFaA2EGA9DA3DAmDA7DA2DA5D2AED3G5EA2EGA2GE2ADfA2D2E2AaI2F7AD6EAE2GA8D2A2D2AmDA7DA2DA5",
    "D2AEDGEG4E2A2G2A2GE7A2EG4A2DA3D2E2AaIFD6JaAEDA6D3A3DA4D3A2DADA2D3A2D3A3D3AcD4A2GE2G3A3GA3GE2AD6AGeAaI3J8",
    "F5AE3GE8DA3DAnDAgD2AED3E4GA3EA4E7A2EA3D2AD2A2D2E2AaI7AF7JFDE2GF8DA3DAnDAaDA5D2AEDGE5GAE2GA2G2E7A2G6A2DA2",
    "D2E2AaIA2DGcA2E2G9DA3DA19D2ED3G4EA3GA3GEDF4A3DG7J3D2E2AaI9JF6DAE2GAiD3AoDA9DAD2A7D3AE4A3G3EAEA8G6AaI2A2G",
    "FcA1gDEDU7E4AF6DK8EFaI2F15A2DADA5DAoDADAaDEDU9ED2A5DAKA7EAaI2A4D10ADnF2E6FaIaJFEFEFE4F2G8DA14D4AeEG5EF2E",
    "5DbEA14EA8FE6FAdF15A1bD2G4EG6EG2E2G2EDaI6F6D2G2E4D3ED3G2D7G3D4EdDE2G2E6GEDGaI3GE2F16CAC5AC2A1bBFN3Ba9DA4",
    "D2A7DADA4D2A19DA4D2A11DA4D2A7DADA4D2AfDA1pDA4D2A23D2A3E9F9VbJ3AgDaF6A2mC2A6B2AFjcD2FhDQqD2F3A2bD3F3P8D7A",
    "iD3EG9AjD2EG2F9AiD2EcAdDA3DA2EcA1kD2EG7E8GE2GbE3FK4FDE2AaI6AaJ6AbF3EMEaI6A13DK1lD7A5D2!12DED5A26DaAvDA3E",
    "4G2E3G4A2GE6G3E4AF3A2FaIuD2A5DbA1cD4AqD6AaIV3A12FnD2E2GE2A2F1lDGEG7EAEGE2G8E6GaE2AEaI6AaI6A7FK6F2AeELgE1",
    "hA4EG1fDEG5EGE5GE2G8DA2FaIhF9EcF2EGuDG4E2G2EG3E2DaI1cDEG2E3GEG3E2G8A4F14D8G8E2G2E3A5FaI3A3DaIuD6K2F9BCB5",
    "A1bC2A3C8F8A3EFdEG7E4DE6DE2DG2ED5A1cB1vNdBN12B15N20ECBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCB",
    "CBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBC9BCBCBC",
    "BCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBC9B8C6B2A6C2A",
    "8B8C8B8C6B2A6C2A8BACACACAC8B8CeB2A8B8R8B8R8B8R5BA2B4CRLB3L3BA2B4CR3L4B2A2B4CA3L8B5C3L2A3BA2B4CR2LAbQM2#2",
    "M8F2LaFL2FL2Q5MQfF2GjFGaFQ5MAaMON2A6O5FNaO5FAdN3A11FfAdE4LE3LcEfA2FC4FC2FB3C2B3CBFC2FW5C6FCFCFCF4CWB4CB4",
    "DB2F2B2C5FC4B4FBFgJg$g%3PCB4PJ2F4AkqFmAbFlA9ObJ9ObJ9ObJqFqTq&OaJ9OJOjmF9OJ9OJ9OJv0F2A10FA39F1gC1gBCB3C2B",
    "CBCBCB4CBC2BC6B2N3CBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCB",
    "CBCBCBCBCBCBC2B6FCBCB3ECB5A4FJ2F16BAB5AB2A1oD7AKFeAEnD9A7DA7DA7DA7DA7DA7DA7DA7DA10E1fF(1eF12AqFA2pFcA6mF",
    "qAgFQ4FKDPpF9P4E2GF5K2F3PKD3FA2mD2A2E2L2KDF2qDG3KD5A1bDA2uDA2F4JaF10D16F9AFgDvFAaJuF8JFfJ10FaJ17FfJa0F5D",
    "H3tDHt6DHp2DH4jiD20FH2DH3DHDHqDH1oDH1eDH7DHDHlDHiD2HuDH8DH14DH32DH3oDHsDH7tDH21DH12DHDHDHejDHD3H6DH3kD4H",
    "omDHglDH7DH1c0DH43D2HcD3HDHtvDH1dDH2dDH145DH1abDHf7DH14fDHn7DHmDHqnDH1koDHt5DH241DH4DH3sDH16tDHkqDHbnDH1",
    "4DH5DH1bDH3tDH28uDK13nD3A1nF9A18D6K2F8cDK3FgDaI2DkACBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBDE3LFaE",
    "FKCBCBCBCBCBCBCBCBCBCBCBCBCBCB2N2E26DaP2E6F8AnL9K2LCBCBCBCBCBCBC3BCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCBCB",
    "CBCBCBCBCBCBCBCBCBCBCBCBN8BCBCB2CBCBCBCBCBK2LCBCBDCBC3BCBCBCBCBCBCBCBCBCBCB5CB5CBCBCBCBCBCBCBCB4CBCB2CB2",
    "ACBABABCBCBCBClA3NCBD2NB7DE3DE4DEnD2G2EG4FE3A6J4F6A1kD4F8A2G1iDgG2E8A2FaI6AiE6D3FDF2DEaIsD8E2FnDbE2GbAFt",
    "D3A3EG1fDE2G4E2G2E3GdFAKaI4A2F5DEK9DaI5DA19D6E2G2E2G2E9A3DE8DEG2AaI2A4FgDK6D3FDGEG1iDED3E2D2E5D2EDEDoA2D",
    "K2FbDG2E2G2FD2KGEaA6D2A6D2A6D9A7DA7DA1bBL4N9BN2L4A2gB13D2GE2GE2GFGE2AaI6Aat4DcAnD4A1hD884A3bDH7DH4DH1pDH",
    "uDHDH19DH3gD2A3aD16A7BcA5B5ADEaDFdDA5DADA2DA2DA3cDhLgA4bD6S6qDiF20D2A1mD7AF10AaD2S4FgE3FL6F6AgE3F2GoF3G2",
    "FLAFLhFA4F4ASDSDSASDSDSDSDS3uD2AMA6FL6FLFaIL6FqC3FLGLqBaFGaDK1dD2)vD3A6D2A6D2A6D2A3D3A3FL3FA7FaA3M2F2AcD",
    "AqDAjDA2DAfD2AeD12A3rD5A3F4A1dJ3A9F1lP4JhF2J3FAdF3AF1fA1dFE42AtD3A1hDfAErJ4A10D4J9AkDP8DP5A16D5E5AuDAF14",
    "D4A8DF5P1aA18C18B2eD2AaI6A14C4A14B4A18D8A1kDbAFbCAfCA7CA2CAbBAfBA7BA2B3A1kDcA9nD9AmDaA8DoAN2K3NA1aNA9N25",
    "A6D2ADA1cDA2D3AD2AnDAF8JnD2F7JvD8A9J1gAjDA2D5A5JmD6J3AFqD5AF20A1oD4A2J2DgJ2A1eJD3EA2E5A4E4DA3DAtD2A3E4AE",
    "4O5J7A9F7AtD2JFtD3J10A8DFsD2E4A5J7F9A1mD3A7FmD2A8JjD5A8JiD7A4FcA7J2gA29D1nA1jCdA1jB7A6J14D4E8AaI6AaI4DKD",
    "mC3A5EFKmB8A2F6gA9OmJA1aDA2EF2A2DgA3D1nA4EtDaJD8AmDbE4J5FmAiD4E4F16AlD7JkAnD9AGEG1lDfE7F4A9ObJaIE2D2ED9A",
    "3EG1dD3G4E2G2E2FM4FEaAM2ApD7AaI6A3E14D5EG8EAaI4FD2GD8A13DE2FD9A2EG1gD3G9E2G4D4F4EFGEaIDFD3FAkJbAiDApD3G3",
    "E2GEG2E6FE2DE1uA7DADA4DAfDAaDF6A1fDE3G8E5AaI6A2E2GA8D2A2D2AmDA7DA2DA5DA2ED2GE4G2A2G2A3G2AD6AG5A5D2G2A7E3",
    "A5EbAaDAD2ADA16DAD3G6EAG2AGA4GA2GEGEDED2FA2F8A2EtA1lD3G8E2G3EGE4D5FaI2FAFE3DuA1gD3G6EGE4G2EG2E2DFD8AaI56",
    "A1fD3G4E2A4G2EG2EnF4D2E12A1gD3G8E2GEG2E3FDbAaI6AdFjA1bDEGE2G6EGEDF6AaI6AkIsArD2AEGE2G4EG5E4AaI2J4F7D5pA1",
    "cD3G9EG2EF34A10C10BaI9JcA8D2AD2A8DA2DAoD6GA2G2A2EGEDGDGE3F9AaI26A8D2A17D3G4E2A2E4GEDFDGrADaE18D6EGD4E8FE",
    "8AD6E2G3E1eDdEG2E3FD5FdA29D7AaF5mA11DFeAaI6A9DA15DG7EA6EGED5FaAaIjJ3A2FuD2AmEAG7EG2EG2E29A7DA2DA16D6E3AE",
    "A2EA7EDE8AaI6A6DA2DA10D5GA2EA2GEGED7AaI9mAjD2E2G2F7A2EDGdDA12D2G5E3A2GEGEdFaIE2lADfAlJtFdAFsqD36A3fPA5Fb",
    "A64D2icA31D2FdA11gDgME6DfEaA3srD5Ai7D6lpAuDcE3G3EaI1m6AhpD7AvDAaI4A2F2fDAaI6AuD2A5EFaA1gD7E9F4K2FaAaIA7J",
    "AlD5AjDdgA3K18D2K3FaI66A10C10BnJ4F35A2bD4AED1nG7A4EdK20A2KFKEbA2GeA5voD8A16mD19AaD8n7A4KA7KA2KA93DfADtA3",
    "D2ADeA4D8AccD284A3bD5AdD3A9D7AaD2AF2EF4M3qsA7gFaI6AdkF2cA1eE2AnE9A3kF1sA7mFaA17F2A1sF2G3E3F6G8M8E2F7EuF4",
    "E1tFlA22F3EF3qAkJcAkJcA2nF9ApJ47AqCqBqC7BAiBqCqBCA2C2AC2A2C2A4CA8C4BABA7BAbBqCqB2CA4C2A8CA7CAqB2CA4CA5CA",
    "C3A7CAqBqCqBqCqBqCqBqCqBqCqBqCsB2ApCFpBF6BpCFpBF6BpCFpBF6BpCFpBF6BpCFpBF6BCB2A1iIg0F1nE4F1iE8FEeFE7FfA5E",
    "AfE12gAaBDkB6A6B6lA7EAhE2A7EA2EA5E5A1uN11AE3gA1dD3A7E7K2AaI4ADFa0AuDEhA1cD4EaI5AFegArDK4EaI6mAuD2EDaI4AF",
    "f0A7DA4DA2DAfDA65D2A9J7E19A12C12B7EK4AaI4A2FohA1rJF3JF4J2cA1dJFfJ62A4DArDA2DAD2ADAaDA4DADAD6AD4ADADADA3D",
    "A2DAD2ADADADADADA2DAD2A4DA7DA4DA4DADAaDAhD5A3DA5DAhD1kA2F8eA1cF4A34FcAfF2AfFAfFA15FaAbO2J13FqT6FqT6FqT14",
    "F1oAtFdA1cF4A9F7A2FeA6F4qA7rF5LmoF4AhF3AdF3A3nF4A2vF6AcF4AFfAcF4A1oF8AaF6A18F8AuF2AcF4A2F1uAakFcAeF2AdF3",
    "AaF5A1oF7AfF2AbF6A9F7A4jFA2sFaI106ADH32DH3tDH1uDH208DH2oDH8DHfDHadDHiDHrDH63mDH1g7DH4c2DH9qhDHh3iD10A41q",
    "D6A6uD2A5k2DeA79hDfAjeD2d2A4gDHcdD1f2A4qbD5A430Dln2hAMuA30M40A7gE5vggA",
);

/// Digits: first code point, how many follow each other, value of the first.
#[rustfmt::skip]
pub const DIGITS: &[(u32, u8, u8)] = &[
    (0x30, 10, 0), (0xb2, 2, 2), (0xb9, 1, 1), (0x660, 10, 0), (0x6f0, 10, 0), (0x7c0, 10, 0), (0x966, 10, 0),
    (0x9e6, 10, 0), (0xa66, 10, 0), (0xae6, 10, 0), (0xb66, 10, 0), (0xbe6, 10, 0), (0xc66, 10, 0),
    (0xce6, 10, 0), (0xd66, 10, 0), (0xde6, 10, 0), (0xe50, 10, 0), (0xed0, 10, 0), (0xf20, 10, 0),
    (0x1040, 10, 0), (0x1090, 10, 0), (0x1369, 9, 1), (0x17e0, 10, 0), (0x1810, 10, 0), (0x1946, 10, 0),
    (0x19d0, 10, 0), (0x19da, 1, 1), (0x1a80, 10, 0), (0x1a90, 10, 0), (0x1b50, 10, 0), (0x1bb0, 10, 0),
    (0x1c40, 10, 0), (0x1c50, 10, 0), (0x2070, 1, 0), (0x2074, 6, 4), (0x2080, 10, 0), (0x2460, 9, 1),
    (0x2474, 9, 1), (0x2488, 9, 1), (0x24ea, 1, 0), (0x24f5, 9, 1), (0x24ff, 1, 0), (0x2776, 9, 1),
    (0x2780, 9, 1), (0x278a, 9, 1), (0xa620, 10, 0), (0xa8d0, 10, 0), (0xa900, 10, 0), (0xa9d0, 10, 0),
    (0xa9f0, 10, 0), (0xaa50, 10, 0), (0xabf0, 10, 0), (0xff10, 10, 0), (0x104a0, 10, 0), (0x10a40, 4, 1),
    (0x10d30, 10, 0), (0x10d40, 10, 0), (0x10e60, 9, 1), (0x11052, 9, 1), (0x11066, 10, 0), (0x110f0, 10, 0),
    (0x11136, 10, 0), (0x111d0, 10, 0), (0x112f0, 10, 0), (0x11450, 10, 0), (0x114d0, 10, 0),
    (0x11650, 10, 0), (0x116c0, 10, 0), (0x116d0, 10, 0), (0x116da, 10, 0), (0x11730, 10, 0),
    (0x118e0, 10, 0), (0x11950, 10, 0), (0x11bf0, 10, 0), (0x11c50, 10, 0), (0x11d50, 10, 0),
    (0x11da0, 10, 0), (0x11f50, 10, 0), (0x16130, 10, 0), (0x16a60, 10, 0), (0x16ac0, 10, 0),
    (0x16b50, 10, 0), (0x16d70, 10, 0), (0x1ccf0, 10, 0), (0x1d7ce, 10, 0), (0x1d7d8, 10, 0),
    (0x1d7e2, 10, 0), (0x1d7ec, 10, 0), (0x1d7f6, 10, 0), (0x1e140, 10, 0), (0x1e2f0, 10, 0),
    (0x1e4f0, 10, 0), (0x1e5f1, 10, 0), (0x1e950, 10, 0), (0x1f100, 1, 0), (0x1f101, 10, 0), (0x1fbf0, 10, 0),
];

/// Lower case, where it is one code point: start, distance, count, stride.
#[rustfmt::skip]
pub const LOWER_TO: &[(u32, i32, u16, u8)] = &[
    (0x41, 32, 26, 1), (0xc0, 32, 23, 1), (0xd8, 32, 7, 1), (0x100, 1, 24, 2), (0x132, 1, 3, 2),
    (0x139, 1, 8, 2), (0x14a, 1, 23, 2), (0x178, -121, 1, 1), (0x179, 1, 3, 2), (0x181, 210, 1, 1),
    (0x182, 1, 2, 2), (0x186, 206, 1, 1), (0x187, 1, 1, 1), (0x189, 205, 2, 1), (0x18b, 1, 1, 1),
    (0x18e, 79, 1, 1), (0x18f, 202, 1, 1), (0x190, 203, 1, 1), (0x191, 1, 1, 1), (0x193, 205, 1, 1),
    (0x194, 207, 1, 1), (0x196, 211, 1, 1), (0x197, 209, 1, 1), (0x198, 1, 1, 1), (0x19c, 211, 1, 1),
    (0x19d, 213, 1, 1), (0x19f, 214, 1, 1), (0x1a0, 1, 3, 2), (0x1a6, 218, 1, 1), (0x1a7, 1, 1, 1),
    (0x1a9, 218, 1, 1), (0x1ac, 1, 1, 1), (0x1ae, 218, 1, 1), (0x1af, 1, 1, 1), (0x1b1, 217, 2, 1),
    (0x1b3, 1, 2, 2), (0x1b7, 219, 1, 1), (0x1b8, 1, 1, 1), (0x1bc, 1, 1, 1), (0x1c4, 2, 1, 1),
    (0x1c5, 1, 1, 1), (0x1c7, 2, 1, 1), (0x1c8, 1, 1, 1), (0x1ca, 2, 1, 1), (0x1cb, 1, 9, 2),
    (0x1de, 1, 9, 2), (0x1f1, 2, 1, 1), (0x1f2, 1, 2, 2), (0x1f6, -97, 1, 1), (0x1f7, -56, 1, 1),
    (0x1f8, 1, 20, 2), (0x220, -130, 1, 1), (0x222, 1, 9, 2), (0x23a, 10795, 1, 1), (0x23b, 1, 1, 1),
    (0x23d, -163, 1, 1), (0x23e, 10792, 1, 1), (0x241, 1, 1, 1), (0x243, -195, 1, 1), (0x244, 69, 1, 1),
    (0x245, 71, 1, 1), (0x246, 1, 5, 2), (0x370, 1, 2, 2), (0x376, 1, 1, 1), (0x37f, 116, 1, 1),
    (0x386, 38, 1, 1), (0x388, 37, 3, 1), (0x38c, 64, 1, 1), (0x38e, 63, 2, 1), (0x391, 32, 17, 1),
    (0x3a3, 32, 9, 1), (0x3cf, 8, 1, 1), (0x3d8, 1, 12, 2), (0x3f4, -60, 1, 1), (0x3f7, 1, 1, 1),
    (0x3f9, -7, 1, 1), (0x3fa, 1, 1, 1), (0x3fd, -130, 3, 1), (0x400, 80, 16, 1), (0x410, 32, 32, 1),
    (0x460, 1, 17, 2), (0x48a, 1, 27, 2), (0x4c0, 15, 1, 1), (0x4c1, 1, 7, 2), (0x4d0, 1, 48, 2),
    (0x531, 48, 38, 1), (0x10a0, 7264, 38, 1), (0x10c7, 7264, 1, 1), (0x10cd, 7264, 1, 1),
    (0x13a0, 38864, 80, 1), (0x13f0, 8, 6, 1), (0x1c89, 1, 1, 1), (0x1c90, -3008, 43, 1),
    (0x1cbd, -3008, 3, 1), (0x1e00, 1, 75, 2), (0x1e9e, -7615, 1, 1), (0x1ea0, 1, 48, 2), (0x1f08, -8, 8, 1),
    (0x1f18, -8, 6, 1), (0x1f28, -8, 8, 1), (0x1f38, -8, 8, 1), (0x1f48, -8, 6, 1), (0x1f59, -8, 4, 2),
    (0x1f68, -8, 8, 1), (0x1f88, -8, 8, 1), (0x1f98, -8, 8, 1), (0x1fa8, -8, 8, 1), (0x1fb8, -8, 2, 1),
    (0x1fba, -74, 2, 1), (0x1fbc, -9, 1, 1), (0x1fc8, -86, 4, 1), (0x1fcc, -9, 1, 1), (0x1fd8, -8, 2, 1),
    (0x1fda, -100, 2, 1), (0x1fe8, -8, 2, 1), (0x1fea, -112, 2, 1), (0x1fec, -7, 1, 1), (0x1ff8, -128, 2, 1),
    (0x1ffa, -126, 2, 1), (0x1ffc, -9, 1, 1), (0x2126, -7517, 1, 1), (0x212a, -8383, 1, 1),
    (0x212b, -8262, 1, 1), (0x2132, 28, 1, 1), (0x2160, 16, 16, 1), (0x2183, 1, 1, 1), (0x24b6, 26, 26, 1),
    (0x2c00, 48, 48, 1), (0x2c60, 1, 1, 1), (0x2c62, -10743, 1, 1), (0x2c63, -3814, 1, 1),
    (0x2c64, -10727, 1, 1), (0x2c67, 1, 3, 2), (0x2c6d, -10780, 1, 1), (0x2c6e, -10749, 1, 1),
    (0x2c6f, -10783, 1, 1), (0x2c70, -10782, 1, 1), (0x2c72, 1, 1, 1), (0x2c75, 1, 1, 1),
    (0x2c7e, -10815, 2, 1), (0x2c80, 1, 50, 2), (0x2ceb, 1, 2, 2), (0x2cf2, 1, 1, 1), (0xa640, 1, 23, 2),
    (0xa680, 1, 14, 2), (0xa722, 1, 7, 2), (0xa732, 1, 31, 2), (0xa779, 1, 2, 2), (0xa77d, -35332, 1, 1),
    (0xa77e, 1, 5, 2), (0xa78b, 1, 1, 1), (0xa78d, -42280, 1, 1), (0xa790, 1, 2, 2), (0xa796, 1, 10, 2),
    (0xa7aa, -42308, 1, 1), (0xa7ab, -42319, 1, 1), (0xa7ac, -42315, 1, 1), (0xa7ad, -42305, 1, 1),
    (0xa7ae, -42308, 1, 1), (0xa7b0, -42258, 1, 1), (0xa7b1, -42282, 1, 1), (0xa7b2, -42261, 1, 1),
    (0xa7b3, 928, 1, 1), (0xa7b4, 1, 8, 2), (0xa7c4, -48, 1, 1), (0xa7c5, -42307, 1, 1),
    (0xa7c6, -35384, 1, 1), (0xa7c7, 1, 2, 2), (0xa7cb, -42343, 1, 1), (0xa7cc, 1, 1, 1), (0xa7d0, 1, 1, 1),
    (0xa7d6, 1, 3, 2), (0xa7dc, -42561, 1, 1), (0xa7f5, 1, 1, 1), (0xff21, 32, 26, 1), (0x10400, 40, 40, 1),
    (0x104b0, 40, 36, 1), (0x10570, 39, 11, 1), (0x1057c, 39, 15, 1), (0x1058c, 39, 7, 1),
    (0x10594, 39, 2, 1), (0x10c80, 64, 51, 1), (0x10d50, 32, 22, 1), (0x118a0, 32, 32, 1),
    (0x16e40, 32, 32, 1), (0x1e900, 34, 34, 1),
];

/// Lower case, where it is one code point: the code points that become several.
#[rustfmt::skip]
pub const LOWER_TO_MANY: &[(u32, [u16; 3])] = &[
    (0x130, [0x69, 0x307, 0]),
];

/// Upper case, where it is one code point: start, distance, count, stride.
#[rustfmt::skip]
pub const UPPER_TO: &[(u32, i32, u16, u8)] = &[
    (0x61, -32, 26, 1), (0xb5, 743, 1, 1), (0xe0, -32, 23, 1), (0xf8, -32, 7, 1), (0xff, 121, 1, 1),
    (0x101, -1, 24, 2), (0x131, -232, 1, 1), (0x133, -1, 3, 2), (0x13a, -1, 8, 2), (0x14b, -1, 23, 2),
    (0x17a, -1, 3, 2), (0x17f, -300, 1, 1), (0x180, 195, 1, 1), (0x183, -1, 2, 2), (0x188, -1, 1, 1),
    (0x18c, -1, 1, 1), (0x192, -1, 1, 1), (0x195, 97, 1, 1), (0x199, -1, 1, 1), (0x19a, 163, 1, 1),
    (0x19b, 42561, 1, 1), (0x19e, 130, 1, 1), (0x1a1, -1, 3, 2), (0x1a8, -1, 1, 1), (0x1ad, -1, 1, 1),
    (0x1b0, -1, 1, 1), (0x1b4, -1, 2, 2), (0x1b9, -1, 1, 1), (0x1bd, -1, 1, 1), (0x1bf, 56, 1, 1),
    (0x1c5, -1, 1, 1), (0x1c6, -2, 1, 1), (0x1c8, -1, 1, 1), (0x1c9, -2, 1, 1), (0x1cb, -1, 1, 1),
    (0x1cc, -2, 1, 1), (0x1ce, -1, 8, 2), (0x1dd, -79, 1, 1), (0x1df, -1, 9, 2), (0x1f2, -1, 1, 1),
    (0x1f3, -2, 1, 1), (0x1f5, -1, 1, 1), (0x1f9, -1, 20, 2), (0x223, -1, 9, 2), (0x23c, -1, 1, 1),
    (0x23f, 10815, 2, 1), (0x242, -1, 1, 1), (0x247, -1, 5, 2), (0x250, 10783, 1, 1), (0x251, 10780, 1, 1),
    (0x252, 10782, 1, 1), (0x253, -210, 1, 1), (0x254, -206, 1, 1), (0x256, -205, 2, 1), (0x259, -202, 1, 1),
    (0x25b, -203, 1, 1), (0x25c, 42319, 1, 1), (0x260, -205, 1, 1), (0x261, 42315, 1, 1), (0x263, -207, 1, 1),
    (0x264, 42343, 1, 1), (0x265, 42280, 1, 1), (0x266, 42308, 1, 1), (0x268, -209, 1, 1),
    (0x269, -211, 1, 1), (0x26a, 42308, 1, 1), (0x26b, 10743, 1, 1), (0x26c, 42305, 1, 1),
    (0x26f, -211, 1, 1), (0x271, 10749, 1, 1), (0x272, -213, 1, 1), (0x275, -214, 1, 1), (0x27d, 10727, 1, 1),
    (0x280, -218, 1, 1), (0x282, 42307, 1, 1), (0x283, -218, 1, 1), (0x287, 42282, 1, 1), (0x288, -218, 1, 1),
    (0x289, -69, 1, 1), (0x28a, -217, 2, 1), (0x28c, -71, 1, 1), (0x292, -219, 1, 1), (0x29d, 42261, 1, 1),
    (0x29e, 42258, 1, 1), (0x345, 84, 1, 1), (0x371, -1, 2, 2), (0x377, -1, 1, 1), (0x37b, 130, 3, 1),
    (0x3ac, -38, 1, 1), (0x3ad, -37, 3, 1), (0x3b1, -32, 17, 1), (0x3c2, -31, 1, 1), (0x3c3, -32, 9, 1),
    (0x3cc, -64, 1, 1), (0x3cd, -63, 2, 1), (0x3d0, -62, 1, 1), (0x3d1, -57, 1, 1), (0x3d5, -47, 1, 1),
    (0x3d6, -54, 1, 1), (0x3d7, -8, 1, 1), (0x3d9, -1, 12, 2), (0x3f0, -86, 1, 1), (0x3f1, -80, 1, 1),
    (0x3f2, 7, 1, 1), (0x3f3, -116, 1, 1), (0x3f5, -96, 1, 1), (0x3f8, -1, 1, 1), (0x3fb, -1, 1, 1),
    (0x430, -32, 32, 1), (0x450, -80, 16, 1), (0x461, -1, 17, 2), (0x48b, -1, 27, 2), (0x4c2, -1, 7, 2),
    (0x4cf, -15, 1, 1), (0x4d1, -1, 48, 2), (0x561, -48, 38, 1), (0x10d0, 3008, 43, 1), (0x10fd, 3008, 3, 1),
    (0x13f8, -8, 6, 1), (0x1c80, -6254, 1, 1), (0x1c81, -6253, 1, 1), (0x1c82, -6244, 1, 1),
    (0x1c83, -6242, 2, 1), (0x1c85, -6243, 1, 1), (0x1c86, -6236, 1, 1), (0x1c87, -6181, 1, 1),
    (0x1c88, 35266, 1, 1), (0x1c8a, -1, 1, 1), (0x1d79, 35332, 1, 1), (0x1d7d, 3814, 1, 1),
    (0x1d8e, 35384, 1, 1), (0x1e01, -1, 75, 2), (0x1e9b, -59, 1, 1), (0x1ea1, -1, 48, 2), (0x1f00, 8, 8, 1),
    (0x1f10, 8, 6, 1), (0x1f20, 8, 8, 1), (0x1f30, 8, 8, 1), (0x1f40, 8, 6, 1), (0x1f51, 8, 4, 2),
    (0x1f60, 8, 8, 1), (0x1f70, 74, 2, 1), (0x1f72, 86, 4, 1), (0x1f76, 100, 2, 1), (0x1f78, 128, 2, 1),
    (0x1f7a, 112, 2, 1), (0x1f7c, 126, 2, 1), (0x1fb0, 8, 2, 1), (0x1fbe, -7205, 1, 1), (0x1fd0, 8, 2, 1),
    (0x1fe0, 8, 2, 1), (0x1fe5, 7, 1, 1), (0x214e, -28, 1, 1), (0x2170, -16, 16, 1), (0x2184, -1, 1, 1),
    (0x24d0, -26, 26, 1), (0x2c30, -48, 48, 1), (0x2c61, -1, 1, 1), (0x2c65, -10795, 1, 1),
    (0x2c66, -10792, 1, 1), (0x2c68, -1, 3, 2), (0x2c73, -1, 1, 1), (0x2c76, -1, 1, 1), (0x2c81, -1, 50, 2),
    (0x2cec, -1, 2, 2), (0x2cf3, -1, 1, 1), (0x2d00, -7264, 38, 1), (0x2d27, -7264, 1, 1),
    (0x2d2d, -7264, 1, 1), (0xa641, -1, 23, 2), (0xa681, -1, 14, 2), (0xa723, -1, 7, 2), (0xa733, -1, 31, 2),
    (0xa77a, -1, 2, 2), (0xa77f, -1, 5, 2), (0xa78c, -1, 1, 1), (0xa791, -1, 2, 2), (0xa794, 48, 1, 1),
    (0xa797, -1, 10, 2), (0xa7b5, -1, 8, 2), (0xa7c8, -1, 2, 2), (0xa7cd, -1, 1, 1), (0xa7d1, -1, 1, 1),
    (0xa7d7, -1, 3, 2), (0xa7f6, -1, 1, 1), (0xab53, -928, 1, 1), (0xab70, -38864, 80, 1),
    (0xff41, -32, 26, 1), (0x10428, -40, 40, 1), (0x104d8, -40, 36, 1), (0x10597, -39, 11, 1),
    (0x105a3, -39, 15, 1), (0x105b3, -39, 7, 1), (0x105bb, -39, 2, 1), (0x10cc0, -64, 51, 1),
    (0x10d70, -32, 22, 1), (0x118c0, -32, 32, 1), (0x16e60, -32, 32, 1), (0x1e922, -34, 34, 1),
];

/// Upper case, where it is one code point: the code points that become several.
#[rustfmt::skip]
pub const UPPER_TO_MANY: &[(u32, [u16; 3])] = &[
    (0xdf, [0x53, 0x53, 0]), (0x149, [0x2bc, 0x4e, 0]), (0x1f0, [0x4a, 0x30c, 0]),
    (0x390, [0x399, 0x308, 0x301]), (0x3b0, [0x3a5, 0x308, 0x301]), (0x587, [0x535, 0x552, 0]),
    (0x1e96, [0x48, 0x331, 0]), (0x1e97, [0x54, 0x308, 0]), (0x1e98, [0x57, 0x30a, 0]),
    (0x1e99, [0x59, 0x30a, 0]), (0x1e9a, [0x41, 0x2be, 0]), (0x1f50, [0x3a5, 0x313, 0]),
    (0x1f52, [0x3a5, 0x313, 0x300]), (0x1f54, [0x3a5, 0x313, 0x301]), (0x1f56, [0x3a5, 0x313, 0x342]),
    (0x1f80, [0x1f08, 0x399, 0]), (0x1f81, [0x1f09, 0x399, 0]), (0x1f82, [0x1f0a, 0x399, 0]),
    (0x1f83, [0x1f0b, 0x399, 0]), (0x1f84, [0x1f0c, 0x399, 0]), (0x1f85, [0x1f0d, 0x399, 0]),
    (0x1f86, [0x1f0e, 0x399, 0]), (0x1f87, [0x1f0f, 0x399, 0]), (0x1f88, [0x1f08, 0x399, 0]),
    (0x1f89, [0x1f09, 0x399, 0]), (0x1f8a, [0x1f0a, 0x399, 0]), (0x1f8b, [0x1f0b, 0x399, 0]),
    (0x1f8c, [0x1f0c, 0x399, 0]), (0x1f8d, [0x1f0d, 0x399, 0]), (0x1f8e, [0x1f0e, 0x399, 0]),
    (0x1f8f, [0x1f0f, 0x399, 0]), (0x1f90, [0x1f28, 0x399, 0]), (0x1f91, [0x1f29, 0x399, 0]),
    (0x1f92, [0x1f2a, 0x399, 0]), (0x1f93, [0x1f2b, 0x399, 0]), (0x1f94, [0x1f2c, 0x399, 0]),
    (0x1f95, [0x1f2d, 0x399, 0]), (0x1f96, [0x1f2e, 0x399, 0]), (0x1f97, [0x1f2f, 0x399, 0]),
    (0x1f98, [0x1f28, 0x399, 0]), (0x1f99, [0x1f29, 0x399, 0]), (0x1f9a, [0x1f2a, 0x399, 0]),
    (0x1f9b, [0x1f2b, 0x399, 0]), (0x1f9c, [0x1f2c, 0x399, 0]), (0x1f9d, [0x1f2d, 0x399, 0]),
    (0x1f9e, [0x1f2e, 0x399, 0]), (0x1f9f, [0x1f2f, 0x399, 0]), (0x1fa0, [0x1f68, 0x399, 0]),
    (0x1fa1, [0x1f69, 0x399, 0]), (0x1fa2, [0x1f6a, 0x399, 0]), (0x1fa3, [0x1f6b, 0x399, 0]),
    (0x1fa4, [0x1f6c, 0x399, 0]), (0x1fa5, [0x1f6d, 0x399, 0]), (0x1fa6, [0x1f6e, 0x399, 0]),
    (0x1fa7, [0x1f6f, 0x399, 0]), (0x1fa8, [0x1f68, 0x399, 0]), (0x1fa9, [0x1f69, 0x399, 0]),
    (0x1faa, [0x1f6a, 0x399, 0]), (0x1fab, [0x1f6b, 0x399, 0]), (0x1fac, [0x1f6c, 0x399, 0]),
    (0x1fad, [0x1f6d, 0x399, 0]), (0x1fae, [0x1f6e, 0x399, 0]), (0x1faf, [0x1f6f, 0x399, 0]),
    (0x1fb2, [0x1fba, 0x399, 0]), (0x1fb3, [0x391, 0x399, 0]), (0x1fb4, [0x386, 0x399, 0]),
    (0x1fb6, [0x391, 0x342, 0]), (0x1fb7, [0x391, 0x342, 0x399]), (0x1fbc, [0x391, 0x399, 0]),
    (0x1fc2, [0x1fca, 0x399, 0]), (0x1fc3, [0x397, 0x399, 0]), (0x1fc4, [0x389, 0x399, 0]),
    (0x1fc6, [0x397, 0x342, 0]), (0x1fc7, [0x397, 0x342, 0x399]), (0x1fcc, [0x397, 0x399, 0]),
    (0x1fd2, [0x399, 0x308, 0x300]), (0x1fd3, [0x399, 0x308, 0x301]), (0x1fd6, [0x399, 0x342, 0]),
    (0x1fd7, [0x399, 0x308, 0x342]), (0x1fe2, [0x3a5, 0x308, 0x300]), (0x1fe3, [0x3a5, 0x308, 0x301]),
    (0x1fe4, [0x3a1, 0x313, 0]), (0x1fe6, [0x3a5, 0x342, 0]), (0x1fe7, [0x3a5, 0x308, 0x342]),
    (0x1ff2, [0x1ffa, 0x399, 0]), (0x1ff3, [0x3a9, 0x399, 0]), (0x1ff4, [0x38f, 0x399, 0]),
    (0x1ff6, [0x3a9, 0x342, 0]), (0x1ff7, [0x3a9, 0x342, 0x399]), (0x1ffc, [0x3a9, 0x399, 0]),
    (0xfb00, [0x46, 0x46, 0]), (0xfb01, [0x46, 0x49, 0]), (0xfb02, [0x46, 0x4c, 0]),
    (0xfb03, [0x46, 0x46, 0x49]), (0xfb04, [0x46, 0x46, 0x4c]), (0xfb05, [0x53, 0x54, 0]),
    (0xfb06, [0x53, 0x54, 0]), (0xfb13, [0x544, 0x546, 0]), (0xfb14, [0x544, 0x535, 0]),
    (0xfb15, [0x544, 0x53b, 0]), (0xfb16, [0x54e, 0x546, 0]), (0xfb17, [0x544, 0x53d, 0]),
];

/// Title case where it is not upper case: start, distance, count, stride.
#[rustfmt::skip]
pub const TITLE_TO: &[(u32, i32, u16, u8)] = &[
    (0x1c4, 1, 1, 1), (0x1c5, 0, 1, 1), (0x1c6, -1, 1, 1), (0x1c7, 1, 1, 1), (0x1c8, 0, 1, 1),
    (0x1c9, -1, 1, 1), (0x1ca, 1, 1, 1), (0x1cb, 0, 1, 1), (0x1cc, -1, 1, 1), (0x1f1, 1, 1, 1),
    (0x1f2, 0, 1, 1), (0x1f3, -1, 1, 1), (0x10d0, 0, 43, 1), (0x10fd, 0, 3, 1), (0x1f80, 8, 8, 1),
    (0x1f88, 0, 8, 1), (0x1f90, 8, 8, 1), (0x1f98, 0, 8, 1), (0x1fa0, 8, 8, 1), (0x1fa8, 0, 8, 1),
    (0x1fb3, 9, 1, 1), (0x1fbc, 0, 1, 1), (0x1fc3, 9, 1, 1), (0x1fcc, 0, 1, 1), (0x1ff3, 9, 1, 1),
    (0x1ffc, 0, 1, 1),
];

/// Title case where it is not upper case: the code points that become several.
#[rustfmt::skip]
pub const TITLE_TO_MANY: &[(u32, [u16; 3])] = &[
    (0xdf, [0x53, 0x73, 0]), (0x587, [0x535, 0x582, 0]), (0x1fb2, [0x1fba, 0x345, 0]),
    (0x1fb4, [0x386, 0x345, 0]), (0x1fb7, [0x391, 0x342, 0x345]), (0x1fc2, [0x1fca, 0x345, 0]),
    (0x1fc4, [0x389, 0x345, 0]), (0x1fc7, [0x397, 0x342, 0x345]), (0x1ff2, [0x1ffa, 0x345, 0]),
    (0x1ff4, [0x38f, 0x345, 0]), (0x1ff7, [0x3a9, 0x342, 0x345]), (0xfb00, [0x46, 0x66, 0]),
    (0xfb01, [0x46, 0x69, 0]), (0xfb02, [0x46, 0x6c, 0]), (0xfb03, [0x46, 0x66, 0x69]),
    (0xfb04, [0x46, 0x66, 0x6c]), (0xfb05, [0x53, 0x74, 0]), (0xfb06, [0x53, 0x74, 0]),
    (0xfb13, [0x544, 0x576, 0]), (0xfb14, [0x544, 0x565, 0]), (0xfb15, [0x544, 0x56b, 0]),
    (0xfb16, [0x54e, 0x576, 0]), (0xfb17, [0x544, 0x56d, 0]),
];

/// Case folding where it is not lower case: start, distance, count, stride.
#[rustfmt::skip]
pub const FOLD_TO: &[(u32, i32, u16, u8)] = &[
    (0xb5, 775, 1, 1), (0x17f, -268, 1, 1), (0x345, 116, 1, 1), (0x3c2, 1, 1, 1), (0x3d0, -30, 1, 1),
    (0x3d1, -25, 1, 1), (0x3d5, -15, 1, 1), (0x3d6, -22, 1, 1), (0x3f0, -54, 1, 1), (0x3f1, -48, 1, 1),
    (0x3f5, -64, 1, 1), (0x13a0, 0, 86, 1), (0x13f8, -8, 6, 1), (0x1c80, -6222, 1, 1), (0x1c81, -6221, 1, 1),
    (0x1c82, -6212, 1, 1), (0x1c83, -6210, 2, 1), (0x1c85, -6211, 1, 1), (0x1c86, -6204, 1, 1),
    (0x1c87, -6180, 1, 1), (0x1c88, 35267, 1, 1), (0x1e9b, -58, 1, 1), (0x1fbe, -7173, 1, 1),
    (0xab70, -38864, 80, 1),
];

/// Case folding where it is not lower case: the code points that become several.
#[rustfmt::skip]
pub const FOLD_TO_MANY: &[(u32, [u16; 3])] = &[
    (0xdf, [0x73, 0x73, 0]), (0x149, [0x2bc, 0x6e, 0]), (0x1f0, [0x6a, 0x30c, 0]),
    (0x390, [0x3b9, 0x308, 0x301]), (0x3b0, [0x3c5, 0x308, 0x301]), (0x587, [0x565, 0x582, 0]),
    (0x1e96, [0x68, 0x331, 0]), (0x1e97, [0x74, 0x308, 0]), (0x1e98, [0x77, 0x30a, 0]),
    (0x1e99, [0x79, 0x30a, 0]), (0x1e9a, [0x61, 0x2be, 0]), (0x1e9e, [0x73, 0x73, 0]),
    (0x1f50, [0x3c5, 0x313, 0]), (0x1f52, [0x3c5, 0x313, 0x300]), (0x1f54, [0x3c5, 0x313, 0x301]),
    (0x1f56, [0x3c5, 0x313, 0x342]), (0x1f80, [0x1f00, 0x3b9, 0]), (0x1f81, [0x1f01, 0x3b9, 0]),
    (0x1f82, [0x1f02, 0x3b9, 0]), (0x1f83, [0x1f03, 0x3b9, 0]), (0x1f84, [0x1f04, 0x3b9, 0]),
    (0x1f85, [0x1f05, 0x3b9, 0]), (0x1f86, [0x1f06, 0x3b9, 0]), (0x1f87, [0x1f07, 0x3b9, 0]),
    (0x1f88, [0x1f00, 0x3b9, 0]), (0x1f89, [0x1f01, 0x3b9, 0]), (0x1f8a, [0x1f02, 0x3b9, 0]),
    (0x1f8b, [0x1f03, 0x3b9, 0]), (0x1f8c, [0x1f04, 0x3b9, 0]), (0x1f8d, [0x1f05, 0x3b9, 0]),
    (0x1f8e, [0x1f06, 0x3b9, 0]), (0x1f8f, [0x1f07, 0x3b9, 0]), (0x1f90, [0x1f20, 0x3b9, 0]),
    (0x1f91, [0x1f21, 0x3b9, 0]), (0x1f92, [0x1f22, 0x3b9, 0]), (0x1f93, [0x1f23, 0x3b9, 0]),
    (0x1f94, [0x1f24, 0x3b9, 0]), (0x1f95, [0x1f25, 0x3b9, 0]), (0x1f96, [0x1f26, 0x3b9, 0]),
    (0x1f97, [0x1f27, 0x3b9, 0]), (0x1f98, [0x1f20, 0x3b9, 0]), (0x1f99, [0x1f21, 0x3b9, 0]),
    (0x1f9a, [0x1f22, 0x3b9, 0]), (0x1f9b, [0x1f23, 0x3b9, 0]), (0x1f9c, [0x1f24, 0x3b9, 0]),
    (0x1f9d, [0x1f25, 0x3b9, 0]), (0x1f9e, [0x1f26, 0x3b9, 0]), (0x1f9f, [0x1f27, 0x3b9, 0]),
    (0x1fa0, [0x1f60, 0x3b9, 0]), (0x1fa1, [0x1f61, 0x3b9, 0]), (0x1fa2, [0x1f62, 0x3b9, 0]),
    (0x1fa3, [0x1f63, 0x3b9, 0]), (0x1fa4, [0x1f64, 0x3b9, 0]), (0x1fa5, [0x1f65, 0x3b9, 0]),
    (0x1fa6, [0x1f66, 0x3b9, 0]), (0x1fa7, [0x1f67, 0x3b9, 0]), (0x1fa8, [0x1f60, 0x3b9, 0]),
    (0x1fa9, [0x1f61, 0x3b9, 0]), (0x1faa, [0x1f62, 0x3b9, 0]), (0x1fab, [0x1f63, 0x3b9, 0]),
    (0x1fac, [0x1f64, 0x3b9, 0]), (0x1fad, [0x1f65, 0x3b9, 0]), (0x1fae, [0x1f66, 0x3b9, 0]),
    (0x1faf, [0x1f67, 0x3b9, 0]), (0x1fb2, [0x1f70, 0x3b9, 0]), (0x1fb3, [0x3b1, 0x3b9, 0]),
    (0x1fb4, [0x3ac, 0x3b9, 0]), (0x1fb6, [0x3b1, 0x342, 0]), (0x1fb7, [0x3b1, 0x342, 0x3b9]),
    (0x1fbc, [0x3b1, 0x3b9, 0]), (0x1fc2, [0x1f74, 0x3b9, 0]), (0x1fc3, [0x3b7, 0x3b9, 0]),
    (0x1fc4, [0x3ae, 0x3b9, 0]), (0x1fc6, [0x3b7, 0x342, 0]), (0x1fc7, [0x3b7, 0x342, 0x3b9]),
    (0x1fcc, [0x3b7, 0x3b9, 0]), (0x1fd2, [0x3b9, 0x308, 0x300]), (0x1fd3, [0x3b9, 0x308, 0x301]),
    (0x1fd6, [0x3b9, 0x342, 0]), (0x1fd7, [0x3b9, 0x308, 0x342]), (0x1fe2, [0x3c5, 0x308, 0x300]),
    (0x1fe3, [0x3c5, 0x308, 0x301]), (0x1fe4, [0x3c1, 0x313, 0]), (0x1fe6, [0x3c5, 0x342, 0]),
    (0x1fe7, [0x3c5, 0x308, 0x342]), (0x1ff2, [0x1f7c, 0x3b9, 0]), (0x1ff3, [0x3c9, 0x3b9, 0]),
    (0x1ff4, [0x3ce, 0x3b9, 0]), (0x1ff6, [0x3c9, 0x342, 0]), (0x1ff7, [0x3c9, 0x342, 0x3b9]),
    (0x1ffc, [0x3c9, 0x3b9, 0]), (0xfb00, [0x66, 0x66, 0]), (0xfb01, [0x66, 0x69, 0]),
    (0xfb02, [0x66, 0x6c, 0]), (0xfb03, [0x66, 0x66, 0x69]), (0xfb04, [0x66, 0x66, 0x6c]),
    (0xfb05, [0x73, 0x74, 0]), (0xfb06, [0x73, 0x74, 0]), (0xfb13, [0x574, 0x576, 0]),
    (0xfb14, [0x574, 0x565, 0]), (0xfb15, [0x574, 0x56b, 0]), (0xfb16, [0x57e, 0x576, 0]),
    (0xfb17, [0x574, 0x56d, 0]),
];
