package dev.belay.platform.caller;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Turns a verified token into the {@link Caller} and adds the roles that HR gave the person. */
@ApplicationScoped
class CallerAugmentor implements SecurityIdentityAugmentor {
    static final String MACHINE_CLAIM = "client_id";

    private final PersonDirectory people;
    private final LoginKey loginKey;
    private final String personClaim;

    CallerAugmentor(
            PersonDirectory people,
            LoginKey loginKey,
            @ConfigProperty(name = "belay.identity.person-claim", defaultValue = "upn") String personClaim) {
        this.people = people;
        this.loginKey = loginKey;
        this.personClaim = personClaim;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        return context.runBlocking(() -> identify(identity, token));
    }

    private SecurityIdentity identify(SecurityIdentity identity, JsonWebToken token) {
        String login = token.getClaim(personClaim);
        if (login == null) {
            return machine(identity, token);
        }
        Optional<KnownPerson> found = people.byLoginKey(loginKey.of(login));
        if (found.isEmpty()) {
            return withoutRoles(identity, new Callers.PersonUnknown());
        }
        KnownPerson person = found.get();
        if (!person.active()) {
            return withoutRoles(identity, new Callers.PersonInactive());
        }
        Set<String> roles = new HashSet<>(identity.getRoles());
        // A person's token can never act for a machine.
        roles.remove(Role.HR_SYNC);
        roles.remove(Role.SERVICE);
        roles.addAll(person.roles());
        return builder(identity, roles)
                .addAttribute(Callers.ATTRIBUTE, new Caller.Person(person.id(), Set.copyOf(roles)))
                .build();
    }

    private static SecurityIdentity machine(SecurityIdentity identity, JsonWebToken token) {
        Set<String> roles = identity.getRoles();
        String client = token.getClaim(MACHINE_CLAIM);
        if (client == null || client.isBlank()) {
            return withoutRoles(identity, new Callers.PersonUnknown());
        }
        if (roles.contains(Role.HR_SYNC)) {
            Set<String> only = Set.of(Role.HR_SYNC);
            return builder(identity, only)
                    .addAttribute(Callers.ATTRIBUTE, new Caller.Integration(client, only))
                    .build();
        }
        if (roles.contains(Role.SERVICE)) {
            Set<String> only = Set.of(Role.SERVICE);
            return builder(identity, only)
                    .addAttribute(Callers.ATTRIBUTE, new Caller.Service(client, only))
                    .build();
        }
        return withoutRoles(identity, new Callers.PersonUnknown());
    }

    private static SecurityIdentity withoutRoles(SecurityIdentity identity, RuntimeException refusal) {
        return builder(identity, Set.of())
                .addAttribute(Callers.ATTRIBUTE, refusal)
                .build();
    }

    private static QuarkusSecurityIdentity.Builder builder(SecurityIdentity identity, Set<String> roles) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addCredentials(identity.getCredentials())
                .addRoles(roles);
    }
}
