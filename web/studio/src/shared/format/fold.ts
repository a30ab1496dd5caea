const plain: Record<string, string> = { ə: "e", ö: "o", ü: "u", ğ: "g", ç: "c", ş: "s", ı: "i" };

/** A text as one types it who has no Azerbaijani keys: small letters without their marks. */
export const fold = (text: string): string => text.toLocaleLowerCase("tr").replace(/[əöüğçşı]/g, (letter) => plain[letter] ?? letter).replaceAll("i\u0307", "i");
