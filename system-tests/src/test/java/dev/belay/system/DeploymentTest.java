package dev.belay.system;

import static dev.belay.system.ProjectFiles.json;
import static dev.belay.system.ProjectFiles.manifests;
import static dev.belay.system.ProjectFiles.name;
import static dev.belay.system.ProjectFiles.ofKind;
import static dev.belay.system.ProjectFiles.text;
import static dev.belay.system.ProjectFiles.yaml;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.contracts.ProblemType;
import dev.belay.contracts.Topic;
import dev.belay.contracts.Topics;
import dev.belay.local.door.Routes;
import dev.belay.local.door.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Docker compose, the gateway, the realm and the Kubernetes manifests describe the suite that the code is. None of them can
 * be run here, so they are held to what they must agree with: the front door's table, the contracts, the versions of the
 * build, and each other.
 */
class DeploymentTest {
    private static final JsonNode COMPOSE = yaml("docker-compose.yml").get(0);
    private static final String GATEWAY = text("docker/gateway/nginx.conf");
    private static final String DOCKERFILE = text("docker/Dockerfile.service");
    private static final JsonNode REALM = json(text("docker/keycloak/belay-realm.json"));
    private static final List<JsonNode> BASE = manifests("k8s/base");
    private static final List<JsonNode> LOCAL = manifests("k8s/overlays/local");
    private static final List<JsonNode> PRODUCTION = manifests("k8s/overlays/production");

    private static final Set<String> NEEDED = Set.of(
            "QUARKUS_HTTP_HOST",
            "QUARKUS_HTTP_PORT",
            "KAFKA_BOOTSTRAP_SERVERS",
            "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
            "MP_JWT_VERIFY_ISSUER",
            "BELAY_IDENTITY_LOGIN_KEY_SECRET",
            "QUARKUS_DATASOURCE_JDBC_URL",
            "QUARKUS_DATASOURCE_USERNAME",
            "QUARKUS_DATASOURCE_PASSWORD",
            "QUARKUS_FLYWAY_USERNAME",
            "QUARKUS_FLYWAY_PASSWORD");

    private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(password|secret|jaas).*");
    private static final String DEV_ONLY = "dev-only-";

    // Routes

    @Test
    void gatewayOnDockerHasTheRoutesOfTheFrontDoor() {
        Map<String, String> routes = new TreeMap<>();
        gatewayMap().forEach((pattern, service) -> routes.put(prefixOf(pattern), service));
        assertEquals(routesOfTheFrontDoor(), routes);
    }

    @Test
    void gatewayOnDockerReachesEachServiceAtItsPort() {
        for (Service service : Service.values()) {
            String port = compose(service).at("/environment/QUARKUS_HTTP_PORT").asText();
            String server = "server " + service.moduleName() + ":" + port + " resolve;";
            String upstream = block(GATEWAY, "upstream " + service.moduleName());
            assertTrue(upstream.contains(server), () -> "no \"" + server + "\" in " + upstream);
        }
    }

    @Test
    void ingressHasTheRoutesOfTheFrontDoor() {
        Map<String, String> routes = new TreeMap<>();
        for (JsonNode path : ingressPaths()) {
            assertEquals("Prefix", path.path("pathType").asText());
            assertEquals("http", path.at("/backend/service/port/name").asText());
            String prefix = path.path("path").asText();
            String before = routes.put(prefix, path.at("/backend/service/name").asText());
            assertEquals(null, before, () -> prefix + " stands there twice");
        }
        assertEquals(routesOfTheFrontDoor(), routes);
    }

    @Test
    void architecturePaperHasTheRoutesOfTheFrontDoor() {
        Map<String, String> routes = new TreeMap<>();
        Pattern row = Pattern.compile("^\\| (`/.*`) \\| (\\S+-service) \\|", Pattern.MULTILINE);
        Matcher rows = row.matcher(text("docs/architecture.md"));
        while (rows.find()) {
            Matcher prefixes = Pattern.compile("`(/[^`]+)`").matcher(rows.group(1));
            while (prefixes.find()) {
                routes.put(prefixes.group(1), rows.group(2));
            }
        }
        assertEquals(routesOfTheFrontDoor(), routes);
    }

    @Test
    void noGatewayForwardsHealthMetricsOrWhatIsInternal() {
        for (String path : List.of(
                "/",
                "/v1",
                "/q",
                "/q/health/ready",
                "/q/metrics",
                "/internal",
                "/internal/x",
                "/v1/peoples",
                "/dev-issuer/jwks.json")) {
            Set<String> matching = gatewayMap().keySet().stream()
                    .filter(pattern -> Pattern.compile(pattern).matcher(path).find())
                    .collect(toSet());
            assertEquals(Set.of(), matching, () -> "the gateway on Docker forwards " + path);
            Set<String> prefixes = ingressPaths().stream()
                    .map(route -> route.path("path").asText())
                    .filter(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"))
                    .collect(toSet());
            assertEquals(Set.of(), prefixes, () -> "the Ingress forwards " + path);
        }
    }

    @Test
    void gatewayAnswersWithProblemsOfTheCatalogue() {
        Matcher answers = Pattern.compile("return (\\d+) '(\\{.*})';").matcher(GATEWAY);
        int count = 0;
        while (answers.find()) {
            JsonNode problem = json(answers.group(2));
            String type = problem.path("type").asText();
            ProblemType known = ProblemType.named(type.substring(type.lastIndexOf('/') + 1));
            assertEquals(known.uri(), type);
            assertEquals(known.title(), problem.path("title").asText());
            assertEquals(known.status(), problem.path("status").asInt());
            assertEquals(known.status(), Integer.parseInt(answers.group(1)));
            assertEquals("$trace_id", problem.path("requestId").asText());
            count++;
        }
        assertTrue(count >= 4, "the gateway's own answers were not found");
    }

    // Kafka

    @Test
    void everyTopicIsDeclaredWithTheSettingsOfTheContracts() {
        Map<String, Topic> expected = Stream.concat(
                        Topics.all().stream(),
                        Arrays.stream(Service.values())
                                .filter(Service::writesDeadLetters)
                                .map(service -> Topics.deadLetterTopic(service.shortName())))
                .collect(toMap(Topic::name, Function.identity(), (one, other) -> one, TreeMap::new));
        Map<String, JsonNode> declared =
                ofKind("KafkaTopic", PRODUCTION).stream().collect(toMap(ProjectFiles::name, Function.identity()));
        assertEquals(expected.keySet(), new TreeSet<>(declared.keySet()));
        expected.forEach((name, topic) -> {
            JsonNode spec = declared.get(name).path("spec");
            assertEquals(topic.partitions(), spec.path("partitions").asInt(), name);
            assertEquals(3, spec.path("replicas").asInt(), name);
            Map<String, String> settings = new LinkedHashMap<>();
            spec.path("config")
                    .properties()
                    .forEach(setting ->
                            settings.put(setting.getKey(), setting.getValue().asText()));
            // How many copies must confirm is the cluster's business; the rest is the contract's.
            assertEquals("2", settings.remove("min.insync.replicas"), name);
            assertEquals(topic.settings(), settings, name);
        });
    }

    @Test
    void noBrokerMakesTopicsByItself() {
        assertEquals(
                "false",
                COMPOSE.at("/services/kafka/environment/KAFKA_AUTO_CREATE_TOPICS_ENABLE")
                        .asText());
        assertEquals("false", environment(container("kafka", LOCAL)).get("KAFKA_AUTO_CREATE_TOPICS_ENABLE"));
        JsonNode production = ofKind("Kafka", PRODUCTION).get(0).at("/spec/kafka/config/auto.create.topics.enable");
        assertTrue(production.isBoolean() && !production.asBoolean());
    }

    @Test
    void namesAndAddressesAreReadByMentorshipServiceAlone() {
        Set<String> readers = new TreeSet<>();
        for (JsonNode user : ofKind("KafkaUser", PRODUCTION)) {
            for (JsonNode acl : user.at("/spec/authorization/acls")) {
                JsonNode resource = acl.path("resource");
                boolean covers = resource.path("patternType").asText().equals("prefix")
                        ? Topics.CONTACT.startsWith(resource.path("name").asText())
                        : Topics.CONTACT.equals(resource.path("name").asText());
                boolean reads = texts(acl.path("operations")).stream().anyMatch(Set.of("Read", "All")::contains);
                if (resource.path("type").asText().equals("topic") && covers && reads) {
                    readers.add(name(user));
                }
            }
        }
        assertEquals(Set.of(Service.MENTORSHIP.moduleName()), readers);
    }

    @Test
    void eachServiceWritesItsOwnTopicsAlone() {
        for (JsonNode user : ofKind("KafkaUser", PRODUCTION)) {
            String service = name(user).replace("-service", "");
            for (JsonNode acl : user.at("/spec/authorization/acls")) {
                String written = acl.at("/resource/name").asText();
                boolean isTopic = acl.at("/resource/type").asText().equals("topic");
                if (isTopic && texts(acl.path("operations")).contains("Write")) {
                    assertEquals("belay." + service + ".", written);
                }
            }
        }
    }

    // What services are told

    @Test
    void composeTellsEachServiceAllThatItNeeds() {
        for (Service service : Service.values()) {
            Set<String> told = new TreeSet<>();
            compose(service).path("environment").fieldNames().forEachRemaining(told::add);
            Set<String> expected = new TreeSet<>(NEEDED);
            if (service == Service.PROFILE) {
                // What an import unpacks lies in memory there.
                expected.add("BELAY_IMPORTS_MAX_INFLATED_BYTES");
            }
            assertEquals(expected, told, service.moduleName());
        }
    }

    @Test
    void kubernetesTellsEachServiceAllThatItNeeds() {
        Set<String> toldToAll = new TreeSet<>();
        ofKind("ConfigMap", BASE).get(0).path("data").fieldNames().forEachRemaining(toldToAll::add);
        for (Service service : Service.values()) {
            Set<String> told = new TreeSet<>(toldToAll);
            told.addAll(environment(container(service.moduleName(), BASE)).keySet());
            told.remove("QUARKUS_SHUTDOWN_TIMEOUT");
            assertEquals(NEEDED, told, service.moduleName());
        }
    }

    @Test
    void operationsPaperExplainsEachVariable() {
        String paper = text("docs/operations.md");
        NEEDED.forEach(variable -> assertTrue(paper.contains("`" + variable + "`"), variable));
    }

    @Test
    void runningServicesUseTheLesserRoleAndTheOwnerMigrates() {
        for (Service service : Service.values()) {
            String database = service.shortName();
            JsonNode environment = compose(service).path("environment");
            assertEquals(
                    "jdbc:postgresql://postgres:5432/" + database,
                    environment.path("QUARKUS_DATASOURCE_JDBC_URL").asText());
            assertEquals(
                    database + "_app",
                    environment.path("QUARKUS_DATASOURCE_USERNAME").asText());
            assertEquals(
                    database + "_owner",
                    environment.path("QUARKUS_FLYWAY_USERNAME").asText());
            Map<String, String> onKubernetes = environment(container(service.moduleName(), BASE));
            assertEquals(
                    "jdbc:postgresql://" + database + "-db-rw:5432/" + database,
                    onKubernetes.get("QUARKUS_DATASOURCE_JDBC_URL"));
            assertEquals("secret " + database + "-db-app/username", onKubernetes.get("QUARKUS_DATASOURCE_USERNAME"));
            assertEquals("secret " + database + "-db-owner/username", onKubernetes.get("QUARKUS_FLYWAY_USERNAME"));
        }
        Set<String> clusters =
                ofKind("Cluster", PRODUCTION).stream().map(ProjectFiles::name).collect(toSet());
        assertEquals(Set.of("profile-db", "mentorship-db", "matching-db"), clusters);
    }

    @Test
    void everyPartOfComposeIsWatchedAndWaitedFor() {
        COMPOSE.path("services").properties().forEach(part -> {
            boolean hasCheck = part.getValue().has("healthcheck");
            assertTrue(hasCheck || part.getKey().equals("gateway"), () -> part.getKey() + " has no health check");
            part.getValue().path("depends_on").properties().forEach(other -> {
                assertEquals(
                        "service_healthy", other.getValue().path("condition").asText(), part.getKey());
                assertTrue(COMPOSE.path("services").has(other.getKey()), () -> "no " + other.getKey());
            });
        });
        for (Service service : Service.values()) {
            String port = compose(service).at("/environment/QUARKUS_HTTP_PORT").asText();
            String check = compose(service).at("/healthcheck/test").toString();
            assertTrue(check.contains("/127.0.0.1/" + port + " ") && check.contains("GET /q/health/ready"), check);
        }
    }

    @Test
    void kubernetesProbesBoundsAndProtectsEachService() {
        for (Service service : Service.values()) {
            JsonNode container = container(service.moduleName(), BASE);
            String port = environment(container).get("QUARKUS_HTTP_PORT");
            assertEquals(port, container.at("/ports/0/containerPort").asText());
            assertEquals(
                    "/q/health/ready",
                    container.at("/readinessProbe/httpGet/path").asText());
            assertEquals(
                    "/q/health/live",
                    container.at("/livenessProbe/httpGet/path").asText());
            assertTrue(container.at("/resources/limits/memory").isTextual());
            assertTrue(container.at("/resources/requests/cpu").isTextual());
            for (String kind : List.of("Service", "PodDisruptionBudget")) {
                JsonNode partner = ofKind(kind, BASE).stream()
                        .filter(manifest -> name(manifest).equals(service.moduleName()))
                        .findFirst()
                        .orElseThrow();
                JsonNode selector = partner.at("/spec/selector/matchLabels").isMissingNode()
                        ? partner.at("/spec/selector")
                        : partner.at("/spec/selector/matchLabels");
                assertEquals(
                        service.moduleName(),
                        selector.path("app.kubernetes.io/name").asText());
            }
            JsonNode scaler = ofKind("HorizontalPodAutoscaler", PRODUCTION).stream()
                    .filter(manifest -> name(manifest).equals(service.moduleName()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(
                    service.moduleName(), scaler.at("/spec/scaleTargetRef/name").asText());
        }
    }

    @Test
    void everyManifestIsPartOfItsKustomization() {
        for (String folder : List.of("k8s/base", "k8s/overlays/local", "k8s/overlays/production")) {
            Set<String> named = texts(
                            yaml(folder + "/kustomization.yaml").get(0).path("resources"))
                    .stream()
                    .filter(resource -> resource.endsWith(".yaml"))
                    .collect(toSet());
            assertEquals(Set.copyOf(ProjectFiles.names(folder)), named, folder);
        }
    }

    // The issuer

    @Test
    void tokensNameAllThreeServices() {
        Set<String> audiences =
                Arrays.stream(Service.values()).map(Service::audience).collect(toSet());
        Set<String> mapped = mappersOf(clientScope("belay-api"), "oidc-audience-mapper")
                .map(mapper -> mapper.at("/config/included.custom.audience").asText())
                .collect(toSet());
        assertEquals(audiences, mapped);
        for (JsonNode client : REALM.path("clients")) {
            assertTrue(
                    texts(client.path("defaultClientScopes")).contains("belay-api"),
                    client.path("clientId").asText());
        }
    }

    @Test
    void tokensCarryTheRolesAsGroups() {
        assertEquals(
                Set.of("program-manager", "admin", "hr-sync", "service"),
                StreamSupport.stream(REALM.at("/roles/realm").spliterator(), false)
                        .map(role -> role.path("name").asText())
                        .collect(toSet()));
        assertEquals(
                List.of("groups"),
                mappersOf(clientScope("belay-api"), "oidc-usermodel-realm-role-mapper")
                        .map(mapper -> mapper.at("/config/claim.name").asText())
                        .toList());
    }

    @Test
    void peopleAreNamedByUpnAndMachinesByClientId() {
        JsonNode upn = mappersOf(clientScope("belay-person"), "oidc-usermodel-attribute-mapper")
                .findFirst()
                .orElseThrow();
        assertEquals("username", upn.at("/config/user.attribute").asText());
        assertEquals("upn", upn.at("/config/claim.name").asText());
        JsonNode clientId = mappersOf(clientScope("belay-machine"), "oidc-usersessionmodel-note-mapper")
                .findFirst()
                .orElseThrow();
        assertEquals("client_id", clientId.at("/config/claim.name").asText());
        for (JsonNode client : REALM.path("clients")) {
            boolean isMachine = client.path("serviceAccountsEnabled").asBoolean();
            List<String> scopes = texts(client.path("defaultClientScopes"));
            String id = client.path("clientId").asText();
            assertEquals(isMachine, scopes.contains("belay-machine"), id);
            assertEquals(!isMachine, scopes.contains("belay-person"), id);
            assertEquals(isMachine, !client.path("publicClient").asBoolean(), id);
        }
    }

    @Test
    void personsClientNeverCarriesMachinesRole() {
        Map<String, List<String>> roles = new TreeMap<>();
        for (JsonNode mapping : REALM.path("scopeMappings")) {
            roles.put(mapping.path("client").asText(), texts(mapping.path("roles")));
        }
        assertEquals(
                Map.of(
                        "belay-frontend", List.of("program-manager", "admin"),
                        "belay-dev-cli", List.of("program-manager", "admin"),
                        "hr-workday", List.of("hr-sync"),
                        "profile-service", List.of("service"),
                        "mentorship-service", List.of("service"),
                        "matching-service", List.of("service")),
                roles);
        for (JsonNode client : REALM.path("clients")) {
            assertFalse(
                    client.path("fullScopeAllowed").asBoolean(true),
                    client.path("clientId").asText());
        }
    }

    @Test
    void tokensAreShortLivedAndBrowsersProveThemselves() {
        int seconds = REALM.path("accessTokenLifespan").asInt();
        assertTrue(seconds > 0 && seconds <= 15 * 60, () -> seconds + " s");
        assertEquals("RS256", REALM.path("defaultSignatureAlgorithm").asText());
        JsonNode frontend = StreamSupport.stream(REALM.path("clients").spliterator(), false)
                .filter(client -> client.path("clientId").asText().equals("belay-frontend"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "S256", frontend.at("/attributes/pkce.code.challenge.method").asText());
        assertFalse(frontend.path("directAccessGrantsEnabled").asBoolean(true));
        assertFalse(frontend.path("implicitFlowEnabled").asBoolean(true));
    }

    @Test
    void personasHaveTheRolesOfTheLocalStack() {
        Map<String, List<String>> personas = new TreeMap<>();
        for (JsonNode user : REALM.path("users")) {
            if (!user.has("serviceAccountClientId")) {
                personas.put(user.path("username").asText(), texts(user.path("realmRoles")));
            }
        }
        assertEquals(
                Map.of(
                        "ada", List.of(),
                        "grace", List.of(),
                        "mary", List.of("program-manager"),
                        "root", List.of("admin")),
                personas);
    }

    @Test
    void servicesTrustTheRealmThatIsImported() {
        String realm = "/realms/" + REALM.path("realm").asText();
        for (Service service : Service.values()) {
            JsonNode environment = compose(service).path("environment");
            String issuer = environment.path("MP_JWT_VERIFY_ISSUER").asText();
            assertEquals(
                    COMPOSE.at("/services/keycloak/environment/KC_HOSTNAME").asText() + realm, issuer);
            assertEquals(
                    "http://keycloak:8080" + realm + "/protocol/openid-connect/certs",
                    environment.path("MP_JWT_VERIFY_PUBLICKEY_LOCATION").asText());
        }
    }

    // Safety

    @Test
    void imagesArePinned() {
        Set<String> images = images();
        assertTrue(images.size() >= 8, () -> "too few were found: " + images);
        for (String image : images) {
            assertTrue(image.matches("[a-z0-9./-]+:v?\\d+\\.\\d+(\\.\\d+)?[\\w.-]*"), () -> image + " is not pinned");
        }
    }

    @Test
    void serversHaveTheVersionsOfTheBuild() {
        String pom = text("pom.xml");
        String kafka = property(pom, "kafka.version");
        String postgres = property(pom, "postgres-binaries.version").replaceFirst("\\.0$", "");
        assertEquals(
                "apache/kafka:" + kafka, COMPOSE.at("/services/kafka/image").asText());
        assertTrue(COMPOSE.at("/services/postgres/image").asText().startsWith("postgres:" + postgres + "-"));
        for (String part : List.of("kafka", "postgres", "keycloak")) {
            assertEquals(
                    COMPOSE.path("services").path(part).path("image").asText(),
                    container(part, LOCAL).path("image").asText());
        }
    }

    @Test
    void composePublishesOnThisMachineAlone() {
        int count = 0;
        for (JsonNode part : COMPOSE.path("services")) {
            for (JsonNode port : part.path("ports")) {
                assertTrue(port.asText().startsWith("127.0.0.1:"), port::asText);
                count++;
            }
        }
        assertEquals(2, count, "the gateway and the issuer");
        assertTrue(COMPOSE.at("/networks/back/internal").asBoolean());
    }

    @Test
    void servicesRunWithoutPrivileges() {
        assertTrue(Pattern.compile("^USER [1-9]\\d*:[1-9]\\d*$", Pattern.MULTILINE)
                .matcher(DOCKERFILE)
                .find());
        for (String part : List.of("gateway", "profile-service", "mentorship-service", "matching-service")) {
            JsonNode service = COMPOSE.path("services").path(part);
            assertTrue(service.path("read_only").asBoolean(), part);
            assertEquals(List.of("ALL"), texts(service.path("cap_drop")), part);
            assertEquals(List.of("no-new-privileges:true"), texts(service.path("security_opt")), part);
        }
        for (JsonNode workload : workloads()) {
            JsonNode pod = workload.at("/spec/template/spec");
            assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean(), name(workload));
            assertFalse(pod.path("automountServiceAccountToken").asBoolean(true), name(workload));
            assertFalse(pod.path("enableServiceLinks").asBoolean(true), name(workload));
            JsonNode context = pod.at("/containers/0/securityContext");
            assertFalse(context.path("allowPrivilegeEscalation").asBoolean(true), name(workload));
            assertEquals(List.of("ALL"), texts(context.at("/capabilities/drop")), name(workload));
        }
        for (Service service : Service.values()) {
            assertTrue(container(service.moduleName(), BASE)
                    .at("/securityContext/readOnlyRootFilesystem")
                    .asBoolean());
        }
    }

    @Test
    void secretsAreReferencesOrSayThatTheyAreForDevelopmentOnly() {
        List<String> wrong = new ArrayList<>();
        for (JsonNode part : COMPOSE.path("services")) {
            part.path("environment").properties().forEach(variable -> {
                String value = variable.getValue().asText();
                if (SECRET_NAME.matcher(variable.getKey()).matches() && !value.matches("\\$\\{[A-Z_]+:\\?.*}")) {
                    wrong.add("docker-compose.yml: " + variable.getKey());
                }
            });
        }
        text(".env.example").lines().filter(line -> line.matches("[A-Z_]+=.*")).forEach(line -> {
            String[] pair = line.split("=", 2);
            if (SECRET_NAME.matcher(pair[0]).matches() && !pair[1].startsWith(DEV_ONLY)) {
                wrong.add(".env.example: " + pair[0]);
            }
        });
        for (JsonNode client : REALM.path("clients")) {
            if (client.has("secret") && !client.path("secret").asText().startsWith(DEV_ONLY)) {
                wrong.add("realm: " + client.path("clientId").asText());
            }
        }
        for (JsonNode user : REALM.path("users")) {
            for (JsonNode credential : user.path("credentials")) {
                if (!credential.path("value").asText().startsWith(DEV_ONLY)) {
                    wrong.add("realm: " + user.path("username").asText());
                }
            }
        }
        for (JsonNode workload : workloads()) {
            environment(workload.at("/spec/template/spec/containers/0")).forEach((name, value) -> {
                boolean isSetting = name.startsWith("POSTGRES_HOST_AUTH");
                if (SECRET_NAME.matcher(name).matches() && !isSetting && !value.startsWith("secret ")) {
                    wrong.add(name(workload) + ": " + name);
                }
            });
        }
        for (JsonNode generated :
                yaml("k8s/overlays/local/kustomization.yaml").get(0).path("secretGenerator")) {
            for (String literal : texts(generated.path("literals"))) {
                String[] pair = literal.split("=", 2);
                if (!pair[0].equals("username") && !pair[1].startsWith(DEV_ONLY)) {
                    wrong.add("local overlay: " + generated.path("name").asText());
                }
            }
        }
        Stream.of(BASE, LOCAL, PRODUCTION)
                .flatMap(manifests -> ofKind("Secret", manifests).stream())
                .forEach(secret -> wrong.add("a Secret is committed: " + name(secret)));
        for (String folder : List.of("k8s/base", "k8s/overlays/production")) {
            if (yaml(folder + "/kustomization.yaml").get(0).has("secretGenerator")) {
                wrong.add(folder + " makes secrets");
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void exampleEnvironmentHasWhatComposeAsksFor() {
        Set<String> asked = new TreeSet<>();
        Matcher references = Pattern.compile("\\$\\{([A-Z_]+)").matcher(text("docker-compose.yml"));
        while (references.find()) {
            asked.add(references.group(1));
        }
        Set<String> given = new TreeSet<>();
        text(".env.example")
                .lines()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .forEach(line -> given.add(line.substring(0, line.indexOf('='))));
        assertEquals(asked, given);
    }

    // Reading

    private static Map<String, String> routesOfTheFrontDoor() {
        Map<String, String> routes = new TreeMap<>();
        Routes.all().forEach((prefix, service) -> routes.put(prefix, service.moduleName()));
        return routes;
    }

    /** The lines of the gateway's table: regular expression and service. */
    private static Map<String, String> gatewayMap() {
        Map<String, String> map = new LinkedHashMap<>();
        Matcher line = Pattern.compile("^\\s*~(\\^\\S+)\\s+(\\S+);$", Pattern.MULTILINE)
                .matcher(block(GATEWAY, "map $uri $service"));
        while (line.find()) {
            map.put(line.group(1), line.group(2));
        }
        return map;
    }

    private static String prefixOf(String pattern) {
        assertTrue(pattern.startsWith("^/") && pattern.endsWith("(/|$)"), pattern);
        return pattern.substring(1, pattern.length() - "(/|$)".length());
    }

    private static String block(String text, String head) {
        int from = text.indexOf(head + " {");
        assertTrue(from >= 0, () -> "no " + head);
        return text.substring(from, text.indexOf("\n    }", from));
    }

    private static List<JsonNode> ingressPaths() {
        List<JsonNode> paths = new ArrayList<>();
        ofKind("Ingress", BASE).get(0).at("/spec/rules/0/http/paths").forEach(paths::add);
        return paths;
    }

    private static JsonNode compose(Service service) {
        JsonNode part = COMPOSE.path("services").path(service.moduleName());
        assertTrue(part.isObject(), () -> "compose has no " + service.moduleName());
        return part;
    }

    private static List<JsonNode> workloads() {
        return Stream.of(BASE, LOCAL, PRODUCTION)
                .flatMap(List::stream)
                .filter(manifest ->
                        manifest.at("/spec/template/spec/containers").isArray())
                .toList();
    }

    private static JsonNode container(String workload, List<JsonNode> manifests) {
        return manifests.stream()
                .filter(manifest ->
                        manifest.at("/spec/template/spec/containers").isArray())
                .filter(manifest -> name(manifest).equals(workload))
                .map(manifest -> manifest.at("/spec/template/spec/containers/0"))
                .findFirst()
                .orElseThrow();
    }

    /** Each variable's value; of one that comes from a secret {@code secret NAME/KEY}. */
    private static Map<String, String> environment(JsonNode container) {
        Map<String, String> environment = new TreeMap<>();
        for (JsonNode variable : container.path("env")) {
            JsonNode secret = variable.at("/valueFrom/secretKeyRef");
            environment.put(
                    variable.path("name").asText(),
                    secret.isMissingNode()
                            ? variable.path("value").asText()
                            : "secret " + secret.path("name").asText() + "/"
                                    + secret.path("key").asText());
        }
        return environment;
    }

    private static JsonNode clientScope(String name) {
        return StreamSupport.stream(REALM.path("clientScopes").spliterator(), false)
                .filter(scope -> scope.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> mappersOf(JsonNode scope, String kind) {
        return StreamSupport.stream(scope.path("protocolMappers").spliterator(), false)
                .filter(mapper -> mapper.path("protocolMapper").asText().equals(kind))
                .filter(mapper ->
                        mapper.at("/config/access.token.claim").asText().equals("true"));
    }

    private static Set<String> images() {
        Set<String> images = new TreeSet<>();
        Matcher from = Pattern.compile("^FROM (\\S+)", Pattern.MULTILINE).matcher(DOCKERFILE);
        while (from.find()) {
            images.add(from.group(1));
        }
        COMPOSE.path("services").forEach(part -> {
            if (part.has("image")) {
                images.add(part.path("image").asText());
            }
        });
        workloads()
                .forEach(workload -> images.add(
                        workload.at("/spec/template/spec/containers/0/image").asText()));
        ofKind("Cluster", PRODUCTION)
                .forEach(cluster -> images.add(cluster.at("/spec/imageName").asText()));
        for (JsonNode image :
                yaml("k8s/overlays/production/kustomization.yaml").get(0).path("images")) {
            images.add(
                    image.path("newName").asText() + ":" + image.path("newTag").asText());
        }
        return images;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static String property(String pom, String name) {
        Matcher property =
                Pattern.compile("<" + Pattern.quote(name) + ">(.*?)<").matcher(pom);
        assertTrue(property.find(), name);
        return property.group(1);
    }
}
