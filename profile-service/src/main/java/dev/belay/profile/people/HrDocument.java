package dev.belay.profile.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * HR's whole word on a person, in the form of a SCIM user (RFC 7643), however it came: what a connector sends is kept as
 * it is, and Belay takes from it what it reckons with; what a file says is written into it. It holds neither {@code id},
 * {@code externalId}, {@code userName}, {@code active} nor the manager, which have columns of their own.
 */
public final class HrDocument {
    public static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String WORK = "work";
    private static final Map<String, String> COUNTRY_CODES = Stream.of(Locale.getISOCountries())
            .collect(java.util.stream.Collectors.toUnmodifiableMap(
                    code -> new Locale("", code)
                            .getDisplayCountry(Locale.ENGLISH)
                            .toLowerCase(Locale.ROOT),
                    code -> code,
                    (first, second) -> first));

    private HrDocument() {}

    public static ObjectNode parse(String document) {
        try {
            return (ObjectNode) JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database holds JSON objects", e);
        }
    }

    /**
     * What a document says of the fields that Belay reckons with. A connector must be able to run for years: an e-mail
     * address, country or time zone that is none stays in the document, and nobody reckons with it.
     */
    static Map<HrField, String> texts(ObjectNode document) {
        Map<HrField, String> texts = new EnumMap<>(HrField.class);
        texts.put(HrField.GIVEN_NAME, text(document.path("name").path("givenName")));
        texts.put(HrField.FAMILY_NAME, text(document.path("name").path("familyName")));
        texts.put(HrField.TITLE, text(document.path("title")));
        texts.put(HrField.DEPARTMENT, text(document.path(ENTERPRISE).path("department")));
        texts.put(
                HrField.EMAIL,
                main(document.path("emails"))
                        .map(email -> text(email.path("value")))
                        .orElse(null));
        JsonNode address = main(document.path("addresses")).orElse(null);
        texts.put(HrField.LOCATION, address == null ? null : text(address.path("locality")));
        texts.put(HrField.COUNTRY, address == null ? null : country(text(address.path("country"))));
        texts.put(HrField.TIME_ZONE, text(document.path("timezone")));
        for (HrField field : List.of(HrField.EMAIL, HrField.COUNTRY, HrField.TIME_ZONE, HrField.LOCATION)) {
            String text = texts.get(field);
            if (text != null && field.check(text).isPresent()) {
                texts.put(field, null);
            }
        }
        return texts;
    }

    /** The name to show, if HR says one that can be shown; else it is made of the others. */
    static Optional<String> displayName(ObjectNode document) {
        return Optional.ofNullable(text(document.path("displayName")))
                .filter(name -> HrField.TITLE.check(name).isEmpty());
    }

    /** BCP 47: the locale, else the language in which the person likes to be addressed; null if neither is one. */
    static String locale(ObjectNode document) {
        return Stream.of("locale", "preferredLanguage")
                .map(name -> text(document.path(name)))
                .filter(Objects::nonNull)
                .map(HrDocument::languageTag)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The document after a file has changed some fields. */
    static ObjectNode mirror(ObjectNode document, HrFields before, HrFields after) {
        ObjectNode mirrored = document.deepCopy();
        if (!Objects.equals(before.givenName(), after.givenName())
                || !Objects.equals(before.familyName(), after.familyName())) {
            ObjectNode name = object(mirrored, "name");
            put(name, "givenName", after.givenName());
            put(name, "familyName", after.familyName());
            // They were made of the old ones.
            name.remove("formatted");
            mirrored.remove("displayName");
            dropIfEmpty(mirrored, "name");
        }
        if (!Objects.equals(before.title(), after.title())) {
            put(mirrored, "title", after.title());
        }
        if (!Objects.equals(before.timeZone(), after.timeZone())) {
            put(mirrored, "timezone", after.timeZone());
        }
        if (!Objects.equals(before.department(), after.department())) {
            put(object(mirrored, ENTERPRISE), "department", after.department());
            dropIfEmpty(mirrored, ENTERPRISE);
        }
        if (!Objects.equals(before.email(), after.email())) {
            setMain(mirrored, "emails", Map.of("value", Optional.ofNullable(after.email())), after.email() == null);
        }
        if (!Objects.equals(before.location(), after.location())
                || !Objects.equals(before.country(), after.country())) {
            setMain(
                    mirrored,
                    "addresses",
                    Map.of(
                            "locality", Optional.ofNullable(after.location()),
                            "country", Optional.ofNullable(after.country())),
                    after.location() == null && after.country() == null);
        }
        return mirrored;
    }

    /** Of several, the primary one, else the one for work, else the first. */
    private static Optional<JsonNode> main(JsonNode values) {
        List<JsonNode> all = StreamSupport.stream(values.spliterator(), false).toList();
        return all.stream()
                .filter(value -> value.path("primary").asBoolean())
                .findFirst()
                .or(() -> all.stream()
                        .filter(value -> value.path("type").asText().equalsIgnoreCase(WORK))
                        .findFirst())
                .or(() -> all.stream().findFirst());
    }

    private static void setMain(
            ObjectNode document, String attribute, Map<String, Optional<String>> texts, boolean isGone) {
        ArrayNode values = document.path(attribute) instanceof ArrayNode array ? array : document.putArray(attribute);
        ObjectNode main = (ObjectNode) main(values).orElse(null);
        if (isGone && main != null) {
            for (int i = values.size() - 1; i >= 0; i--) {
                if (values.get(i) == main) {
                    values.remove(i);
                }
            }
        } else if (!isGone) {
            if (main == null) {
                main = values.addObject().put("type", WORK).put("primary", true);
            }
            ObjectNode target = main;
            texts.forEach((name, text) -> put(target, name, text.orElse(null)));
        }
        if (values.isEmpty()) {
            document.remove(attribute);
        }
    }

    private static ObjectNode object(ObjectNode parent, String name) {
        return parent.path(name) instanceof ObjectNode object ? object : parent.putObject(name);
    }

    private static void put(ObjectNode parent, String name, String text) {
        if (text == null) {
            parent.remove(name);
        } else {
            parent.put(name, text);
        }
    }

    private static void dropIfEmpty(ObjectNode parent, String name) {
        if (parent.path(name).isEmpty()) {
            parent.remove(name);
        }
    }

    private static String text(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank()
                ? node.textValue().strip()
                : null;
    }

    /** Some connectors send {@code Austria} or {@code at}. */
    private static String country(String text) {
        if (text == null) {
            return null;
        }
        return COUNTRY_CODES.getOrDefault(text.toLowerCase(Locale.ROOT), text.toUpperCase(Locale.ROOT));
    }

    private static String languageTag(String text) {
        try {
            String tag = new Locale.Builder()
                    .setLanguageTag(text.replace('_', '-'))
                    .build()
                    .toLanguageTag();
            return tag.equals("und") ? null : tag;
        } catch (IllformedLocaleException e) {
            return null;
        }
    }
}
