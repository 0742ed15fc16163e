package dev.belay.profile.scim;

import static dev.belay.profile.scim.Connector.someone;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.PreconditionFailedException;
import com.unboundid.scim2.common.exceptions.ResourceConflictException;
import com.unboundid.scim2.common.exceptions.ResourceNotFoundException;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.ListResponse;
import com.unboundid.scim2.common.messages.SortOrder;
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.Name;
import com.unboundid.scim2.common.types.UserResource;
import dev.belay.platform.testing.BelayServers;
import dev.belay.platform.testing.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.jnh.connector.JavaNetHttpConnectorProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody else's client, UnboundID's, speaks to the service; and ten of it at once. */
@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "profile"))
class IndependentClientTest {
    private static final int CONNECTORS = 10;

    @TestHTTPResource("/scim/v2")
    String address;

    private final String integration = "hr-" + UUID.randomUUID();
    private Client http;
    private ScimService scim;

    @BeforeEach
    void connect() {
        String bearer = Tokens.hrSync(integration).bearer();
        http = ClientBuilder.newClient(new ClientConfig().connectorProvider(new JavaNetHttpConnectorProvider()))
                .register((ClientRequestFilter) request -> request.getHeaders().putSingle("Authorization", bearer));
        scim = new ScimService(http.target(address));
    }

    @AfterEach
    void disconnect() {
        http.close();
    }

    private static UserResource user(String name) {
        return new UserResource()
                .setUserName(name)
                .setName(new Name().setGivenName("Ada").setFamilyName("Example"))
                .setEmails(new Email()
                        .setValue(name + "@example.com")
                        .setType("work")
                        .setPrimary(true));
    }

    @Test
    void readsWhatTheServiceSaysOfItself() throws ScimException {
        assertTrue(scim.getServiceProviderConfig().getPatch().isSupported());
        assertTrue(scim.getResourceTypes().getResources().stream().anyMatch(type -> "User".equals(type.getName())));
        assertEquals(Connector.CORE, scim.getSchema(Connector.CORE).getId());
    }

    @Test
    void aUsersLife() throws ScimException {
        String name = someone();
        UserResource created = scim.create("Users", user(name));
        assertEquals("Ada", created.getName().getGivenName());
        assertThrows(ResourceConflictException.class, () -> scim.create("Users", user(name)));
        UserResource stale = scim.retrieve(created);

        created.setTitle("Engineer");
        UserResource replaced = scim.replaceRequest(created).ifMatch().invoke();
        assertEquals("Engineer", replaced.getTitle());
        assertThrows(
                PreconditionFailedException.class,
                () -> scim.replaceRequest(stale).ifMatch().invoke());
        UserResource modified = scim.modifyRequest("Users", created.getId())
                .replaceValue("displayName", "Countess")
                .addValues("emails", new Email().setValue("home@example.com").setType("home"))
                .removeValues("emails[type eq \"work\"]")
                .invoke(UserResource.class);
        assertEquals("Countess", modified.getDisplayName());
        assertEquals(
                List.of("home@example.com"),
                modified.getEmails().stream().map(Email::getValue).toList());

        ListResponse<UserResource> found = scim.searchRequest("Users")
                .filter(Filter.and(
                        Filter.eq("userName", name), Filter.hasComplexValue("emails", Filter.eq("type", "home"))))
                .sort("userName", SortOrder.DESCENDING)
                .attributes("userName", "emails.value")
                .page(1, 5)
                .invokePost(UserResource.class);
        assertEquals(1, found.getTotalResults());
        assertEquals(name, found.getResources().get(0).getUserName());

        scim.delete(modified);
        assertThrows(ResourceNotFoundException.class, () -> scim.retrieve(modified));
    }

    @Test
    void tenConnectorsMakeNobodyTwiceAndLoseNoUpdate() throws Exception {
        List<String> names = IntStream.range(0, 2).mapToObj(i -> someone()).toList();
        AtomicInteger made = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        inParallel(connector -> {
            for (String name : names) {
                try {
                    scim.create("Users", user(name));
                    made.incrementAndGet();
                } catch (ResourceConflictException e) {
                    refused.incrementAndGet();
                }
            }
        });
        assertEquals(names.size(), made.get());
        assertEquals(names.size() * (CONNECTORS - 1), refused.get());

        List<String> ids = scim.search("Users", "userName pr", UserResource.class).getResources().stream()
                .map(UserResource::getId)
                .toList();
        assertEquals(new HashSet<>(ids).size(), names.size());
        inParallel(connector -> {
            for (String id : ids) {
                scim.modifyRequest("Users", id)
                        .addValues(
                                "emails",
                                new Email()
                                        .setValue("c" + connector + "@example.com")
                                        .setType("c" + connector))
                        .invoke(UserResource.class);
                count(id);
            }
        });
        for (String id : ids) {
            UserResource user = scim.retrieve("Users", id, UserResource.class);
            assertEquals(CONNECTORS + 1, user.getEmails().size());
            assertEquals(Integer.toString(CONNECTORS), user.getTitle());
        }
    }

    /** Reads, adds one and writes, again and again until nobody was faster. */
    private void count(String id) throws ScimException {
        while (true) {
            UserResource user = scim.retrieve("Users", id, UserResource.class);
            int so = user.getTitle() == null ? 0 : Integer.parseInt(user.getTitle());
            try {
                scim.replaceRequest(user.setTitle(Integer.toString(so + 1)))
                        .ifMatch()
                        .invoke();
                return;
            } catch (PreconditionFailedException e) {
                // Once more.
            }
        }
    }

    @Test
    void twoHalvesOfACircleCannotBothPass() throws Exception {
        for (int round = 0; round < 5; round++) {
            String a = scim.create("Users", user(someone())).getId();
            String b = scim.create("Users", user(someone())).getId();
            ExecutorService both = Executors.newFixedThreadPool(2);
            List<Callable<Boolean>> halves = List.of(() -> reports(a, b), () -> reports(b, a));
            int passed = 0;
            for (Future<Boolean> half : both.invokeAll(halves)) {
                passed += half.get() ? 1 : 0;
            }
            both.shutdown();
            assertEquals(1, passed);
        }
    }

    private boolean reports(String id, String manager) {
        return new Connector(integration)
                        .patch(
                                id,
                                "{'op':'replace','path':'" + Connector.ENTERPRISE + ":manager','value':{'value':'"
                                        + manager + "'}}")
                        .extract()
                        .statusCode()
                == 200;
    }

    private interface Work {
        void by(int connector) throws Exception;
    }

    private static void inParallel(Work work) throws Exception {
        ExecutorService connectors = Executors.newFixedThreadPool(CONNECTORS);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < CONNECTORS; i++) {
            int connector = i;
            all.add(connectors.submit(() -> {
                work.by(connector);
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        connectors.shutdown();
    }
}
