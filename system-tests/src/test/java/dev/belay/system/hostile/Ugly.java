package dev.belay.system.hostile;

import java.util.List;
import java.util.Random;

/** Text that breaks what was only ever tried with ASCII. */
final class Ugly {
    /** Stands at the beginning of a log line that nobody but an attacker wrote. */
    static final String FORGED_LOG_LINE = "1999-09-09T09:09:09.999 INFO  forged";

    private static final String BIDI = "\u202Emoc.live\u202C\u2066x\u2069\u200F";
    private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

    /** Any of these may be stored exactly, or refused. */
    static final List<String> TEXTS = List.of(
            "",
            " ",
            "\t",
            "\r\n",
            "\u00A0",
            "\u3000",
            "\u200B",
            "\uFEFF",
            "\uFEFFbom first",
            " leading and trailing ",
            "a\u0001b",
            "\u007F\u0080\u009F",
            "\u001B[31mred\u001B[0m",
            "line\nline\rline\u2028line\u2029line\u0085line",
            "x\r\n" + FORGED_LOG_LINE,
            "x\n" + FORGED_LOG_LINE,
            BIDI,
            "zero\u200Bwidth\u200C\u200D\u2060",
            "caf\u00E9",
            "cafe\u0301",
            "\u1E9B\u0323",
            "\uFB01 \u2460 \u212B \uFF21",
            "I\u0131\u0130i \u00DF \u1E9E \u03C2\u03C3",
            "Z\u0351\u036Ba\u0363\u0342l\u034Ag\u0350o".repeat(5),
            FAMILY,
            "\uD83C\uDDE6\uD83C\uDDF9",
            "\uD834\uDD1E",
            "\uFFFD\uFFFE\uFFFF",
            "\uE000\uDBFF\uDFFD",
            "\u0645\u0631\u062D\u0628\u0627 \u05E9\u05DC\u05D5\u05DD \u4F60\u597D",
            "' OR '1'='1",
            "'; DROP TABLE person; --",
            "\" OR 1=1 /*",
            "%' AND pg_sleep(5) --",
            "100% _under_ \\back\\",
            "$1 ${x} #{x} :name ?1 {0} %s %n %00",
            "${jndi:ldap://127.0.0.1:1/a}",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "{{7*7}} <%= 7*7 %> {#if x}{/if}",
            "]]><!--",
            "javascript:alert(1)",
            "=cmd|' /C calc'!A0",
            "@SUM(1+1)",
            "../../../../etc/passwd",
            "C:\\CON\\NUL",
            "null",
            "undefined",
            "true",
            "NaN",
            "0",
            "-1",
            "1e309",
            "[]",
            "{}",
            "{\"a\":1}",
            "\\u0000",
            "\\\"",
            "a".repeat(36),
            "a".repeat(255),
            "a".repeat(256),
            "a".repeat(65_536),
            "\u00E4".repeat(2_001),
            "\uD83D\uDE00".repeat(1_000));

    /** JSON strings, as they are written, that must be refused: they could not be given back. */
    static final List<String> UNSTORABLE = List.of(
            "\"a\\u0000b\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\"",
            "\"\\ude00\\ud83d\"",
            "\"a\\ud83da\"",
            "\"\\ud83d\\ud83d\\ude00\"");

    /** Bytes within a JSON string that are no UTF-8. */
    static final List<byte[]> NOT_UTF8 = List.of(
            bytes(0xC0, 0x80),
            bytes(0xC0, 0xAF),
            bytes(0xE0, 0x80, 0xAF),
            bytes(0xF0, 0x80, 0x80, 0xAF),
            bytes(0xED, 0xA0, 0x80),
            bytes(0xED, 0xBF, 0xBF),
            bytes(0xF4, 0x90, 0x80, 0x80),
            bytes(0xF8, 0x88, 0x80, 0x80, 0x80),
            bytes(0xFF),
            bytes(0xFE),
            bytes(0x80),
            bytes(0xC3),
            bytes(0xE2, 0x82),
            bytes(0xE9));

    /** JSON values, as they are written, of every type and some of none. */
    static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "-1",
            "1.5",
            "5.0",
            "1e0",
            "2147483648",
            "-2147483649",
            "9223372036854775808",
            "99999999999999999999999999",
            "1e400",
            "-1e400",
            "1e-400",
            "1e999999999",
            "1" + "0".repeat(2_000),
            "0." + "1".repeat(900),
            "\"\"",
            "\"5\"",
            "\"true\"",
            "\"null\"",
            "[]",
            "[[]]",
            "[null]",
            "[1]",
            "[\"\"]",
            "[{}]",
            "{}",
            "{\"\":\"\"}",
            "{\"a\":{\"b\":[]}}");

    /** What a path's segment may be, written as in the request line. */
    static final List<String> SEGMENTS = List.of(
            "x",
            "me",
            "0",
            "-1",
            "null",
            "*",
            "%20",
            "%00",
            "a%00b",
            "%0D%0A",
            "%2F",
            "a%2Fb",
            "%2e",
            "%2e%2e",
            "%2e%2e%2f%2e%2e%2fq",
            "..%5c..",
            "%5C",
            "%3F",
            "%23",
            "%25",
            "%252e%252e",
            "%C0%AF",
            "%FF",
            "%ED%A0%80",
            "%E2%80%AE",
            "%F0%9F%98%80",
            "caf%C3%A9",
            ";a=b",
            "x;a=b",
            "+",
            "1-1-1-1-1",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
            "%7B01890a5d-b3f1-7c0e-9d35-0a6f1c2e7b44%7D",
            "urn:uuid:01890a5d-b3f1-7c0e-9d35-0a6f1c2e7b44",
            "01890a5db3f17c0e9d350a6f1c2e7b44",
            "01890a5d-b3f1-7c0e-9d35-0a6f1c2e7b44%20",
            "%2001890a5d-b3f1-7c0e-9d35-0a6f1c2e7b44",
            "01890a5d-b3f1-7c0e-9d35-0a6f1c2e7b445",
            "0x1890a5d-b3f1-7c0e-9d35-0a6f1c2e7b44",
            "'%20OR%20'1'='1",
            "%27;--",
            "%3Cscript%3E",
            "$%7Bjndi:ldap:%2F%2F127.0.0.1%2Fa%7D",
            "a".repeat(300),
            "a".repeat(4_000));

    /** What a client may only write by mistake or malice: the server never sees a request. */
    static final List<String> BROKEN_ESCAPES = List.of("%", "%4", "%zz", "%u0041", "a%", "%%20");

    static final List<String> CURSORS = List.of(
            "",
            "x",
            "0",
            "-1",
            "null",
            "%00",
            "AAAA",
            "====",
            "!!!",
            "%2B%2F%2B%2F",
            "AA%3D%3D",
            "Hw",
            "Hx8f",
            "Hx8fHx8fHx8f",
            "YQ",
            "MDE4OTBhNWQtYjNmMS03YzBlLTlkMzUtMGE2ZjFjMmU3YjQ0",
            "MDE4OTBhNWQtYjNmMS03YzBlLTlkMzUtMGE2ZjFjMmU3YjQ0HzE",
            "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OR8wMTg5MGE1ZC1iM2YxLTdjMGUtOWQzNS0wYTZmMWMyZTdiNDQ",
            "LTEfMDE4OTBhNWQtYjNmMS03YzBlLTlkMzUtMGE2ZjFjMmU3YjQ0",
            "TmFOHzAxODkwYTVkLWIzZjEtN2MwZS05ZDM1LTBhNmYxYzJlN2I0NA",
            "AB8A",
            "gICA",
            "7aCA",
            "J08nHyc",
            "QQ".repeat(900),
            "A".repeat(2_001));

    static final List<String> LIMITS = List.of(
            "",
            "0",
            "-1",
            "201",
            "1e2",
            "0x10",
            "5.0",
            "+5",
            "%205",
            "5%20",
            "05",
            "005",
            "NaN",
            "Infinity",
            "null",
            "true",
            "99999999999999999999",
            "-99999999999999999999",
            "%D9%A5",
            "%EF%BC%95",
            "5,6",
            "5%00",
            "'5'");

    private Ugly() {}

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    /** A JSON value, as it is written, of any shape. */
    static String anyValue(Random random, int depth) {
        int kind = random.nextInt(depth > 3 ? 3 : 6);
        if (kind < 2) {
            return one(VALUES, random);
        }
        if (kind == 2) {
            return random.nextInt(4) == 0 ? one(UNSTORABLE, random) : Json.quoted(one(TEXTS, random));
        }
        StringBuilder whole = new StringBuilder();
        int size = random.nextInt(5);
        boolean isArray = kind < 4;
        for (int i = 0; i < size; i++) {
            whole.append(i == 0 ? "" : ",");
            if (!isArray) {
                whole.append(Json.quoted(random.nextBoolean() ? "key" + i : shortened(one(TEXTS, random))))
                        .append(':');
            }
            whole.append(anyValue(random, depth + 1));
        }
        return isArray ? "[" + whole + "]" : "{" + whole + "}";
    }

    private static String shortened(String text) {
        return text.length() > 40 ? "long" : text;
    }
}
