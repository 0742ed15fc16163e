package dev.belay.mentorship;

import dev.belay.platform.testing.BelayServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the running service, on real PostgreSQL and Kafka; all of them share one start. */
@QuarkusTest
@WithTestResource(value = BelayServers.class, initArgs = @ResourceArg(name = "database", value = "mentorship"))
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface MentorshipTest {}
