package dev.belay.platform.outbox;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;

/** How far Kafka is behind the database. */
@ApplicationScoped
class OutboxMetrics {
    private static final Logger LOG = Logger.getLogger(OutboxMetrics.class);

    private final AgroalDataSource database;

    OutboxMetrics(AgroalDataSource database) {
        this.database = database;
    }

    void register(@Observes StartupEvent event, MeterRegistry metrics) {
        Gauge.builder("belay.outbox.backlog", () -> query("SELECT count(*) FROM outbox"))
                .description("Events that are committed but not yet in Kafka")
                .register(metrics);
        Gauge.builder(
                        "belay.outbox.age",
                        () -> query("SELECT coalesce(extract(epoch FROM now() - min(time)), 0) FROM outbox"))
                .description("Age of the oldest of them")
                .baseUnit("seconds")
                .register(metrics);
    }

    private double query(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        } catch (SQLException e) {
            LOG.debug("No figure of the outbox", e);
            return Double.NaN;
        }
    }
}
