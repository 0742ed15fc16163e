package dev.belay.mentorship.requests;

import jakarta.enterprise.context.ApplicationScoped;

/** Lets tests of other packages run the job that the scheduler would. */
@ApplicationScoped
public class ExpiryRun {
    private final Expiry expiry;

    ExpiryRun(Expiry expiry) {
        this.expiry = expiry;
    }

    public void run() {
        expiry.run();
    }
}
